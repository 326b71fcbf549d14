import { Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { CLOUDS, type CloudName } from '../../clouds.ts';
import type { AuthorizedSend } from '../sign-in/authorized-send.ts';
import { GraphCall, GraphMiddleware } from './graph-middleware.ts';

/** One page to read: a path with its query to begin with, or a link Graph gave, which is followed to the letter. */
export type GraphPage =
  | { readonly path: string; readonly filter?: string | undefined }
  | { readonly link: string };

export type GraphErrand = Omit<ConstructorParameters<typeof GraphCall>[0], 'link'>;

/** Reads one page as JSON. Throws `ReadError`. */
export type ReadPage = (
  errand: GraphErrand,
  page: GraphPage,
  headers: Readonly<Record<string, string>>,
) => Promise<unknown>;

/** The Microsoft Graph client of one cloud. It builds the requests; sending, signing in and failing is left to our own policy. */
export function createReadPage(cloud: CloudName, attemptMs: number, send: AuthorizedSend): ReadPage {
  const client = Client.initWithMiddleware({
    baseUrl: CLOUDS[cloud].graph,
    defaultVersion: 'v1.0',
    middleware: new GraphMiddleware(cloud, attemptMs, send),
  });
  return async (errand, page, headers) => {
    const link = 'link' in page ? page.link : undefined;
    const call = new GraphCall({ ...errand, link });
    const request = client.api('path' in page ? page.path : '/').headers({ ...headers });
    if ('path' in page && page.filter !== undefined) request.filter(page.filter);
    try {
      return await request.middlewareOptions([call]).responseType(ResponseType.JSON).get();
    } catch (error) {
      // The client wraps whatever its middleware throws in an error of its own, which loses ours.
      throw call.failure ?? error;
    }
  };
}
