import type { Clock, EpochMs, Sleep } from '../time.ts';
import { orAborted } from '../work/or-aborted.ts';
import { signWebhook } from './sign-webhook.ts';

/** Where changes are told of, and by what the receiver knows us. */
export interface WebhookEndpoint {
  readonly url: string;
  readonly key: Uint8Array;
}

/** How one attempt ended. */
export type PostResult =
  | { readonly kind: 'delivered' }
  /** `outcome`: the status, or a word where there was none; `retryAt`: before it the endpoint does not want to be asked again. */
  | {
      readonly kind: 'failed';
      readonly outcome: number | 'timeout' | 'unreachable';
      readonly retryAt?: EpochMs | undefined;
    };

export interface PostOptions {
  readonly endpoint: WebhookEndpoint;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** How long the endpoint may take to answer, in milliseconds. */
  readonly timeoutMs: number;
}

/** The longest wait taken over from an endpoint, in milliseconds: no slip of it silences us for longer. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Posts a message once. 2xx is delivered. A redirect is a failure: a signed message goes nowhere but where the operator said. The
 * answer's body is not read. Throws only the signal's reason.
 */
export async function postWebhook(
  message: { readonly messageId: string; readonly body: string },
  { endpoint, fetch, clock, sleep, timeoutMs }: PostOptions,
  signal: AbortSignal,
): Promise<PostResult> {
  const ended = new AbortController();
  const late = new AbortController();
  sleep(timeoutMs, ended.signal).then(
    () => late.abort(),
    () => {},
  );
  const bound = AbortSignal.any([signal, late.signal]);
  try {
    const response = await orAborted(
      fetch(endpoint.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'partner-health',
          ...signWebhook(message, endpoint.key, clock()),
        },
        body: message.body,
        redirect: 'manual',
        signal: bound,
      }),
      bound,
    );
    void response.body?.cancel().catch(() => {});
    if (response.ok) return { kind: 'delivered' };
    return { kind: 'failed', outcome: response.status, retryAt: readRetryAt(response.headers, clock()) };
  } catch {
    signal.throwIfAborted();
    return { kind: 'failed', outcome: late.signal.aborted ? 'timeout' : 'unreachable' };
  } finally {
    ended.abort();
  }
}

/** `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3), bounded; undefined when nothing usable is said. */
function readRetryAt(headers: Headers, now: EpochMs): EpochMs | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  const at = /^\d+$/.test(value)
    ? now + Number(value) * 1000
    : /^[A-Z]/i.test(value)
      ? Date.parse(value)
      : now;
  return at > now ? Math.min(at, now + LONGEST_WAIT_MS) : undefined;
}
