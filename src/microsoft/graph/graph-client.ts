import { Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { CLOUDS, type CloudName } from '../../clouds.ts';
import type { ApiPolicy } from '../policy/request.ts';
import type { AuthorizedSend } from '../sign-in/authorized-send.ts';
import { GraphCall, GraphMiddleware } from './graph-middleware.ts';

/** One page to read: a path with its query to begin with, or a link Graph gave, which is followed to the letter. */
export type GraphPage =
  | { readonly path: string; readonly filter?: string | undefined }
  | { readonly link: string };

export type GraphErrand = Omit<ConstructorParameters<typeof GraphCall>[0], 'link' | 'answerAs' | 'maxBytes'>;

/** Reads one page as JSON. Throws `ReadError`. */
export type ReadPage = (
  errand: GraphErrand,
  page: GraphPage,
  headers: Readonly<Record<string, string>>,
) => Promise<unknown>;

/** A file as Graph streams it. */
export interface GraphFile {
  /** As the answer states it, if at all: not to be trusted. */
  readonly contentType: string | undefined;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** Reads a file of at most `maxBytes` bytes. Throws `ReadError`. */
export type ReadFile = (errand: GraphErrand, path: string, maxBytes: number) => Promise<GraphFile>;

/** The Microsoft Graph client of one cloud. It builds the requests; sending, signing in and failing is left to our own policy. */
export function createReadPage(cloud: CloudName, policy: ApiPolicy, send: AuthorizedSend): ReadPage {
  const client = createClient(cloud, policy, send);
  return async (errand, page, headers) => {
    const link = 'link' in page ? page.link : undefined;
    const call = new GraphCall({ ...errand, link });
    const request = client.api('path' in page ? page.path : '/').headers({ ...headers });
    if ('path' in page && page.filter !== undefined) request.filter(page.filter);
    await undoWrapping(call, request.middlewareOptions([call]).responseType(ResponseType.JSON).get());
    return call.takeBody();
  };
}

/** The same client for files. */
export function createReadFile(cloud: CloudName, policy: ApiPolicy, send: AuthorizedSend): ReadFile {
  const client = createClient(cloud, policy, send);
  return async (errand, path, maxBytes) => {
    const call = new GraphCall({ ...errand, link: undefined, answerAs: 'bytes', maxBytes });
    const request = client.api(path).middlewareOptions([call]).responseType(ResponseType.RAW);
    const response = z.instanceof(Response).parse(await undoWrapping(call, request.get()));
    return {
      contentType: response.headers.get('content-type') ?? undefined,
      content: new Uint8Array(await response.arrayBuffer()),
    };
  };
}

function createClient(cloud: CloudName, policy: ApiPolicy, send: AuthorizedSend): Client {
  return Client.initWithMiddleware({
    baseUrl: CLOUDS[cloud].graph,
    defaultVersion: 'v1.0',
    middleware: new GraphMiddleware(cloud, policy, send),
  });
}

/** The client wraps whatever its middleware throws in an error of its own, which loses ours. */
async function undoWrapping(call: GraphCall, answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    throw call.failure ?? error;
  }
}
