import type { WatchTimings } from './timings.ts';

/** How long after the version before a version may tell of nothing but customers, when `spreads` of that sort have been. */
export function spreadWait({ spreadMs }: WatchTimings, spreads: number): number {
  return spreadMs[spreads] ?? spreadMs.at(-1) ?? 0;
}
