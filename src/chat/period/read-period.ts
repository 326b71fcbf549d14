import type { Language } from '../../reader.ts';
import type { EpochMs } from '../../time.ts';
import { addMonths, dayAt, startOfDay } from './calendar.ts';
import { type Now, resolveStretch } from './resolve-stretch.ts';
import type { Point, Stretch, Unit } from './stretch.ts';
import { trimPeriod } from './trim-period.ts';
import { understandPeriod } from './understand-period.ts';

/** A stretch of time that was understood, both ends belonging to it; or why not. */
export type PeriodReading =
  | { readonly ok: true; readonly since: EpochMs; readonly until: EpochMs }
  | { readonly ok: false; readonly problem: 'future' | 'tooLong' | 'unclear' };

/** When nothing was said. */
const DEFAULT: Stretch = { span: 'last', count: 30, unit: 'day' };
/** Nobody looks further back. */
const MOST_MONTHS = 36;
/** Of each unit, more than anybody may ask for; keeps the calendar within its bounds. */
const MOST: Readonly<Record<Unit, number>> = {
  hour: 27_000,
  day: 1_100,
  week: 160,
  month: 37,
  quarter: 13,
  year: 4,
};

/**
 * Reads words for a stretch of time, seen from `now`: `30 days`, `since March`, `semaine dernière`, `지난 30일`, `上周`. Empty words mean the last
 * 30 days. Days begin at midnight in the reader's time zone. It ends now, or at the last instant the words name. Every language is
 * understood, the reader's own first.
 */
export function readPeriod(
  words: string,
  { now, timeZone, language }: Now & { readonly language: Language },
): PeriodReading {
  const bare = trimPeriod(words.slice(0, 200).normalize('NFKC').replace(/\s+/g, ' '));
  const stretch = bare === '' ? DEFAULT : understandPeriod(bare, language);
  if (stretch === undefined || isEmpty(stretch)) return refuse('unclear');
  if (isHuge(stretch)) return refuse('tooLong');
  const range = resolveStretch(stretch, { now, timeZone });
  if (range === undefined) return refuse('unclear');
  if (range.start > now) return refuse('future');
  const earliest = startOfDay(addMonths(dayAt(now, timeZone), -MOST_MONTHS), timeZone);
  if (range.start < earliest) return refuse('tooLong');
  return { ok: true, since: range.start, until: Math.min(now, (range.end ?? now + 1) - 1) };
}

/** `0 days` are no stretch of time. */
function isEmpty(stretch: Stretch): boolean {
  return (
    (stretch.span === 'last' && stretch.count === 0) ||
    listPoints(stretch).some((point) => point.at === 'ago' && point.count === 0)
  );
}

function isHuge(stretch: Stretch): boolean {
  if (stretch.span === 'last') return stretch.count > MOST[stretch.unit];
  return listPoints(stretch).some((point) => point.at === 'ago' && point.count > MOST[point.unit]);
}

function listPoints(stretch: Stretch): readonly Point[] {
  if (stretch.span === 'last') return [];
  return stretch.span === 'between' ? [stretch.from, stretch.to] : [stretch.point];
}

function refuse(problem: 'future' | 'tooLong' | 'unclear'): PeriodReading {
  return { ok: false, problem };
}
