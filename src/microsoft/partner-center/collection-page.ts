import { z } from 'zod';
import { CLOUDS } from '../../clouds.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { EpochMs } from '../../time.ts';
import type { Runtime } from '../call.ts';
import { failure } from '../policy/failure.ts';
import type { ApiPolicy, MicrosoftRequest } from '../policy/request.ts';
import type { AuthorizedSend } from '../sign-in/authorized-send.ts';
import { describeAttempts } from './attempt-headers.ts';
import { type NextPage, readNextPage, resolveNextUri } from './next-page.ts';
import { toPartnerCenterFailure } from './partner-center-error.ts';

const answered = z.object({ items: z.array(z.unknown()) });

/** A collection of Partner Center. */
export interface Collection {
  /** Below the API's root, for example `/customers`; its segments encoded. */
  readonly path: string;
  /** Asks for the first page, for example `?size=500`; may be empty. */
  readonly query: string;
  readonly policy: ApiPolicy;
}

/** For how long somebody wants a collection; without a deadline each page has the time of a page. */
export interface CollectionErrand {
  readonly signal: AbortSignal;
  readonly deadline?: EpochMs;
}

export interface CollectionPage {
  readonly items: readonly unknown[];
  readonly next: NextPage | undefined;
}

/** Reads one page of a collection with the rights of a partner account. Throws `ReadError`. */
export type ReadCollectionPage = (
  collection: Collection,
  next: NextPage | undefined,
  errand: CollectionErrand,
) => Promise<CollectionPage>;

export function createReadCollectionPage(
  { clock, timings }: Pick<Runtime, 'clock' | 'timings'>,
  { cloud, tenantId }: PartnerAccount,
  send: AuthorizedSend,
): ReadCollectionPage {
  const origin = CLOUDS[cloud].partnerCenter;

  function addressOf({ path, query, policy }: Collection, next: NextPage | undefined): string {
    if (next === undefined) return `${origin}/v1${path}${query}`;
    // Microsoft's own SDK sends nothing but the operation and the token: the token knows the size.
    if ('token' in next) return `${origin}/v1${path}?seekOperation=Next`;
    const url = resolveNextUri(origin, next.uri);
    if (url === undefined) {
      throw failure({ policy, cloud }, 'invalidAnswer', 'the next page lies on another host');
    }
    return url;
  }

  return async (collection, next, { signal, deadline = Number.POSITIVE_INFINITY }) => {
    const request: MicrosoftRequest = {
      policy: collection.policy,
      cloud,
      tenantId,
      method: 'GET',
      url: addressOf(collection, next),
      headers: describeAttempts(next && 'token' in next ? { 'ms-continuationtoken': next.token } : {}),
      deadline: Math.min(deadline, clock() + timings.partnerCenterPageMs),
      signal,
    };
    const answer = await send(request, `${origin}/.default`);
    if (answer.status < 200 || answer.status > 299) throw toPartnerCenterFailure(request, answer);
    const parsed = answered.safeParse(answer.body);
    if (!parsed.success) throw failure(request, 'invalidAnswer', 'the answer is not a collection');
    return { items: parsed.data.items, next: readNextPage(answer.body, answer.headers) };
  };
}
