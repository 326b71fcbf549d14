import { describe, expect, it } from 'vitest';
import { measureIntervals } from '../../src/health/intervals.ts';
import { tallyWeeks } from '../../src/health/tally-weeks.ts';
import { createSeededRandom } from '../support/generate-customers.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const UNTIL = Date.UTC(2026, 10, 21, 10, 25);
const last = (days: number) => ({ since: UNTIL - days * DAY, until: UNTIL });

describe('tallyWeeks', () => {
  it('tells each week of the period, without gaps, with what started and was under way in it', () => {
    const monday = Date.UTC(2026, 10, 16);
    const { unit, weeks } = tallyWeeks(
      last(14),
      {
        starts: [monday - 1, monday, monday + DAY],
        intervals: [{ from: monday - HOUR, to: monday + HOUR }],
      },
      'UTC',
    );
    expect(unit).toBe('week');
    expect(weeks).toEqual([
      { from: monday - 14 * DAY, incidents: 0, affectedMs: 0 },
      { from: monday - 7 * DAY, incidents: 1, affectedMs: HOUR },
      { from: monday, incidents: 2, affectedMs: HOUR },
    ]);
  });

  it('counts an hour that clocks repeat, and not one that they skip', () => {
    const tally = (from: string, to: string) =>
      tallyWeeks(
        { since: Date.parse(from), until: Date.parse(to) - 1 },
        { starts: [], intervals: [{ from: Date.parse(from), to: Date.parse(to) }] },
        'Europe/Paris',
      ).weeks.map(({ affectedMs }) => affectedMs / HOUR);
    expect(tally('2026-10-19T00:00+02:00', '2026-10-26T00:00+01:00')).toEqual([169]);
    expect(tally('2026-03-23T00:00+01:00', '2026-03-30T00:00+02:00')).toEqual([167]);
  });

  it.each([
    [1, 'week', 1],
    [30, 'week', 5],
    [90, 'week', 14],
    [182, 'week', 27],
    [183, 'month', 7],
    [365, 'month', 13],
    [1_500, 'month', 50],
    [3_650, 'month', 54],
  ] as const)('tells the last %i days by %s, in %i', (days, unit, count) => {
    const tally = tallyWeeks(last(days), { starts: [], intervals: [] }, 'Asia/Seoul');
    expect(tally.unit).toBe(unit);
    expect(tally.weeks).toHaveLength(count);
    expect(tally.weeks.at(-1)?.from).toBeLessThanOrEqual(UNTIL);
  });

  it.each(
    ['Europe/Paris', 'America/Sao_Paulo', 'Asia/Seoul', 'Asia/Tehran'].flatMap((zone) =>
      [11, 4_711, 20_261_121].map((seed) => [zone, seed] as const),
    ),
  )('loses nothing and counts nothing twice in %s (seed %i)', (zone, seed) => {
    const random = createSeededRandom(seed);
    const until = Date.UTC(2015 + Math.floor(random() * 12), 5, 1) + Math.floor(random() * 365 * DAY);
    const period = { since: until - Math.floor((1 + random() * 500) * DAY), until };
    const intervals = Array.from({ length: 60 }, () => {
      const from = period.since + Math.floor(random() * (until - period.since));
      return { from, to: Math.min(until, from + Math.floor(random() * 10 * DAY)) };
    });
    const { weeks } = tallyWeeks(period, { starts: intervals.map(({ from }) => from), intervals }, zone);
    expect(weeks.reduce((total, { affectedMs }) => total + affectedMs, 0)).toBe(measureIntervals(intervals));
    expect(weeks.reduce((total, { incidents }) => total + incidents, 0)).toBe(intervals.length);
    const starts = weeks.map(({ from }) => from);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });
});
