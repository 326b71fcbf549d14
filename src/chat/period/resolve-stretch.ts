import type { EpochMs } from '../../time.ts';
import {
  addDays,
  addMonths,
  compareDays,
  type Day,
  dayAt,
  isRealDay,
  startOfDay,
  weekdayOf,
} from './calendar.ts';
import type { Point, Stretch, Unit } from './stretch.ts';

/** Where and when the words are read. */
export interface Now {
  readonly now: EpochMs;
  readonly timeZone: string;
}

/** From the first instant to the one after the last; undefined end: it goes on. */
export interface Range {
  readonly start: EpochMs;
  readonly end: EpochMs | undefined;
}

const HOUR_MS = 3_600_000;
/** Leap days come back after eight years at the latest. */
const YEARS_TO_TRY = 9;

/** Which instants a stretch of time covers, seen from now; undefined when there is no such day (31 February). */
export function resolveStretch(stretch: Stretch, { now, timeZone }: Now): Range | undefined {
  const today = dayAt(now, timeZone);
  const toRange = (days: DayRange): Range => ({
    start: startOfDay(days.from, timeZone),
    end: startOfDay(days.to, timeZone),
  });
  switch (stretch.span) {
    case 'last':
      if (stretch.unit === 'hour') return { start: now - stretch.count * HOUR_MS, end: undefined };
      return { start: startOfDay(stepBack(today, stretch.count, stretch.unit), timeZone), end: undefined };
    case 'since':
    case 'within': {
      const { point } = stretch;
      if (point.at === 'ago' && point.unit === 'hour')
        return { start: now - point.count * HOUR_MS, end: undefined };
      const days = resolvePoint(point, today);
      const range = days && toRange(days);
      return range && (stretch.span === 'since' ? { ...range, end: undefined } : range);
    }
    case 'between': {
      const days = resolveBetween(stretch.from, stretch.to, today);
      return days && toRange(days);
    }
  }
}

interface DayRange {
  readonly from: Day;
  /** The day after the last. */
  readonly to: Day;
}

function resolvePoint(point: Point, today: Day): DayRange | undefined {
  switch (point.at) {
    case 'unit':
      return unitRange(startOfUnit(stepBack(today, point.back, point.unit), point.unit), point.unit);
    case 'ago': {
      const from = stepBack(today, point.count, point.unit);
      return unitRange(from, point.unit);
    }
    case 'weekday': {
      const sinceThen = (weekdayOf(today) - point.weekday + 7) % 7;
      const monday = addDays(today, -weekdayOf(today));
      const from =
        point.weeksBack === undefined
          ? addDays(today, -sinceThen)
          : addDays(monday, point.weekday - 7 * point.weeksBack);
      return unitRange(from, 'day');
    }
    case 'weekend': {
      const sinceSaturday = (weekdayOf(today) - 5 + 7) % 7;
      const isOn = sinceSaturday < 2;
      const from = addDays(today, -sinceSaturday - (point.isOver && isOn ? 7 : 0));
      return { from, to: addDays(from, 2) };
    }
    case 'date':
      return resolveDate(point, today);
  }
}

/** What the words leave out is filled in so that the day is the latest that has begun. */
function resolveDate(point: Extract<Point, { at: 'date' }>, today: Day): DayRange | undefined {
  const { monthsBack, yearsBack, day } = point;
  if (monthsBack !== undefined) {
    const { year, month } = addMonths({ ...today, day: 1 }, -monthsBack);
    return dateRange({ year, month, day });
  }
  const year = yearsBack === undefined ? point.year : today.year - yearsBack;
  if (year !== undefined) return dateRange({ year, month: point.month, day });
  // `the 5th` of some month, or a day or month of some year.
  for (let step = 0; step < YEARS_TO_TRY; step++) {
    const then = addMonths({ ...today, day: 1 }, point.month === undefined ? -step : -12 * step);
    const range = dateRange({ year: then.year, month: point.month ?? then.month, day });
    if (range && compareDays(range.from, today) <= 0) return range;
  }
  return undefined;
}

function dateRange({
  year,
  month,
  day,
}: {
  year: number;
  month: number | undefined;
  day: number | undefined;
}): DayRange | undefined {
  if (month === undefined) return unitRange({ year, month: 1, day: 1 }, 'year');
  const from = { year, month, day: day ?? 1 };
  return isRealDay(from) ? unitRange(from, day === undefined ? 'month' : 'day') : undefined;
}

/** From the first day of one to the last of the other, the latest such stretch where years are left out. */
function resolveBetween(from: Point, to: Point, today: Day): DayRange | undefined {
  const first = resolvePoint(from, today);
  const last = resolvePoint(to, today);
  if (!first || !last) return undefined;
  if (compareDays(first.from, last.to) < 0) return { from: first.from, to: last.to };
  // `1 October to 31 December`, asked in November: the end is still to come.
  if (isYearless(to) && (!isYearless(from) || isLaterInYear(to, from))) {
    const end = inLaterYear(last);
    return compareDays(first.from, end.to) < 0 ? { from: first.from, to: end.to } : undefined;
  }
  // `October to March`: over the turn of the year.
  if (isYearless(from)) {
    const start = addMonths(first.from, -12);
    return compareDays(start, last.to) < 0 ? { from: start, to: last.to } : undefined;
  }
  return undefined;
}

function isYearless(point: Point): boolean {
  return (
    point.at === 'date' &&
    point.year === undefined &&
    point.yearsBack === undefined &&
    point.month !== undefined
  );
}

function isLaterInYear(a: Point, b: Point): boolean {
  if (a.at !== 'date' || b.at !== 'date') return false;
  const rank = (month = 0, day = 0) => month * 100 + day;
  return rank(a.month, a.day) >= rank(b.month, b.day);
}

function inLaterYear({ from, to }: DayRange): DayRange {
  return { from: addMonths(from, 12), to: addMonths(to, 12) };
}

function stepBack(day: Day, count: number, unit: Unit): Day {
  switch (unit) {
    case 'hour':
    case 'day':
      return addDays(day, -count);
    case 'week':
      return addDays(day, -7 * count);
    case 'month':
      return addMonths(day, -count);
    case 'quarter':
      return addMonths(day, -3 * count);
    case 'year':
      return addMonths(day, -12 * count);
  }
}

function startOfUnit(day: Day, unit: Unit): Day {
  switch (unit) {
    case 'hour':
    case 'day':
      return day;
    case 'week':
      return addDays(day, -weekdayOf(day));
    case 'month':
      return { ...day, day: 1 };
    case 'quarter':
      return { ...day, month: day.month - ((day.month - 1) % 3), day: 1 };
    case 'year':
      return { ...day, month: 1, day: 1 };
  }
}

function unitRange(from: Day, unit: Unit): DayRange {
  return { from, to: stepBack(from, -1, unit) };
}
