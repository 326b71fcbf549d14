import { randomUUID } from 'node:crypto';
import { CLOUDS } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { RouteError } from '../../requests/route-error.ts';
import type { Runtime } from '../call.ts';
import type { Answer, ApiPolicy, MicrosoftRequest, Send } from '../policy/request.ts';
import { RETRY_STATUSES } from '../policy/request.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { judgeRefusal, type RefusedCall } from './judge-refusal.ts';
import { type Refusal, readRefusal } from './refusal.ts';
import { fromReadError, passing, refused } from './route-failure.ts';

/** The version whose documented answers this is written from. */
export const API_VERSION = '2024-04-01';

/** In which tenant, and for how long, somebody wants something. */
export type SupportErrand = Pick<MicrosoftRequest, 'tenantId' | 'signal'>;

export interface SupportRequest {
  readonly method: 'GET' | 'PUT' | 'PATCH';
  /** Below the origin, with its query; its segments encoded. Or a whole link on the origin, which is followed to the letter. */
  readonly url: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** Azure Support's way to Azure Resource Manager. */
export interface SupportCalls {
  readonly origin: string;
  /** The answer, also a refusal. Throws `RouteError` when there is none, or when nobody can sign in. */
  send(errand: SupportErrand, request: SupportRequest): Promise<Answer>;
  /** What a refusal is for whoever wants the ticket. */
  refuse(errand: SupportErrand, refusal: Refusal, call: RefusedCall): RouteError;
}

/**
 * Every call carries two tokens: the customer's tenant's, and in `x-ms-authorization-auxiliary` the partner's, by which Microsoft knows
 * who asks on the customer's behalf. https://learn.microsoft.com/rest/api/support/support-tickets/create
 */
export function createSupportCalls(
  { clock, timings }: Pick<Runtime, 'clock' | 'timings'>,
  { cloud, tenantId: partner }: PartnerAccount,
  send: Send,
  signIn: SignIn,
): SupportCalls {
  const origin = CLOUDS[cloud].arm;
  const scope = `${origin}/.default`;
  const policy: ApiPolicy = {
    api: 'arm',
    resource: 'support',
    budget: [],
    retryStatuses: RETRY_STATUSES,
    attemptMs: timings.supportAttemptMs,
  };

  async function getTokens(request: MicrosoftRequest) {
    const [customers, ours] = await Promise.allSettled([
      signIn.getToken(request, scope),
      signIn.getToken({ ...request, tenantId: partner }, scope),
    ]);
    if (customers.status === 'rejected') throw fromReadError(customers.reason, 'access');
    if (ours.status === 'rejected') throw fromReadError(ours.reason, 'partnerToken');
    return { customers: customers.value, ours: ours.value };
  }

  function dropTokens(request: MicrosoftRequest, { customers, ours }: Awaited<ReturnType<typeof getTokens>>) {
    signIn.dropToken(request, scope, customers);
    signIn.dropToken({ ...request, tenantId: partner }, scope, ours);
  }

  async function sendOnce(
    request: MicrosoftRequest,
    { customers, ours }: Awaited<ReturnType<typeof getTokens>>,
  ) {
    try {
      return await send({
        ...request,
        headers: (attempt) => ({
          ...request.headers(attempt),
          authorization: `Bearer ${customers}`,
          'x-ms-authorization-auxiliary': `Bearer ${ours}`,
        }),
      });
    } catch (error) {
      throw error instanceof ReadError ? passing(error.message, error.retryAt, error) : error;
    }
  }

  return {
    origin,
    async send(errand, { method, url, body }) {
      const headers = {
        accept: 'application/json',
        'accept-language': 'en-US',
        'x-ms-client-request-id': randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const request: MicrosoftRequest = {
        ...errand,
        policy,
        cloud,
        method,
        url: url.startsWith('/') ? `${origin}${url}` : url,
        headers: () => headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        deadline: clock() + timings.supportCallMs,
      };
      const tokens = await getTokens(request);
      const answer = await sendOnce(request, tokens);
      if (answer.status !== 401) return answer;
      // Either may have been revoked: exactly once, new ones are tried; a second 401 is an answer.
      dropTokens(request, tokens);
      return sendOnce(request, await getTokens(request));
    },
    refuse: ({ tenantId }, refusal, call) =>
      refused(cloud, refusal, judgeRefusal(refusal, call, { partner, customer: tenantId })),
  };
}

/** Whether an answer is what was asked for. */
export function isSuccess({ status }: Pick<Answer, 'status'>): boolean {
  return status >= 200 && status <= 299;
}

/** The refusal an answer is. */
export function refusalOf({ status, body }: Answer): Refusal {
  return readRefusal(status, body);
}
