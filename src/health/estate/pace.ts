import type { Clock } from '../../time.ts';

/** Whether one more may go now. */
export type Pace = () => boolean;

/** One in `everyMs` on the long run; `burst` of them at once after a rest, so that few customers need not wait for many. */
export function createPace({ everyMs, burst }: { everyMs: number; burst: number }, clock: Clock): Pace {
  // The instant by which everything that went would have gone at an even pace.
  let spentUntil = 0;
  return () => {
    const now = clock();
    if (spentUntil - now > everyMs * (burst - 1)) return false;
    spentUntil = Math.max(spentUntil, now) + everyMs;
    return true;
  };
}
