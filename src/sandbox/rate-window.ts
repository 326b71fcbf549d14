import type { Clock, EpochMs } from '../time.ts';

export interface RateLimit {
  readonly requests: number;
  readonly windowMs: number;
}

/** Counts requests in sliding windows, for each key on its own. */
export interface RateWindow {
  /** Counts one request. Returns undefined when it may pass, else the milliseconds after which it may. */
  take(key: string): number | undefined;
}

/** Beyond so many keys, those idle for a whole window are forgotten. */
const KEYS_BEFORE_SWEEP = 20_000;

/** Every limit must hold. Refused requests do not count, so that `Retry-After` keeps its word. */
export function createRateWindow(limits: readonly RateLimit[], clock: Clock): RateWindow {
  const taken = new Map<string, EpochMs[]>();
  const longest = Math.max(...limits.map(({ windowMs }) => windowMs));

  function sweep(now: EpochMs): void {
    for (const [key, times] of taken) {
      if ((times.at(-1) ?? 0) <= now - longest) taken.delete(key);
    }
  }

  return {
    take(key) {
      const now = clock();
      if (!taken.has(key) && taken.size >= KEYS_BEFORE_SWEEP) sweep(now);
      const times = (taken.get(key) ?? []).filter((at) => at > now - longest);
      taken.set(key, times);
      let wait = 0;
      for (const { requests, windowMs } of limits) {
        const blocking = times.at(-requests);
        if (blocking !== undefined && times.length >= requests && blocking > now - windowMs) {
          wait = Math.max(wait, blocking + windowMs - now);
        }
      }
      if (wait > 0) return wait;
      times.push(now);
      return undefined;
    },
  };
}
