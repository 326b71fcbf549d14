import { findPeriods, findUnclearPeriod, type Span } from '../period/find-periods.ts';

/** Stands for a sign of a stretch of time; a private sign, so that nobody types it. */
export const MASK = '\uE000';

const MONTHS_AND_DAYS =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|janv|f[ée]v|mars|avr|mai|juin|juil|ao[uû]t|lun|mer|jeu|ven|sam|dim)/i;

/**
 * The folded text with words for a stretch of time covered up, sign for sign, so that a shape sees them as one `{period}`. Several readings,
 * likeliest first: all that can be read, then a tail that only looks like one, so that it is refused politely and not taken for a name.
 * `text`: the person's spelling.
 */
export function maskPeriods(text: string, folded: string): readonly string[] {
  const clear = findPeriods(folded).filter((span) => !isNamed(text, span));
  const unclear = findUnclearPeriod(folded);
  const readings = clear.length === 0 ? [] : [cover(folded, clear)];
  const [first] = clear;
  // `3일 Contoso 10월 이후`: only the last may belong to the question, the first to the name.
  const final = clear.at(-1);
  if (final && first !== final) readings.push(cover(folded, [final]));
  if (unclear && !isNamed(text, unclear)) readings.push(cover(folded, [unclear]));
  return readings;
}

function cover(folded: string, spans: readonly Span[]): string {
  return spans.reduce(
    (covered, { from, to }) => covered.slice(0, from) + MASK.repeat(to - from) + covered.slice(to),
    folded,
  );
}

/** `7 Days`, `Last Minute`: with capitals it is somebody's name, unless everything is written so. */
function isNamed(text: string, { from, to }: Span): boolean {
  if (!/\p{Ll}/u.test(text)) return false;
  const words = [...text.slice(from, to).matchAll(/\p{L}+/gu)];
  return words.some(
    ({ 0: word, index }) => from + index > 0 && /^\p{Lu}\p{L}{2}/u.test(word) && !MONTHS_AND_DAYS.test(word),
  );
}
