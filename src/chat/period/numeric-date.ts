import type { Point } from './stretch.ts';

/**
 * A date in digits: `2026-03-01`, `2026/3`, `01/03/2026`, `1.3.26`, `1/3`. The day comes before the month, unless only the other way round
 * makes a date (`03/25/2026`), or `isMonthFirst` where there is no year: Koreans and Chinese write `3/1`.
 */
export function readNumericDate(words: string, isMonthFirst: boolean): Point | undefined {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2})\.?)?$/.exec(words);
  if (yearFirst)
    return makeDate(Number(yearFirst[1]), Number(yearFirst[3]), yearFirst[4] && Number(yearFirst[4]));
  const monthAndYear = /^(\d{1,2})[-/.](\d{4})$/.exec(words);
  if (monthAndYear) return makeDate(Number(monthAndYear[2]), Number(monthAndYear[1]), undefined);
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(words);
  if (!yearLast || (yearLast[4] === undefined && yearLast[2] !== '/')) return undefined;
  const year = yearLast[4] === undefined ? undefined : Number(yearLast[4]);
  const [first, second] = [Number(yearLast[1]), Number(yearLast[3])];
  const full = year !== undefined && year < 100 ? 2000 + year : year;
  const dayFirst = makeDate(full, second, first);
  const monthFirst = makeDate(full, first, second);
  return isMonthFirst && year === undefined ? (monthFirst ?? dayFirst) : (dayFirst ?? monthFirst);
}

function makeDate(year: number | undefined, month: number, day: number | '' | undefined): Point | undefined {
  const date = day === '' ? undefined : day;
  if (month < 1 || month > 12 || (date !== undefined && (date < 1 || date > 31))) return undefined;
  return { at: 'date', year, month, day: date };
}
