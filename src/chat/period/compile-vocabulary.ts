import { readNumericDate } from './numeric-date.ts';
import type { Found, Point, Rule, Stretch, Unit } from './stretch.ts';
import type { PeriodVocabulary } from './vocabulary.ts';

/** Reads the words of one language for a stretch of time; undefined when they are none. `folded`: see `foldText`. */
export type StretchReader = (folded: string) => Stretch | undefined;

const UNITS: readonly Unit[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
const LONGEST_POINT = 40;

/** Turns a vocabulary into a reader, once. */
export function compileVocabulary(vocabulary: PeriodVocabulary): StretchReader {
  const isMonthFirst = vocabulary.language === 'ko' || vocabulary.language === 'zh-CN';
  const readPoint = compileRules(vocabulary.points, vocabulary, () => undefined);
  const readAnyPoint = (words: string): Point | undefined =>
    words.length > LONGEST_POINT ? undefined : (readNumericDate(words, isMonthFirst) ?? readPoint(words));
  return compileRules(vocabulary.stretches, vocabulary, readAnyPoint);
}

function compileRules<T>(
  rules: readonly Rule<T>[],
  vocabulary: PeriodVocabulary,
  readPoint: (words: string) => Point | undefined,
): (folded: string) => T | undefined {
  const compiled = rules.map(([shape, build]) => ({
    pattern: new RegExp(`^(?:${expandPeriodShape(shape, vocabulary)})$`),
    build,
  }));
  return (folded) => {
    for (const { pattern, build } of compiled) {
      const groups = pattern.exec(folded)?.groups;
      const found =
        groups === undefined ? readPlain(pattern, folded) : readGroups(groups, vocabulary, readPoint);
      const meant = found && build(found);
      if (meant !== undefined) return meant;
    }
    return undefined;
  };
}

/** A shape without places. */
function readPlain(pattern: RegExp, folded: string): Found | undefined {
  return pattern.test(folded) ? {} : undefined;
}

/** Fills in the shorthands of a shape. */
export function expandPeriodShape(shape: string, vocabulary: PeriodVocabulary): string {
  const { units, months, weekdays, numerals, hasDayNumerals } = vocabulary;
  const count = `\\d{1,3}(?:[ ,.]\\d{3}){1,2}|\\d{1,6}|${numerals}`;
  return shape
    .replaceAll('~', ' ?')
    .replaceAll('{count}', `(?<count>${count})`)
    .replaceAll('{unit}', `(?<unit>${UNITS.map((unit) => units[unit]).join('|')})`)
    .replaceAll('{year}', '(?<year>(?:19|20)\\d\\d)')
    .replaceAll('{month}', `(?<month>${months.join('|')})`)
    .replaceAll('{day}', `(?<day>[0-3]?\\d${hasDayNumerals ? `|${numerals}` : ''})`)
    .replaceAll('{weekday}', `(?<weekday>${weekdays.join('|')})`)
    .replaceAll('{number}', `(?:${numerals})`)
    .replaceAll('{point}', '(?<point>.+?)')
    .replaceAll('{end}', '(?<end>.+?)');
}

/** Undefined when a place holds what cannot be: a thirteenth month, words that are no point in time. */
function readGroups(
  groups: Readonly<Record<string, string | undefined>>,
  vocabulary: PeriodVocabulary,
  readPoint: (words: string) => Point | undefined,
): Found | undefined {
  const { count, unit, year, month, day, weekday, point, end } = groups;
  const found: Found = {
    count: count === undefined ? undefined : readNumber(count, vocabulary),
    unit: unit === undefined ? undefined : UNITS.find((name) => isOneOf(unit, vocabulary.units[name])),
    year: year === undefined ? undefined : Number(year),
    month: month === undefined ? undefined : findPlace(month, vocabulary.months) + 1,
    day: day === undefined ? undefined : readNumber(day, vocabulary),
    weekday: weekday === undefined ? undefined : findPlace(weekday, vocabulary.weekdays),
    point: point === undefined ? undefined : readPoint(point),
    end: end === undefined ? undefined : readPoint(end),
  };
  const isWhole = Object.entries(found).every(
    ([name, value]) => groups[name] === undefined || value !== undefined,
  );
  return isWhole ? found : undefined;
}

function readNumber(word: string, { readNumeral }: PeriodVocabulary): number | undefined {
  return /^\d/.test(word) ? Number(word.replace(/[ ,.]/g, '')) : readNumeral(word);
}

function findPlace(word: string, shapes: readonly string[]): number {
  return shapes.findIndex((shape) => isOneOf(word, shape));
}

function isOneOf(word: string, shape: string): boolean {
  return new RegExp(`^(?:${shape})$`).test(word);
}
