import type { EpochMs } from '../../time.ts';

/** A day of the calendar, as on a reader's wall; `month` 1–12. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 86_400_000;

/** Which day it is at an instant, in a time zone. */
export function dayAt(instant: EpochMs, timeZone: string): Day {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const read = (type: 'year' | 'month' | 'day') => parts.get(type) ?? 0;
  return { year: read('year'), month: read('month'), day: read('day') };
}

/** The first instant of a day in a time zone: midnight, or what comes next where the clocks skip midnight. */
export function startOfDay(day: Day, timeZone: string): EpochMs {
  const utc = toUtc(day);
  // The zone's offset the day before and the day after: one of them is in force when the day begins.
  const candidates = [utc - DAY_MS, utc + DAY_MS]
    .map((around) => utc - offsetAt(around, timeZone))
    .sort((a, b) => a - b);
  const begun = candidates.find((instant) => compareDays(dayAt(instant, timeZone), day) >= 0);
  return begun ?? candidates.at(-1) ?? utc;
}

/** The instant at which a zone's clocks show a time of a day: the first where they show it twice, an hour on where they skip it. */
export function startOfMinute(
  { hour, minute, ...day }: Day & { readonly hour: number; readonly minute: number },
  timeZone: string,
): EpochMs {
  const wall = toUtc(day) + hour * 3_600_000 + minute * 60_000;
  const candidates = [wall - DAY_MS, wall + DAY_MS]
    .map((around) => wall - offsetAt(around, timeZone))
    .sort((a, b) => a - b);
  const shown = candidates.find((instant) => instant + offsetAt(instant, timeZone) === wall);
  return shown ?? candidates.at(-1) ?? wall;
}

export function addDays(day: Day, days: number): Day {
  return fromUtc(toUtc(day) + days * DAY_MS);
}

/** The same day of another month; its last day where it has no such day. */
export function addMonths({ year, month, day }: Day, months: number): Day {
  const index = year * 12 + month - 1 + months;
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
  return { ...target, day: Math.min(day, daysIn(target.year, target.month)) };
}

/** 0 is Monday. */
export function weekdayOf(day: Day): number {
  return (new Date(toUtc(day)).getUTCDay() + 6) % 7;
}

/** Negative when `a` is earlier. */
export function compareDays(a: Day, b: Day): number {
  return toUtc(a) - toUtc(b);
}

/** Whether the calendar has it: no 31 February. */
export function isRealDay({ year, month, day }: Day): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function toUtc({ year, month, day }: Day): EpochMs {
  return Date.UTC(year, month - 1, day);
}

function fromUtc(utc: EpochMs): Day {
  const date = new Date(utc);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** What the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(instant: EpochMs, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const read = (type: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second') => parts.get(type) ?? 0;
  const wall = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return wall - Math.floor(instant / 1_000) * 1_000;
}
