import type { ReadError } from '../../errors.ts';
import type { EpochMs } from '../../time.ts';
import type { Outcome } from './attempt.ts';
import { codeOfStatus, failure, readRequestId } from './failure.ts';
import type { Answer, MicrosoftRequest } from './request.ts';
import { readRetryAt } from './retry-after.ts';

/** Attempts at one call, the first included. */
export const MAX_ATTEMPTS = 4;

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 4_000;

/**
 * What to do after an attempt:
 * - `done`: hand the answer to the caller, who knows what a refusal means;
 * - `pause`: Microsoft named an instant: hold every call to that tenant until `error.retryAt`;
 * - `retry`: send again after a back-off; `error` is what to fail with when there is no time for it;
 * - `fail`: repeating would not help.
 */
export type Decision =
  | { readonly action: 'done'; readonly answer: Answer }
  | { readonly action: 'pause' | 'retry' | 'fail'; readonly error: ReadError };

/** Decides after attempt `number`, which ended at `now`. Pure. */
export function decide(outcome: Outcome, request: MicrosoftRequest, number: number, now: EpochMs): Decision {
  const again = number < MAX_ATTEMPTS ? 'retry' : 'fail';
  switch (outcome.kind) {
    case 'aborted':
      return { action: 'fail', error: failure(request, 'timeout', 'the caller stopped waiting', outcome) };
    case 'timeout':
      return { action: again, error: failure(request, 'timeout', 'no answer in the time given') };
    case 'dropped':
      return { action: again, error: failure(request, 'unavailable', 'the connection failed', outcome) };
    case 'invalid': {
      const what =
        outcome.why === 'tooLarge'
          ? 'the answer is too large'
          : 'the answer is not JSON; is something in between?';
      const error = failure(request, 'invalidAnswer', what, { status: outcome.status });
      // A page of some proxy may be gone the next moment; twice the same is an answer.
      return { action: outcome.why === 'notJson' && number === 1 ? 'retry' : 'fail', error };
    }
    case 'answered':
      return decideAnswer(outcome.answer, request, again, now);
  }
}

function decideAnswer(
  answer: Answer,
  request: MicrosoftRequest,
  again: 'retry' | 'fail',
  now: EpochMs,
): Decision {
  const { status, headers, body } = answer;
  if (!request.policy.retryStatuses.has(status)) return { action: 'done', answer };
  const retryAt = readRetryAt(headers, body, now);
  const what = status === 429 ? 'asked to slow down (429)' : `failed with status ${status}`;
  const details = { status, retryAt, requestId: readRequestId(headers) };
  const error = failure(request, codeOfStatus(status), what, details);
  return { action: retryAt === undefined ? again : 'pause', error };
}

/** Full-jitter exponential back-off: anything from nothing up to a bound that doubles with every attempt. */
export function backoffMs(number: number, random: number): number {
  return random * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (number - 1));
}
