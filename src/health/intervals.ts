import type { EpochMs } from '../time.ts';

/** A stretch of time from `from` to just before `to`. */
export interface Interval {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Joins what overlaps or touches; in order, without empty ones. */
export function joinIntervals(intervals: readonly Interval[]): Interval[] {
  const joined: { from: EpochMs; to: EpochMs }[] = [];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    if (to <= from) continue;
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** How long they are together, in milliseconds; overlaps count once. */
export function measureIntervals(intervals: readonly Interval[]): number {
  return joinIntervals(intervals).reduce((total, { from, to }) => total + to - from, 0);
}

/**
 * How much of the intervals lies in each stretch between two neighbouring bounds, in milliseconds; overlaps count once. `bounds` are in
 * order; there is one figure fewer than bounds.
 */
export function spreadIntervals(intervals: readonly Interval[], bounds: readonly EpochMs[]): number[] {
  const joined = joinIntervals(intervals);
  let first = 0;
  return bounds.slice(1).map((end, at) => {
    const start = bounds[at] ?? end;
    let total = 0;
    for (let next = first; next < joined.length; next += 1) {
      const interval = joined[next];
      if (!interval || interval.from >= end) break;
      total += Math.max(0, Math.min(interval.to, end) - Math.max(interval.from, start));
      // What ends here is of no interest to later stretches.
      if (interval.to <= end) first = next + 1;
    }
    return total;
  });
}
