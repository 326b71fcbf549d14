import type { EpochMs } from '../time.ts';

const DAY_MS = 86_400_000;

/** A day, month or year as its UTC midnight: for counting days without a zone. */
type PlainDay = number;

/** Weeks or months of a time zone. */
export interface CalendarUnit {
  /** When the one began that the instant is in. */
  start(at: EpochMs): EpochMs;
  /** When the one after it begins. */
  next(at: EpochMs): EpochMs;
}

/** The calendar of a time zone, its daylight-saving rules included. Weeks begin on Monday. */
export interface Calendar {
  readonly week: CalendarUnit;
  readonly month: CalendarUnit;
}

/** Creates the calendar of an IANA zone; one that is not known counts as UTC. */
export function createCalendar(timeZone: string): Calendar {
  const format = createFormat(timeZone);
  const readWall = (at: EpochMs): number => {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
  const readDay = (at: EpochMs): PlainDay => Math.floor(readWall(at) / DAY_MS) * DAY_MS;
  /** The first instant of the day: midnight, or, where the clocks skip midnight, when they were moved. */
  const startOfDay = (day: PlainDay): EpochMs => {
    // The zone's distance from UTC at midnight is that of the day before or that of the day after.
    const candidates = [day - DAY_MS, day + DAY_MS]
      .map((near) => day - (readWall(near) - near))
      .sort((a, b) => a - b);
    return candidates.find((at) => readWall(at) >= day) ?? candidates[1] ?? day;
  };
  // 1970 began on a Thursday.
  const readMonday = (day: PlainDay) => day - ((day / DAY_MS + 3) % 7) * DAY_MS;
  const readFirst = (day: PlainDay, months = 0) => {
    const date = new Date(day);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  };
  return {
    week: {
      start: (at) => startOfDay(readMonday(readDay(at))),
      next: (at) => startOfDay(readMonday(readDay(at)) + 7 * DAY_MS),
    },
    month: {
      start: (at) => startOfDay(readFirst(readDay(at))),
      next: (at) => startOfDay(readFirst(readDay(at), 1)),
    },
  };
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  const create = (zone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
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
  try {
    return create(timeZone);
  } catch {
    return create('UTC');
  }
}
