import type { Language } from '../../reader.ts';
import type { Point, Rule, Stretch, Unit } from './stretch.ts';

/**
 * How one language speaks of time. Shapes are regular expressions over folded text, anchored at both ends, with these shorthands:
 * - `{count}`, `{unit}`, `{year}`, `{month}`, `{day}`, `{weekday}`: what they say;
 * - `{point}`, `{end}`: words that the `points` read;
 * - `~`: a space or none.
 * Never put a repetition inside a repetition.
 */
export interface PeriodVocabulary {
  readonly language: Language;
  /** Words without such a letter cannot be of this language. */
  readonly script: RegExp;
  readonly units: Readonly<Record<Unit, string>>;
  /** January first. */
  readonly months: readonly string[];
  /** Monday first. */
  readonly weekdays: readonly string[];
  /** Numbers in words, and how they are read. */
  readonly numerals: string;
  readonly readNumeral: (word: string) => number | undefined;
  /** Whether a day of the month is also written in words. */
  readonly hasDayNumerals: boolean;
  /** The first of each that fits wins. */
  readonly points: readonly Rule<Point>[];
  readonly stretches: readonly Rule<Stretch>[];
  /** Where, within a sentence, words for a stretch of time may begin. */
  readonly opening: string;
  /** What begins like a stretch of time and runs to the end of a sentence, whether or not it can be read. */
  readonly looksLike: string;
  /** What makes a stretch of time unreadable where it stands right before or right after it: `minus`, `until`. */
  readonly spoilsBefore: string;
  readonly spoilsAfter: string;
}
