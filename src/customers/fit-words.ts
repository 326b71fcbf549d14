import { allowedSlips } from './edit-distance.ts';
import { isUnspaced } from './fold-text.ts';
import { isJamo } from './hangul.ts';
import type { CustomerIndex } from './index-customers.ts';
import { visitSyllableSlips } from './syllable-slips.ts';
import { findPrefix, type TokenTable, visitContaining, visitSlips } from './token-table.ts';

/**
 * How far to look for a word, each depth with those before it:
 * - `beginnings`: words and names that begin with it; where words are not spaced, any part of them;
 * - `parts`: any part;
 * - `slips`: words and names a slip or two away.
 */
export type Depth = 'beginnings' | 'parts' | 'slips';

/** How well a word fits, best first. The differences only decide the order shown. */
const VALUE = {
  word: 1,
  whole: 0.9,
  wordStart: 0.9,
  wholeStart: 0.8,
  freePart: 0.85,
  part: 0.7,
  wholePart: 0.6,
  slip: 0.55,
};

/** Finds the customers that every word fits, for one question; what it has looked for it does not look for again. */
export interface WordFitter {
  /** What each customer scored stands in `index.tally` until the next call. Words are folded and differ. */
  fit(words: readonly string[], depth: Depth): readonly number[];
}

/** A fitter for one question. */
export function createWordFitter(index: CustomerIndex): WordFitter {
  const remembered = new Map<string, readonly number[]>();
  const { words: wordTable, wholes, tally } = index;

  function containing(table: TokenTable, part: string): readonly number[] {
    const key = `${table === wholes ? 'whole' : 'word'} ${part}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const found: number[] = [];
    visitContaining(table, part, (token) => found.push(token));
    remembered.set(key, found);
    return found;
  }

  function fitWord(number: number, word: string, depth: Depth, share: number): void {
    const count =
      (table: TokenTable, value: number) =>
      (token: number, slips = 0) => {
        const end = table.first[token + 1] ?? 0;
        for (let at = table.first[token] ?? 0; at < end; at += 1) {
          tally.add(number, table.customers[at] ?? 0, (value - slips * 0.1) * share, slips);
        }
      };
    const countParts = (table: TokenTable, value: number) => {
      const add = count(table, value);
      for (const token of containing(table, word)) add(token);
    };

    visitBeginnings(wordTable, word, count(wordTable, VALUE.word), count(wordTable, VALUE.wordStart));
    visitBeginnings(wholes, word, count(wholes, VALUE.whole), count(wholes, VALUE.wholeStart));
    const { free, inWord, inWhole } = partRules(word);
    if (free) countParts(wordTable, VALUE.freePart);
    if (depth === 'beginnings') return;
    if (inWord && !free) countParts(wordTable, VALUE.part);
    if (inWhole) countParts(wholes, VALUE.wholePart);
    if (depth === 'parts') return;
    const limit = allowedSlips(word.length);
    for (const table of [wordTable, wholes]) {
      if (limit > 0) visitSlips(table, word, limit, count(table, VALUE.slip));
      visitSyllableSlips(table, word, count(table, VALUE.slip));
    }
  }

  return {
    fit(words, depth) {
      const letters = words.reduce((sum, word) => sum + word.length, 0);
      // A long word fits few, so that a question that fits nobody is soon over.
      const longestFirst = [...words].sort((left, right) => right.length - left.length);
      tally.begin();
      for (const [number, word] of longestFirst.entries()) {
        fitWord(number, word, depth, word.length / letters);
        if (tally.fitting(number).length === 0) return [];
      }
      return tally.fitting(words.length - 1);
    },
  };
}

function visitBeginnings(
  table: TokenTable,
  word: string,
  same: (token: number) => void,
  longer: (token: number) => void,
): void {
  const [from, to] = findPrefix(table, word);
  for (let token = from; token < to; token += 1) {
    if (token === from && table.lengths[token] === word.length) same(token);
    else longer(token);
  }
}

/** Where a part of a word says enough: three letters are half of all names, a syllable of Hangul or a Han sign is not. */
function partRules(word: string): { free: boolean; inWord: boolean; inWhole: boolean } {
  if (isUnspaced(word)) return { free: true, inWord: true, inWhole: word.length >= 2 };
  if (isJamo(word.charCodeAt(0))) {
    // Consonants alone abbreviate a name; inside a word they would be the end of one syllable and the start of the next.
    const hasVowel = /[\u1161-\u1175]/.test(word);
    return { free: hasVowel, inWord: hasVowel, inWhole: hasVowel && word.length >= 5 };
  }
  return { free: false, inWord: word.length >= 3, inWhole: word.length >= 5 };
}
