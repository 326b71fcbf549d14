import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CLOUDS } from '../../clouds.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { Runtime } from '../call.ts';
import { PARTNER_CENTER_CUSTOMERS_BUDGET } from '../policy/budget.ts';
import { failure } from '../policy/failure.ts';
import {
  type ApiPolicy,
  type AttemptInfo,
  type MicrosoftRequest,
  RETRY_STATUSES,
} from '../policy/request.ts';
import type { AuthorizedSend } from '../sign-in/authorized-send.ts';
import { type NextPage, readNextPage, resolveNextUri } from './next-page.ts';
import { toPartnerCenterFailure } from './partner-center-error.ts';

const PAGE_SIZE = 500;

const collection = z.object({ items: z.array(z.unknown()) });

export interface CustomersPage {
  readonly items: readonly unknown[];
  readonly next: NextPage | undefined;
}

/** Reads one page of the customers of a partner account. Throws `ReadError`. */
export type ReadCustomersPage = (next: NextPage | undefined, signal: AbortSignal) => Promise<CustomersPage>;

export function createReadCustomersPage(
  { clock, timings }: Pick<Runtime, 'clock' | 'timings'>,
  { cloud, tenantId }: PartnerAccount,
  send: AuthorizedSend,
): ReadCustomersPage {
  const origin = CLOUDS[cloud].partnerCenter;
  const policy: ApiPolicy = {
    api: 'partnerCenter',
    budget: PARTNER_CENTER_CUSTOMERS_BUDGET,
    retryStatuses: RETRY_STATUSES,
    attemptMs: timings.partnerCenterAttemptMs,
  };

  function addressOf(next: NextPage | undefined): string {
    if (next === undefined) return `${origin}/v1/customers?size=${PAGE_SIZE}`;
    // Microsoft's own SDK sends nothing but the operation and the token: the token knows the size.
    if ('token' in next) return `${origin}/v1/customers?seekOperation=Next`;
    const url = resolveNextUri(origin, next.uri);
    if (url === undefined) {
      throw failure({ policy, cloud }, 'invalidAnswer', 'the next page lies on another host');
    }
    return url;
  }

  return async (next, signal) => {
    const request: MicrosoftRequest = {
      policy,
      cloud,
      tenantId,
      method: 'GET',
      url: addressOf(next),
      headers: describeAttempts(next),
      deadline: clock() + timings.partnerCenterPageMs,
      signal,
    };
    const answer = await send(request, `${origin}/.default`);
    if (answer.status < 200 || answer.status > 299) throw toPartnerCenterFailure(request, answer);
    const parsed = collection.safeParse(answer.body);
    if (!parsed.success) throw failure(request, 'invalidAnswer', 'the answer is not a collection');
    return { items: parsed.data.items, next: readNextPage(answer.body, answer.headers) };
  };
}

/**
 * The headers of one call. `MS-RequestId` is an idempotency key: the same when an attempt is repeated after silence, a new one
 * after any answer. https://learn.microsoft.com/partner-center/developer/headers
 */
function describeAttempts(next: NextPage | undefined) {
  const correlationId = randomUUID();
  let requestId = randomUUID();
  let sent = false;
  return ({ number, answeredBefore }: AttemptInfo): Record<string, string> => {
    // A first attempt that is not the first: the call is repeated with a new access token, after a 401.
    if (sent && (answeredBefore || number === 1)) requestId = randomUUID();
    sent = true;
    return {
      accept: 'application/json',
      'x-locale': 'en-US',
      'ms-requestid': requestId,
      'ms-correlationid': correlationId,
      'ms-partnercenter-application': 'Partner Health',
      ...(next && 'token' in next ? { 'ms-continuationtoken': next.token } : {}),
    };
  };
}
