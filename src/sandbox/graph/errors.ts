import type { Clock, Random } from '../../time.ts';
import { answerJson, newGuid, readHeader, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';

/** A failure to be answered in Graph's shape. */
export class GraphFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'GraphFailure';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export interface GraphStamp {
  readonly clock: Clock;
  readonly random: Random;
}

/** Graph's ids of a call, in every answer: `request-id` is its own, `client-request-id` the caller's when it gave one. */
export function stampHeaders(request: SandboxRequest, { clock, random }: GraphStamp): Record<string, string> {
  const id = newGuid(random);
  return {
    'request-id': id,
    'client-request-id': readHeader(request.headers, 'client-request-id') ?? id,
    date: new Date(clock()).toUTCString(),
    'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"Sandbox","Slice":"E","Ring":"1","ScaleUnit":"000"}}',
  };
}

/** "Microsoft Graph error responses": `{ error: { code, message, innerError } }`. */
export function answerGraphFailure(
  failure: GraphFailure,
  headers: Readonly<Record<string, string>>,
  clock: Clock,
): SandboxAnswer {
  const innerError = {
    date: new Date(clock()).toISOString().replace(/\.\d+Z$/, ''),
    'request-id': headers['request-id'],
    'client-request-id': headers['client-request-id'],
  };
  return answerJson(
    failure.status,
    { error: { code: failure.code, message: failure.message, innerError } },
    { ...headers, ...failure.headers },
  );
}
