import { foldName } from './fold-name.ts';
import type { ServiceTally } from './history.ts';
import type { HistoryEntry } from './history-incident.ts';
import { type Interval, measureIntervals } from './intervals.ts';

/** Tallies the services of a history; most affected first, then by incidents, advisories and name. */
export function tallyServices(entries: readonly HistoryEntry[]): ServiceTally[] {
  const byName = new Map<
    string,
    { service: string; incidents: number; advisories: number; intervals: Interval[] }
  >();
  for (const { row, isIncident, interval } of entries) {
    const key = foldName(row.service);
    const tally = byName.get(key) ?? { service: row.service, incidents: 0, advisories: 0, intervals: [] };
    byName.set(key, tally);
    if (isIncident) tally.incidents += 1;
    else tally.advisories += 1;
    if (interval) tally.intervals.push(interval);
  }
  return [...byName.values()]
    .map(({ intervals, ...tally }) => ({ ...tally, affectedMs: measureIntervals(intervals) }))
    .sort(
      (a, b) =>
        b.affectedMs - a.affectedMs ||
        b.incidents - a.incidents ||
        b.advisories - a.advisories ||
        (a.service < b.service ? -1 : 1),
    );
}
