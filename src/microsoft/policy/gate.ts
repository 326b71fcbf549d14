import { LRUCache } from 'lru-cache';
import type { ReadError } from '../../errors.ts';
import type { EpochMs } from '../../time.ts';
import type { Runtime } from '../call.ts';
import { createBudgetBook } from './budget.ts';
import { failure } from './failure.ts';
import type { MicrosoftRequest } from './request.ts';

/** Tenants remembered, per gate. Far more than a partner has; beyond, the ones unused for longest are forgotten. */
const MAX_TENANTS = 50_000;

/** The least time in which an attempt has a chance of being answered. */
export const LEAST_ATTEMPT_MS = 200;

interface Pause {
  readonly until: EpochMs;
  /** Why, and what a call held back until then fails with. */
  readonly error: ReadError;
}

/** Stands before every attempt: nothing is sent that a budget or an earlier `Retry-After` forbids. */
export interface Gate {
  /** Resolves when the call may be made, and counts it. Throws `ReadError` at once when that will not be before the deadline. */
  enter(request: MicrosoftRequest): Promise<void>;
  /** Holds every call to the same resource of the API and the same tenant back until `error.retryAt`. */
  pause(request: MicrosoftRequest, error: ReadError): void;
}

export function createGate({ clock, sleep }: Pick<Runtime, 'clock' | 'sleep'>): Gate {
  const book = createBudgetBook(MAX_TENANTS);
  const pauses = new LRUCache<string, Pause>({ max: MAX_TENANTS });
  return {
    async enter(request) {
      const key = keyOf(request);
      const { budget } = request.policy;
      for (;;) {
        const now = clock();
        if (now >= request.deadline || request.signal.aborted) {
          throw failure(request, 'timeout', 'no time was left for the call', {
            cause: request.signal.reason,
          });
        }
        const pause = pauses.get(key);
        if (pause && pause.until <= now) pauses.delete(key);
        const freeAt = Math.max(book.freeAt(key, budget, now), pause?.until ?? now);
        if (freeAt <= now) {
          book.take(key, budget, now);
          return;
        }
        if (freeAt + LEAST_ATTEMPT_MS > request.deadline) {
          if (pause?.until === freeAt) throw pause.error;
          const what = 'the documented number of calls for this tenant is used up; ask again later';
          throw failure(request, 'throttled', what, { retryAt: freeAt });
        }
        await wait(sleep, freeAt - now, request);
      }
    },
    pause(request, error) {
      const key = keyOf(request);
      const until = error.retryAt ?? 0;
      if (until > (pauses.get(key)?.until ?? 0)) pauses.set(key, { until, error });
    },
  };
}

/** Waits, and turns an abort into a `ReadError`. */
export async function wait(sleep: Runtime['sleep'], ms: number, request: MicrosoftRequest): Promise<void> {
  try {
    await sleep(ms, request.signal);
  } catch (cause) {
    throw failure(request, 'timeout', 'the caller stopped waiting', { cause });
  }
}

function keyOf({ policy, cloud, tenantId }: MicrosoftRequest): string {
  return `${policy.api}:${policy.resource ?? ''}:${cloud}:${tenantId.toLowerCase()}`;
}
