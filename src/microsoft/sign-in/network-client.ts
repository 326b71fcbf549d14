import type { INetworkModule } from '@azure/msal-node';
import { z } from 'zod';
import type { EpochMs } from '../../time.ts';
import type { Runtime } from '../call.ts';
import { codeOfStatus, failure, nameCall, readRequestId } from '../policy/failure.ts';
import {
  type Answer,
  type ApiPolicy,
  type MicrosoftRequest,
  RETRY_STATUSES,
  type Send,
} from '../policy/request.ts';
import { readEntraRefusal, SignInRefused } from './entra-error.ts';

/** For whom, until when, and for how long somebody wants a token. */
export type TokenErrand = Pick<MicrosoftRequest, 'cloud' | 'tenantId' | 'deadline' | 'signal'>;

/** MSAL's way to the network for one sign-in, and what it met there: MSAL hides both behind its own errors and clock. */
export interface SignInNetwork {
  readonly client: INetworkModule;
  /** What the exchange failed with. */
  readonly failure: unknown;
  /** When the token it brought runs out. */
  readonly expiresAt: EpochMs | undefined;
  /** The refresh token that came along, which MSAL keeps to itself. */
  readonly refreshToken: string | undefined;
}

// A token goes into a header: anything but visible characters would make fetch quote it in its error.
const token = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive(),
  refresh_token: z.string().min(1).optional().catch(undefined),
});

/** Takes MSAL's requests through our policy. */
export function createSignInNetwork(
  { clock, timings }: Pick<Runtime, 'clock' | 'timings'>,
  send: Send,
  errand: TokenErrand,
): SignInNetwork {
  const { cloud, tenantId, signal } = errand;
  const policy: ApiPolicy = {
    api: 'signIn',
    budget: [],
    retryStatuses: RETRY_STATUSES,
    attemptMs: timings.signInAttemptMs,
  };
  const call = { cloud, policy };
  const met: { failure: unknown; expiresAt: EpochMs | undefined; refreshToken: string | undefined } = {
    failure: undefined,
    expiresAt: undefined,
    refreshToken: undefined,
  };

  async function post(url: string, headers: Readonly<Record<string, string>>, body: string | undefined) {
    // Not all of the errand: it may be a whole request, which wants its answer in a way of its own.
    const answer = await send({
      ...{ ...call, tenantId, signal, method: 'POST', url, headers: () => headers, body },
      // Others may join who wait longer.
      get deadline() {
        return errand.deadline;
      },
    });
    if (answer.status !== 200) throw refusal(call, answer);
    const parsed = token.safeParse(answer.body);
    if (!parsed.success) throw failure(call, 'invalidAnswer', 'the answer holds no usable token');
    met.expiresAt = clock() + parsed.data.expires_in * 1000;
    met.refreshToken = parsed.data.refresh_token;
    return answer;
  }

  const client: INetworkModule = {
    // MSAL knows the endpoints of both clouds and must not look them up.
    sendGetRequestAsync: () => Promise.reject(new Error('The sign-in needs no discovery')),
    async sendPostRequestAsync<T>(
      url: string,
      options?: { headers?: Record<string, string>; body?: string },
    ) {
      try {
        const answer = await post(url, options?.headers ?? {}, options?.body);
        return {
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: answer.body as T,
        };
      } catch (error) {
        met.failure = error;
        throw error;
      }
    },
  };
  return {
    client,
    get failure() {
      return met.failure;
    },
    get expiresAt() {
      return met.expiresAt;
    },
    get refreshToken() {
      return met.refreshToken;
    },
  };
}

function refusal(call: Pick<MicrosoftRequest, 'policy' | 'cloud'>, { status, headers, body }: Answer) {
  const refused = readEntraRefusal(body);
  const requestId = refused?.requestId ?? readRequestId(headers);
  const what = refused?.what ?? `refused with status ${status} and no reason`;
  return new SignInRefused(
    refused?.code ?? codeOfStatus(status),
    `${nameCall(call)}: ${what}`,
    refused?.userSignIn,
    { status, requestId },
  );
}
