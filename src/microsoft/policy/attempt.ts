import { toUpstream } from '../upstream.ts';
import { correlate } from './correlate.ts';
import { BodyTooLargeError, MAX_BODY_BYTES, parseJson, type ReadBody } from './read-body.ts';
import type { Answer, AttemptInfo, MicrosoftRequest } from './request.ts';

/** How one attempt ended. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** A success that is not JSON although it should be, or too large. Only the first is worth another try. */
  | { readonly kind: 'invalid'; readonly status: number; readonly why: 'notJson' | 'tooLarge' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'dropped'; readonly cause: unknown }
  | { readonly kind: 'aborted'; readonly cause: unknown };

interface AttemptOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly readBody: ReadBody;
  readonly upstream: string | undefined;
  readonly timeoutMs: number;
  readonly info: AttemptInfo;
  /** The question that the call belongs to. */
  readonly correlation: string | undefined;
}

/** Sends a request once and reads its answer to the end within `timeoutMs`. Never throws. */
export async function attempt(request: MicrosoftRequest, options: AttemptOptions): Promise<Outcome> {
  // One controller for both: `AbortSignal.any` leaves weak references behind, which keep every call until the old generation is collected.
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), options.timeoutMs);
  const giveUp = () => end.abort(request.signal.reason);
  if (request.signal.aborted) giveUp();
  request.signal.addEventListener('abort', giveUp, { once: true });
  let status = 0;
  try {
    const response = await options.fetch(toUpstream(request.url, options.upstream), {
      method: request.method,
      headers: correlate(request.headers(options.info), request.policy.api, options.correlation),
      ...(request.body === undefined ? {} : { body: request.body }),
      // A redirect could carry the token elsewhere; none is documented for these calls.
      redirect: 'manual',
      signal: end.signal,
    });
    status = response.status;
    const { headers } = response;
    const { answerAs = 'json', maxBytes = MAX_BODY_BYTES, parse = parseJson } = request;
    return await options.readBody(response, maxBytes, (whole) => {
      if (response.ok && answerAs === 'bytes') {
        const bytes = new Uint8Array(whole);
        return { kind: 'answered', answer: { status, headers, body: undefined, bytes } };
      }
      const body = response.ok ? parse(whole) : parseJson(whole);
      const maySayNothing = whole.length === 0 && (status === 202 || status === 204);
      if (response.ok && body === undefined && !maySayNothing) {
        return { kind: 'invalid', status, why: 'notJson' };
      }
      return { kind: 'answered', answer: { status, headers, body } };
    });
  } catch (cause) {
    if (request.signal.aborted) return { kind: 'aborted', cause: request.signal.reason };
    if (end.signal.aborted) return { kind: 'timeout' };
    if (cause instanceof BodyTooLargeError) return { kind: 'invalid', status, why: 'tooLarge' };
    return { kind: 'dropped', cause };
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', giveUp);
  }
}
