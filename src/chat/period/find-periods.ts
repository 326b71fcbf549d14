import { lazily } from '../grammar/lazily.ts';
import { expandPeriodShape } from './compile-vocabulary.ts';
import { isPeriod, LONGEST_PERIOD, VOCABULARIES } from './understand-period.ts';

/** A part of a text: from one place to the one after its last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A text that could begin a period at more places than these is no sentence. */
const MOST_OPENINGS = 8;
/** `从2026年10月1日到2026年10月15日` has thirteen places where it may end. */
const MOST_ENDS = 14;
/** Chinese and Korean may go on without a space after the period. */
const GLUED = /[가-힣\p{Script=Han}]/u;
const ASKS_FOR_YEAR = /(?:history|historique|기록|이력|历史|历史记录) $/;
const WORD = /[\p{L}\p{N}]/u;

const openings = lazily(
  () =>
    new RegExp(VOCABULARIES.map((vocabulary) => openingOf(vocabulary, vocabulary.opening)).join('|'), 'g'),
);
const lookalikes = lazily(() =>
  VOCABULARIES.map((vocabulary) => new RegExp(`${openingOf(vocabulary, `(?:${vocabulary.looksLike})`)}$`)),
);

/** The stretches of time named within a text, from left to right, each as long as can be. `folded`: see `foldText`. */
export function findPeriods(folded: string): readonly Span[] {
  const spans: Span[] = [];
  let after = 0;
  let looked = 0;
  for (const { index: from } of folded.matchAll(openings())) {
    if (from < after) continue;
    if (++looked > MOST_OPENINGS) break;
    const to = findEnd(folded, from);
    if (to === undefined) continue;
    spans.push({ from, to });
    after = to;
  }
  return spans;
}

/** What begins like a stretch of time and goes on to the end of the text: `since yesterday week`. */
export function findUnclearPeriod(folded: string): Span | undefined {
  const begins = lookalikes().flatMap((pattern) => pattern.exec(folded)?.index ?? []);
  return begins.length === 0 ? undefined : { from: Math.min(...begins), to: folded.length };
}

function findEnd(folded: string, from: number): number | undefined {
  // After anything but what asks for a year, a bare number is more often a part of a name.
  const isYearMeant = ASKS_FOR_YEAR.test(folded.slice(0, from));
  return listEnds(folded, from)
    .reverse()
    .find((to) => {
      const words = folded.slice(from, to);
      return (isYearMeant || !/^\d*$/.test(words)) && isPeriod(words);
    });
}

/** Where words that begin at a place may end, nearest first. */
function listEnds(folded: string, from: number): number[] {
  const ends: number[] = [];
  const last = Math.min(folded.length, from + LONGEST_PERIOD);
  for (let to = from + 1; to <= last && ends.length < MOST_ENDS; to++) {
    if (isWordEnd(folded, to)) ends.push(to);
  }
  return ends;
}

function isWordEnd(text: string, at: number): boolean {
  const [before, next] = [text.charAt(at - 1), text.charAt(at)];
  return WORD.test(before) && (!WORD.test(next) || GLUED.test(before) || GLUED.test(next));
}

/** Latin and Korean words begin after a space or a sign; within Han, and after Latin letters, there is none. */
function openingOf(vocabulary: (typeof VOCABULARIES)[number], shape: string): string {
  const expanded = expandPeriodShape(shape, vocabulary).replace(/\?<[a-z]+>/g, '?:');
  const boundary =
    vocabulary.language === 'zh-CN'
      ? '(?<!\\d)'
      : vocabulary.language === 'ko'
        ? '(?<![가-힣\\d])'
        : "(?<![\\p{L}\\p{N}'])".replace('\\p{L}\\p{N}', 'a-z0-9');
  return `${boundary}${expanded}`;
}
