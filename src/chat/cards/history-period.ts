import type { Period } from '../../health/archive.ts';
import type { ActionInput } from '../actions/verbs.ts';
import { LOCALES } from '../languages/speech.ts';
import { addMonths, compareDays, type Day, dayAt, startOfDay, weekdayOf } from '../period/calendar.ts';
import type { Scene } from './scene.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer periods are told by their dates: nobody counts 265 days back. */
const MOST_DAYS = 100;
const MOST_HOURS = 72;
const MOST_MONTHS = 36;
/** Counts of days that people ask for as such, whatever else they amount to. */
const USUAL_DAYS: ReadonlySet<number> = new Set([7, 14, 30, 60, 90]);
const USUAL_OFFERS = [30, 90] as const;

/** A period in the words it was probably asked for by: `this week`, `last 3 months`, `Fri 20 Nov`; else its first and last day. */
export function sayPeriod(period: Period, scene: Scene): string {
  return isUpToNow(period, scene) ? sayRecent(period, scene) : sayPast(period, scene);
}

function isUpToNow({ until }: Period, { now }: Scene): boolean {
  return Math.abs(now - until) < HOUR_MS;
}

/** A day may have 23 or 25 hours. */
function countDays({ since, until }: Period): number {
  return Math.floor((until - since + HOUR_MS) / DAY_MS);
}

function sayRecent(period: Period, scene: Scene): string {
  const { since, until } = period;
  const { reader, speech } = scene;
  const { say } = speech;
  const today = dayAt(until, reader.timeZone);
  const first = dayAt(since, reader.timeZone);
  const days = countDays(period);
  if (startOfDay(first, reader.timeZone) !== since) {
    const hours = Math.round((until - since) / HOUR_MS);
    if (hours >= 1 && hours <= MOST_HOURS) return say('history.lastHours', { hours });
  } else {
    const elapsed = compareDays(today, first) / DAY_MS;
    if (elapsed === 0) return say('history.today');
    if (!USUAL_DAYS.has(elapsed)) {
      if (elapsed === weekdayOf(today)) return say('history.thisWeek');
      if (isSameDay(first, { ...today, day: 1 })) return say('history.thisMonth');
      if (isSameDay(first, { ...today, month: 1, day: 1 })) return say('history.thisYear');
      const months = countMonths(first, today);
      if (months !== undefined) return say('history.lastMonths', { months });
    }
  }
  return days >= 1 && days <= MOST_DAYS ? say('history.lastDays', { days }) : sayDates(period, scene);
}

/** How many months lie between the same days of two; undefined: they are not the same day of a month. */
function countMonths(first: Day, today: Day): number | undefined {
  const months = (today.year - first.year) * 12 + today.month - first.month;
  const isWhole = months >= 1 && months <= MOST_MONTHS && isSameDay(addMonths(today, -months), first);
  return isWhole ? months : undefined;
}

function sayPast(period: Period, scene: Scene): string {
  const { reader, speech } = scene;
  const first = dayAt(period.since, reader.timeZone);
  const after = dayAt(period.until + 1, reader.timeZone);
  const isMonth = first.day === 1 && isSameDay(addMonths(first, 1), after);
  if (!isMonth) return sayDates(period, scene);
  const options = { timeZone: reader.timeZone, month: 'long', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(LOCALES[speech.language], options).format(period.since);
}

/** The first and the last day; one day once, and both years where they differ. */
function sayDates({ since, until }: Period, { now, reader, speech, times }: Scene): string {
  const first = dayAt(since, reader.timeZone);
  const last = dayAt(until, reader.timeZone);
  if (isSameDay(first, last)) return times.date(since, now);
  const whole = new Intl.DateTimeFormat(LOCALES[speech.language], {
    timeZone: reader.timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const say = (at: number) => (first.year === last.year ? times.date(at, now) : whole.format(at));
  return speech.say('history.between', { from: say(since), to: say(until) });
}

function isSameDay(a: Day, b: Day): boolean {
  return compareDays(a, b) === 0;
}

/**
 * The buttons to the usual periods; the one that is shown is marked. Without a start the bot takes the last 30 days, and without an end the
 * moment of the press: a card of last week must not show last week.
 */
export function listPeriods(
  ref: Pick<ActionInput<'show-history'>, 'cloud' | 'tenantId' | 'service'>,
  scene: Scene,
  shown?: Period,
): { readonly title: string; readonly data: ActionInput<'show-history'> }[] {
  const { now, speech } = scene;
  const shownDays = shown && isUpToNow(shown, scene) ? countDays(shown) : undefined;
  return USUAL_OFFERS.map((days) => {
    const title = speech.say('button.lastDays', { days });
    const since = days === 30 ? {} : { since: Math.max(0, now - days * DAY_MS) };
    return { title: days === shownDays ? `✓ ${title}` : title, data: { ...ref, ...since, offset: 0 } };
  });
}
