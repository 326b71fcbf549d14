import { describe, expect, it } from 'vitest';
import { addMonths, dayAt, startOfDay, weekdayOf } from '../../../src/chat/period/calendar.ts';

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
