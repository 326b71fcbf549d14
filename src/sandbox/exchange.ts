import type { IncomingHttpHeaders } from 'node:http';
import type { CloudName } from '../clouds.ts';
import type { Random } from '../time.ts';

/** A request as the simulated host sees it. */
export interface SandboxRequest {
  readonly method: string;
  /** The original host, for example `graph.microsoft.com`. */
  readonly host: string;
  readonly cloud: CloudName;
  /** Path from the root of the original host, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface SandboxAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes where the answer is a file. */
  readonly body: string | Uint8Array;
}

/** An answer with a JSON body. */
export function answerJson(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): SandboxAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** The first value of a header, or undefined. */
export function readHeader(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}

/** The bearer token of a request, or undefined. */
export function readBearer(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(readHeader(headers, 'authorization') ?? '')?.[1];
}

/** A random GUID, version 4 shape. */
export function newGuid(random: Random): string {
  return 'xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx'.replaceAll('x', () => Math.floor(random() * 16).toString(16));
}
