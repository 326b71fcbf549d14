import type { EpochMs } from '../time.ts';
import type { Period } from './archive.ts';
import { type CalendarUnit, createCalendar } from './calendar.ts';
import type { CustomerHistory, WeekTally } from './history.ts';
import { type Interval, spreadIntervals } from './intervals.ts';

const DAY_MS = 86_400_000;
/** A longer period is told by month. */
const MOST_WEEKS = 26;
/** Of a period that is longer still, the last months are told. */
const MOST_UNITS = 54;

/** What is tallied: starts of incidents, and when incidents were under way; both within the period. */
export interface WeekFacts {
  readonly starts: readonly EpochMs[];
  readonly intervals: readonly Interval[];
}

/** Tallies the period by week of the zone, or by month; oldest first, without gaps. */
export function tallyWeeks(
  { since, until }: Period,
  { starts, intervals }: WeekFacts,
  timeZone: string,
): Pick<CustomerHistory, 'unit' | 'weeks'> {
  // Half a day more, for hours that clocks are moved by.
  const unit = until - since > (7 * MOST_WEEKS + 0.5) * DAY_MS ? 'month' : 'week';
  const bounds = listBounds(since, until, createCalendar(timeZone)[unit]);
  const counts = countStarts(starts, bounds);
  const affected = spreadIntervals(intervals, bounds);
  const weeks = bounds
    .slice(0, -1)
    .map((from, at): WeekTally => ({ from, incidents: counts[at] ?? 0, affectedMs: affected[at] ?? 0 }));
  return { unit, weeks };
}

/** Where each unit begins, and where the last one ends. */
function listBounds(since: EpochMs, until: EpochMs, { start, next }: CalendarUnit): EpochMs[] {
  const bounds = [start(Math.max(since, until - MOST_UNITS * 31 * DAY_MS))];
  for (let at = next(bounds[0] ?? since); ; at = next(at)) {
    bounds.push(at);
    if (at > until) return bounds.slice(-MOST_UNITS - 1);
  }
}

function countStarts(starts: readonly EpochMs[], bounds: readonly EpochMs[]): number[] {
  const sorted = starts.toSorted((a, b) => a - b);
  let next = 0;
  const skipUntil = (end: EpochMs) => {
    const from = next;
    while (next < sorted.length && (sorted[next] ?? end) < end) next += 1;
    return next - from;
  };
  skipUntil(bounds[0] ?? 0);
  return bounds.slice(1).map(skipUntil);
}
