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

/** `countSharers`: how many processes share the pace now, each of which has its part of it. Default 1. */
export function createPace(
  { everyMs, burst, mostAMinute = 0 }: PaceOptions,
  clock: Clock,
  countSharers: () => number = () => 1,
): Pace {
  // The instant by which everything that went would have gone at an even pace.
  let spentUntil = 0;
  /** When the last `mostAMinute` went. */
  const latest: EpochMs[] = [];
  return (keep = 0) => {
    const now = clock();
    const sharers = countSharers();
    const atOnce = Math.max(1, (burst - keep) / sharers);
    if (spentUntil - now > everyMs * sharers * (atOnce - 1)) return false;
    const most = mostAMinute === 0 ? 0 : Math.max(1, Math.floor(mostAMinute / sharers));
    const first = latest.at(-most);
    if (most > 0 && latest.length >= most && first !== undefined && now - first < MINUTE_MS) return false;
    spentUntil = Math.max(spentUntil, now) + everyMs * sharers;
    latest.push(now);
    if (latest.length > mostAMinute) latest.shift();
    return true;
  };
}
