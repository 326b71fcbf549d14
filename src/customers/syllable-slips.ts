import { createSlipMeter } from './edit-distance.ts';
import { isJamo, splitSyllables } from './hangul.ts';
import { readToken, type TokenTable, type VisitToken, visitSimilar } from './token-table.ts';

const FEWEST_SYLLABLES = 3;
const MOST_KEYS_A_SYLLABLE = 4;

/**
 * Visits the tokens in Hangul with one syllable left out, added, wrong or changed with its neighbour. By keys that may be
 * four slips, by eye it is one.
 */
export function visitSyllableSlips(table: TokenTable, word: string, visit: VisitToken): void {
  if (!isJamo(word.charCodeAt(0))) return;
  const letters = new Map<string, string>();
  const spell = (flat: string): string =>
    splitSyllables(flat)
      .map((syllable) => letters.get(syllable) ?? '?')
      .join('');
  const syllables = splitSyllables(word);
  if (syllables.length < FEWEST_SYLLABLES) return;
  for (const syllable of syllables) letters.set(syllable, String.fromCharCode(0x4e00 + letters.size));
  const measure = createSlipMeter(spell(word), 1);

  visitSimilar(table, word, MOST_KEYS_A_SYLLABLE, (token) => {
    const spelt = spell(readToken(table, token));
    if (measure(spelt, 0, spelt.length) === 1) visit(token, 1);
  });
}
