import type { Clock, EpochMs } from '../../time.ts';

/** Whether one more may go now and still leave room for `keep` others. Default 0. */
export type Pace = (keep?: number) => boolean;

export interface PaceOptions {
  /** One in so many milliseconds on the long run. */
  readonly everyMs: number;
  /** So many at once after a rest, so that few customers need not wait for many. */
  readonly burst: number;
  /** So many in any minute, those at once included. Default: as the others have it. */
  readonly mostAMinute?: number;
}

const MINUTE_MS = 60_000;

export function createPace({ everyMs, burst, mostAMinute = 0 }: PaceOptions, clock: Clock): Pace {
  // The instant by which everything that went would have gone at an even pace.
  let spentUntil = 0;
  /** When the last `mostAMinute` went. */
  const latest: EpochMs[] = [];
  return (keep = 0) => {
    const now = clock();
    if (spentUntil - now > everyMs * (burst - 1 - keep)) return false;
    const [first] = latest;
    if (mostAMinute > 0 && latest.length === mostAMinute && first !== undefined && now - first < MINUTE_MS) {
      return false;
    }
    spentUntil = Math.max(spentUntil, now) + everyMs;
    latest.push(now);
    if (latest.length > mostAMinute) latest.shift();
    return true;
  };
}
