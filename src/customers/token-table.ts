import { createSlipMeter } from './edit-distance.ts';
import { BEYOND_JAMO, FIRST_JAMO, isJamo } from './hangul.ts';
import { countBits, signInnerPairs, signLetters } from './letter-signature.ts';

/**
 * Every different token once, in order, and which customers have it. The tokens stand in one text, a line each, so that
 * 100,000 of them cost no more than their letters.
 */
export interface TokenTable {
  readonly size: number;
  /** `\n` before each token and at the end. */
  readonly text: string;
  /** Where each token begins in `text`; one more for the end. */
  readonly starts: Int32Array;
  /** Letters of each token. */
  readonly lengths: Uint8Array;
  readonly letterBits: Int32Array;
  /** Two a token, see `signPairs`. */
  readonly pairBits: Int32Array;
  /** How many of the two are set. */
  readonly pairCounts: Uint8Array;
  /** The customers of token `t` are `customers[first[t]]` up to before `customers[first[t + 1]]`, ascending. */
  readonly first: Int32Array;
  readonly customers: Int32Array;
}

export type VisitToken = (token: number, slips: number) => void;

/** How many customers have a token. */
export function countCustomers(table: TokenTable, token: number): number {
  return (table.first[token + 1] ?? 0) - (table.first[token] ?? 0);
}

/** The customers of this very token. */
export function customersOf(table: TokenTable, word: string): Int32Array {
  const token = lowerBound(table, word);
  return token < table.size && readToken(table, token) === word
    ? table.customers.subarray(table.first[token], table.first[token + 1])
    : new Int32Array(0);
}

/** The tokens that begin with `prefix` are those from the first number up to before the second; the very token comes first. */
export function findPrefix(table: TokenTable, prefix: string): readonly [number, number] {
  return [lowerBound(table, prefix), lowerBound(table, `${prefix}\uffff`)];
}

/** Visits every token that has `part` somewhere, its beginning included. */
export function visitContaining(table: TokenTable, part: string, visit: VisitToken): void {
  const { text, starts, lengths, letterBits, pairBits } = table;
  const letters = signLetters(part);
  const [low, high] = signInnerPairs(part);
  const initial = part.charCodeAt(0);
  for (let token = 0; token < table.size; token += 1) {
    // One `indexOf` over the whole text takes ten times as long: the engine looks at every letter of it.
    if ((letters & ~(letterBits[token] ?? 0)) !== 0) continue;
    if ((low & ~(pairBits[token * 2] ?? 0)) !== 0 || (high & ~(pairBits[token * 2 + 1] ?? 0)) !== 0) continue;
    const first = starts[token] ?? 0;
    const last = first + (lengths[token] ?? 0) - part.length;
    for (let start = first; start <= last; start += 1) {
      if (text.charCodeAt(start) !== initial || !text.startsWith(part, start)) continue;
      visit(token, 0);
      break;
    }
  }
}

/** Visits every token at most `limit` slips away from `word`, the nearer ones first. */
export function visitSlips(table: TokenTable, word: string, limit: number, visit: VisitToken): void {
  const measure = createSlipMeter(word, limit);
  const further: [number, number][] = [];
  visitSimilar(table, word, limit, (token) => {
    const slips = measure(table.text, table.starts[token] ?? 0, table.lengths[token] ?? 0);
    if (slips <= 1) visit(token, slips);
    else if (slips <= limit) further.push([token, slips]);
  });
  for (const [token, slips] of further) visit(token, slips);
}

/** Visits every token that may be `limit` slips away by its length and letters: each slip changes one letter for one. */
export function visitSimilar(table: TokenTable, word: string, limit: number, visit: VisitToken): void {
  const wanted = signLetters(word);
  const shortest = word.length - limit;
  const longest = word.length + limit;
  const [from, to] = sameScript(table, word);
  for (let token = from; token < to; token += 1) {
    const length = table.lengths[token] ?? 0;
    if (length < shortest || length > longest) continue;
    const has = table.letterBits[token] ?? 0;
    if (countBits(wanted & ~has) <= limit && countBits(has & ~wanted) <= limit) visit(token, limit);
  }
}

/** Where to look for what is meant by `word`: who types Hangul means Hangul, which stands together; all tokens otherwise. */
export function sameScript(table: TokenTable, word: string): readonly [number, number] {
  return isJamo(word.charCodeAt(0))
    ? [lowerBound(table, FIRST_JAMO), lowerBound(table, BEYOND_JAMO)]
    : [0, table.size];
}

/** The token itself. */
export function readToken(table: TokenTable, token: number): string {
  return table.text.slice(table.starts[token], (table.starts[token + 1] ?? 1) - 1);
}

function lowerBound(table: TokenTable, word: string): number {
  let low = 0;
  let high = table.size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (readToken(table, middle) < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
