import { foldText } from './fold.ts';
import type { Grammar } from './grammar.ts';

const HANGUL_END = /[가-힣]$/;
const HAN_END = /\p{Script=Han}$/u;
const GAP = /^[ ,.;:!?-]$/;

/** Removes greetings and thanks around a text; `text` may end up empty. */
export type CourtesyStripper = (text: string) => string;

/** Builds the stripper from the courtesies of every language: people mix them (`Contoso 상태 please`). */
export function createCourtesyStripper(grammars: readonly Grammar[]): CourtesyStripper {
  const openings = sortLongestFirst(grammars.flatMap(({ openings }) => openings)).map(openingPattern);
  const closings = sortLongestFirst(grammars.flatMap(({ closings }) => closings)).map(closingPattern);
  const opening = new RegExp(`^(?:${openings.join('|')})`);
  const closing = new RegExp(`(?:${closings.join('|')})$`);
  return (text) => {
    let rest = text;
    let folded = foldText(text);
    // "hey hello, could you please": nobody stacks more than a handful.
    for (let round = 0; round < 5 && rest !== ''; round++) {
      const from = opening.exec(folded)?.[0].length ?? 0;
      const to = closing.exec(folded.slice(from))?.index ?? folded.length - from;
      if (from === 0 && to === folded.length) break;
      [rest, folded] = trimGaps(rest.slice(from, from + to), folded.slice(from, from + to));
    }
    return rest;
  };
}

/** `hi there` before `hi`. */
function sortLongestFirst(words: readonly string[]): string[] {
  return words.map(foldText).sort((a, b) => b.length - a.length);
}

/** Latin and Korean words end where a space or sign is; Chinese needs none. */
function openingPattern(word: string): string {
  return HAN_END.test(word) ? word : `${word}(?:$|[ ,.;:!?-])`;
}

/** Korean requests of three syllables and more are also written without a space (`상태알려줘`). */
function closingPattern(word: string): string {
  const glued = HAN_END.test(word) || (HANGUL_END.test(word) && word.length >= 3);
  return glued ? word : `(?:^|[ ,.;:!?-])${word}`;
}

function trimGaps(text: string, folded: string): [string, string] {
  let start = 0;
  let end = folded.length;
  while (start < end && GAP.test(folded.charAt(start))) start++;
  while (end > start && GAP.test(folded.charAt(end - 1))) end--;
  return [text.slice(start, end), folded.slice(start, end)];
}
