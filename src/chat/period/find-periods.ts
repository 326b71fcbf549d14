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
/** `从2026年10月1日开始到2026年10月15日为止` has eighteen places where it may end. */
const MOST_ENDS = 18;
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

const spoilers = lazily(() => {
  const before = VOCABULARIES.map((vocabulary) => spoilerOf(vocabulary));
  const after = VOCABULARIES.flatMap(({ spoilsAfter }) => (spoilsAfter === '' ? [] : [spoilsAfter]));
  return { before: new RegExp(`(?:${before.join('|')})$`), after: new RegExp(`^(?:${after.join('|')})`) };
});

/**
 * The stretches of time named within a text, from left to right, each as long as can be, with what may spoil it (`minus`, `until`).
 * `folded`: see `foldText`.
 */
export function findPeriods(folded: string): readonly Span[] {
  const spans: Span[] = [];
  let after = 0;
  let looked = 0;
  for (const { index: from } of folded.matchAll(openings())) {
    if (from < after) continue;
    if (++looked > MOST_OPENINGS) break;
    const to = findEnd(folded, from);
    if (to === undefined) continue;
    const span = addSpoilers(folded, { from, to });
    // `since forever until March` may hold another that was found before.
    while ((spans.at(-1)?.to ?? 0) > span.from) spans.pop();
    spans.push(span);
    after = span.to;
  }
  return spans;
}

/** What begins like a stretch of time and goes on to the end of the text: `since yesterday week`. */
export function findUnclearPeriod(folded: string): Span | undefined {
  const begins = lookalikes().flatMap((pattern) => pattern.exec(folded)?.index ?? []);
  return begins.length === 0 ? undefined : { from: Math.min(...begins), to: folded.length };
}

/** `minus 3 weeks`, `until 1 March`, `3월까지`: words that cannot be read, and still no part of a name. */
function addSpoilers(folded: string, { from, to }: Span): Span {
  const start = Math.max(0, from - LONGEST_PERIOD);
  const before = spoilers().before.exec(folded.slice(start, from))?.[0].trimStart() ?? '';
  const after = spoilers().after.exec(folded.slice(to, to + LONGEST_PERIOD))?.[0] ?? '';
  return { from: from - before.length, to: to + after.length };
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

/** A minus sign stands apart from the word before it: `contoso-3 days` holds none. */
function spoilerOf(vocabulary: (typeof VOCABULARIES)[number]): string {
  const boundary = vocabulary.language === 'zh-CN' ? '(?<![a-z0-9])' : '(?<![^ ,:(])';
  return `${boundary}(?:${expandPeriodShape(vocabulary.spoilsBefore, vocabulary)})`;
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
