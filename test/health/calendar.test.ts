import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/health/calendar.ts';
import { createSeededRandom } from '../support/generate-customers.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const utc = (text: string) => Date.parse(`${text}Z`);

describe('the weeks of a zone', () => {
  it.each([
    // Clocks go back on Sunday the 25th: the week has 169 hours.
    ['Europe/Paris', '2026-10-22T10:00', '2026-10-18T22:00', '2026-10-25T23:00'],
    // Clocks go forward on Sunday the 29th: 167 hours.
    ['Europe/Paris', '2026-03-25T10:00', '2026-03-22T23:00', '2026-03-29T22:00'],
    // Midnight of Sunday the 4th did not exist; the Monday after it did.
    ['America/Sao_Paulo', '2018-11-02T12:00', '2018-10-29T03:00', '2018-11-05T02:00'],
    ['Asia/Seoul', '2026-11-22T14:59', '2026-11-15T15:00', '2026-11-22T15:00'],
    ['Asia/Seoul', '2026-11-22T15:00', '2026-11-22T15:00', '2026-11-29T15:00'],
    // Midnight of this very Monday did not exist: it began at one o'clock.
    ['Asia/Tehran', '2021-03-23T00:00', '2021-03-21T20:30', '2021-03-28T19:30'],
    // The hour before this Monday came twice.
    ['Asia/Tehran', '2020-09-21T12:00', '2020-09-20T20:30', '2020-09-27T20:30'],
    ['Asia/Kathmandu', '2026-11-18T00:00', '2026-11-15T18:15', '2026-11-22T18:15'],
    ['Nowhere/Atlantis', '2026-11-18T00:00', '2026-11-16T00:00', '2026-11-23T00:00'],
  ])('in %s at %s begin on Monday', (zone, at, start, next) => {
    const { week } = createCalendar(zone);
    expect(new Date(week.start(utc(at))).toISOString().slice(0, 16)).toBe(start);
    expect(new Date(week.next(utc(at))).toISOString().slice(0, 16)).toBe(next);
  });
});

describe('the months of a zone', () => {
  it.each([
    ['Europe/Paris', '2026-10-31T23:30', '2026-10-31T23:00', '2026-11-30T23:00'],
    ['Asia/Seoul', '2026-12-31T15:00', '2026-12-31T15:00', '2027-01-31T15:00'],
    // Midnight of the first of October did not exist.
    ['America/Asuncion', '2023-10-05T12:00', '2023-10-01T04:00', '2023-11-01T03:00'],
  ])('in %s at %s begin on the first', (zone, at, start, next) => {
    const { month } = createCalendar(zone);
    expect(new Date(month.start(utc(at))).toISOString().slice(0, 16)).toBe(start);
    expect(new Date(month.next(utc(at))).toISOString().slice(0, 16)).toBe(next);
  });
});

describe.each([
  'Europe/Paris',
  'America/Sao_Paulo',
  'Asia/Seoul',
  'Asia/Tehran',
  'America/Havana',
  'Pacific/Auckland',
])('any instant in %s', (zone) => {
  const calendar = createCalendar(zone);
  const write = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric' });
  const read = (at: number) => {
    const parts = Object.fromEntries(write.formatToParts(at).map(({ type, value }) => [type, value]));
    return { weekday: parts.weekday, day: parts.day };
  };

  it.each([3, 20_261_121, 77_007])('lies in a week from Monday to Sunday (seed %i)', (seed) => {
    const random = createSeededRandom(seed);
    for (let round = 0; round < 150; round += 1) {
      const at = Math.floor(Date.UTC(2010, 0, 1) + random() * 20 * 365 * DAY);
      const start = calendar.week.start(at);
      const next = calendar.week.next(at);
      expect(start, `${at}`).toBeLessThanOrEqual(at);
      expect(next, `${at}`).toBeGreaterThan(at);
      expect(read(start).weekday, `${at}`).toBe('Mon');
      expect(read(start - 1).weekday, `${at}`).toBe('Sun');
      expect(calendar.week.start(next), `${at}`).toBe(next);
      expect(Math.abs(next - start - 7 * DAY), `${at}`).toBeLessThanOrEqual(HOUR);
    }
  });

  it.each([5, 31_415])('lies in a month that begins on the first (seed %i)', (seed) => {
    const random = createSeededRandom(seed);
    for (let round = 0; round < 100; round += 1) {
      const at = Math.floor(Date.UTC(2010, 0, 1) + random() * 20 * 365 * DAY);
      const start = calendar.month.start(at);
      const next = calendar.month.next(at);
      expect(start, `${at}`).toBeLessThanOrEqual(at);
      expect(next, `${at}`).toBeGreaterThan(at);
      expect(read(start).day, `${at}`).toBe('1');
      expect(read(start - 1).day, `${at}`).not.toBe('1');
      expect(calendar.month.start(next), `${at}`).toBe(next);
    }
  });
});
