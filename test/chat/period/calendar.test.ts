import { describe, expect, it } from 'vitest';
import {
  addMonths,
  dayAt,
  isRealDay,
  startOfDay,
  startOfMinute,
  weekdayOf,
} from '../../../src/chat/period/calendar.ts';

describe('startOfDay', () => {
  it.each([
    // Clocks go forward, and back, in the night before the day is over.
    ['Europe/Paris', { year: 2026, month: 3, day: 29 }, '2026-03-28T23:00:00.000Z'],
    ['Europe/Paris', { year: 2026, month: 3, day: 30 }, '2026-03-29T22:00:00.000Z'],
    ['Europe/Paris', { year: 2026, month: 10, day: 25 }, '2026-10-24T22:00:00.000Z'],
    ['Europe/Paris', { year: 2026, month: 10, day: 26 }, '2026-10-25T23:00:00.000Z'],
    // Midnight is skipped: the day begins at one o'clock.
    ['America/Sao_Paulo', { year: 2018, month: 11, day: 4 }, '2018-11-04T03:00:00.000Z'],
    // Midnight comes twice: the day begins at the first.
    ['America/Havana', { year: 2025, month: 11, day: 2 }, '2025-11-02T04:00:00.000Z'],
    ['Asia/Kathmandu', { year: 2026, month: 1, day: 1 }, '2025-12-31T18:15:00.000Z'],
    // A day that was skipped altogether begins where the next one does.
    ['Pacific/Apia', { year: 2011, month: 12, day: 30 }, '2011-12-30T10:00:00.000Z'],
  ] as const)('%s %o', (timeZone, day, instant) => {
    expect(new Date(startOfDay(day, timeZone)).toISOString()).toBe(instant);
  });

  it('is the day that it is then', () => {
    for (let day = 1; day <= 31; day++) {
      const wanted = { year: 2026, month: 3, day };
      expect(dayAt(startOfDay(wanted, 'Africa/Cairo'), 'Africa/Cairo')).toEqual(wanted);
    }
  });
});

describe('startOfMinute', () => {
  it.each([
    ['in winter', 'Europe/Paris', '2026-11-21 08:15', '2026-11-21T07:15:00.000Z'],
    ['in summer', 'Europe/Paris', '2026-07-01 08:15', '2026-07-01T06:15:00.000Z'],
    ['without an offset', 'UTC', '2026-03-29 02:30', '2026-03-29T02:30:00.000Z'],
    ['at three quarters of an hour', 'Asia/Kathmandu', '2026-01-01 00:00', '2025-12-31T18:15:00.000Z'],
    ['far ahead of UTC', 'Pacific/Kiritimati', '2026-01-01 00:00', '2025-12-31T10:00:00.000Z'],
    ['far behind UTC', 'Pacific/Pago_Pago', '2026-01-01 23:59', '2026-01-02T10:59:00.000Z'],
    [
      'the minute before the clocks go forward',
      'Europe/Paris',
      '2026-03-29 01:59',
      '2026-03-29T00:59:00.000Z',
    ],
    ['skipped: an hour on', 'Europe/Paris', '2026-03-29 02:00', '2026-03-29T01:00:00.000Z'],
    ['skipped, in the middle', 'Europe/Paris', '2026-03-29 02:30', '2026-03-29T01:30:00.000Z'],
    ['when the clocks have gone forward', 'Europe/Paris', '2026-03-29 03:00', '2026-03-29T01:00:00.000Z'],
    ['shown twice: the first', 'Europe/Paris', '2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
    ['when it is over twice', 'Europe/Paris', '2026-10-25 03:00', '2026-10-25T02:00:00.000Z'],
    ['skipped behind UTC', 'America/New_York', '2026-03-08 02:30', '2026-03-08T07:30:00.000Z'],
    ['shown twice behind UTC: the first', 'America/New_York', '2026-11-01 01:30', '2026-11-01T05:30:00.000Z'],
    ['skipped at midnight', 'America/Sao_Paulo', '2018-11-04 00:30', '2018-11-04T03:30:00.000Z'],
    ['shown twice at midnight: the first', 'America/Havana', '2025-11-02 00:30', '2025-11-02T04:30:00.000Z'],
    [
      'skipped for half an hour: half an hour on',
      'Australia/Lord_Howe',
      '2026-10-04 02:15',
      '2026-10-03T15:45:00.000Z',
    ],
    ['of a day that was skipped: a day on', 'Pacific/Apia', '2011-12-30 08:00', '2011-12-30T18:00:00.000Z'],
  ])('%s (%s, %s)', (_what, timeZone, wall, instant) => {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = wall.split(/\D/).map(Number);
    expect(new Date(startOfMinute({ year, month, day, hour, minute }, timeZone)).toISOString()).toBe(instant);
  });

  it('begins with the day', () => {
    for (let day = 1; day <= 31; day++) {
      const date = { year: 2026, month: 3, day };
      expect(startOfMinute({ ...date, hour: 0, minute: 0 }, 'Asia/Beirut')).toBe(
        startOfDay(date, 'Asia/Beirut'),
      );
    }
  });
});

it.each([
  [2026, 2, 28, true],
  [2026, 2, 29, false],
  [2028, 2, 29, true],
  [2100, 2, 29, false],
  [2026, 4, 31, false],
  [2026, 12, 31, true],
  [2026, 13, 1, false],
  [2026, 0, 1, false],
  [2026, 1, 0, false],
  [2026, 1, Number.NaN, false],
])('whether there is %d-%d-%d: %s', (year, month, day, expected) => {
  expect(isRealDay({ year, month, day })).toBe(expected);
});

describe('addMonths', () => {
  it.each([
    [{ year: 2026, month: 3, day: 31 }, -1, { year: 2026, month: 2, day: 28 }],
    [{ year: 2024, month: 2, day: 29 }, -12, { year: 2023, month: 2, day: 28 }],
    [{ year: 2026, month: 1, day: 15 }, -1, { year: 2025, month: 12, day: 15 }],
    [{ year: 2026, month: 12, day: 1 }, 1, { year: 2027, month: 1, day: 1 }],
  ])('%o %d', (day, months, expected) => {
    expect(addMonths(day, months)).toEqual(expected);
  });
});

it('weeks begin on Monday', () => {
  expect(weekdayOf({ year: 2026, month: 11, day: 16 })).toBe(0);
  expect(weekdayOf({ year: 2026, month: 11, day: 22 })).toBe(6);
});
