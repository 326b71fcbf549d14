import type { PlannedChange } from '../health/planned-change.ts';
import type { EpochMs } from '../time.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What reminders of a change count towards: the start of Azure's planned maintenance; else the day by which customers must have acted,
 * else the next date it names, but never that an announcement of the message centre merely expires. The date settled on before stays as
 * long as the change still names it, unless it has passed and there is a new one. undefined: it names none.
 */
export function findHappensAt(
  change: PlannedChange,
  before: { readonly change: PlannedChange; readonly happensAt: EpochMs | undefined } | undefined,
  now: EpochMs,
): EpochMs | undefined {
  const dates = listDates(change);
  const known = before?.happensAt;
  if (before !== undefined && known !== undefined && dates.includes(known)) {
    const named = listDates(before.change);
    const isNew = (date: EpochMs) => date > now && !named.includes(date);
    return known > now ? known : (dates.find(isNew) ?? known);
  }
  return dates.find((date) => date > now) ?? dates[0];
}

/** When nothing more is to be expected of it: the end of maintenance, the end of the day where it has no hour. */
export function findChangeEnd(change: PlannedChange, happensAt: EpochMs): EpochMs {
  if (change.category === 'plannedMaintenance') return Math.max(change.endsAt ?? happensAt, happensAt);
  return isDay(change, happensAt) ? happensAt + DAY_MS : happensAt;
}

/** The reminder whose time it is now; undefined: none, it is too early or has begun. */
export function findReminder(
  change: PlannedChange,
  happensAt: EpochMs,
  now: EpochMs,
): 'dayBefore' | 'hourBefore' | undefined {
  const left = happensAt - now;
  if (left <= 0 || left > DAY_MS) return undefined;
  return left <= HOUR_MS && !isDay(change, happensAt) ? 'hourBefore' : 'dayBefore';
}

/** The next instant at which a reminder falls due, or the change is over. Always after `now`. */
export function nextChangeDate(change: PlannedChange, happensAt: EpochMs, now: EpochMs): EpochMs | undefined {
  const hour = isDay(change, happensAt) ? [] : [happensAt - HOUR_MS];
  const dates = [happensAt - DAY_MS, ...hour, findChangeEnd(change, happensAt)];
  return dates.find((date) => date > now);
}

/** Whether two dates are so far apart that people must be told. */
export function isMoved(from: EpochMs | undefined, to: EpochMs | undefined): boolean {
  if (from === undefined || to === undefined) return from !== to;
  return Math.abs(from - to) > HOUR_MS;
}

function listDates({ category, actionRequiredBy, startsAt, endsAt }: PlannedChange): EpochMs[] {
  const named =
    category === 'plannedMaintenance'
      ? [startsAt]
      : [actionRequiredBy, startsAt, category === 'retirement' ? endsAt : undefined];
  return named.filter((date) => date !== undefined);
}

/** A date without a time of day: announcements name days, written as midnight UTC. */
function isDay({ category }: PlannedChange, date: EpochMs): boolean {
  return category !== 'plannedMaintenance' && date % DAY_MS === 0;
}
