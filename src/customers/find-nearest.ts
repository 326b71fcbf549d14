import { createSlipMeter } from './edit-distance.ts';
import type { CustomerIndex } from './index-customers.ts';
import { type Kept, keepBest } from './keep-best.ts';
import { countPairBits, signPairs } from './letter-signature.ts';
import { countCustomers, readToken, sameScript, type TokenTable } from './token-table.ts';

/** Bounds of the work: the longest words, the most similar tokens of each, the first customers of each of those. */
const MOST_WORDS = 2;
const LONGEST_NAME = 40;
const MOST_TOKENS = 16;
const MOST_CUSTOMERS = 40;

const LEAST_SHARED_PAIRS = 0.34;
const LEAST_SIMILARITY = 0.45;
const LEAST_SCORE = 0.42;

/**
 * The customers with names closest to what was asked, best first; none when nothing is remotely near. A word that a tenth
 * of all customers has says little, a rare one much.
 */
export function findNearest(index: CustomerIndex, words: readonly string[], limit: number): readonly Kept[] {
  const longest = [...words].sort((left, right) => right.length - left.length).slice(0, MOST_WORDS);
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  const scores = new Map<number, number>();
  for (const word of longest) {
    for (const [customer, similarity] of scoreWord(index, index.words, word)) {
      scores.set(customer, (scores.get(customer) ?? 0) + (similarity * word.length) / letters);
    }
  }
  const whole = words.join('');
  if (whole.length <= LONGEST_NAME) {
    for (const [customer, similarity] of scoreWord(index, index.wholes, whole)) {
      scores.set(customer, Math.max(scores.get(customer) ?? 0, similarity));
    }
  }
  const best = keepBest(limit);
  for (const [customer, score] of scores)
    if (score >= LEAST_SCORE) best.offer(customer, Math.min(score, 0.99));
  return best.kept;
}

/** How near each customer comes to one word by its nearest token in the table. */
function scoreWord(index: CustomerIndex, table: TokenTable, word: string): Map<number, number> {
  const scores = new Map<number, number>();
  const limit = Math.ceil(word.length / 2);
  const measure = createSlipMeter(word, limit);
  for (const { item: token } of findSharingPairs(table, word)) {
    const length = table.lengths[token] ?? 0;
    const slips = measure(table.text, table.starts[token] ?? 0, length);
    const byLetters = slips > limit ? 0 : 1 - slips / Math.max(length, word.length);
    const similarity = Math.max(byLetters, 0.9 * comparePairs(word, readToken(table, token)));
    if (similarity < LEAST_SIMILARITY) continue;
    const rarity = 1 - Math.log(countCustomers(table, token)) / Math.log(index.customers.length + 1);
    const telling = similarity * Math.max(rarity, 0.1);
    const first = table.first[token] ?? 0;
    const end = Math.min(table.first[token + 1] ?? 0, first + MOST_CUSTOMERS);
    for (const customer of table.customers.subarray(first, end)) {
      scores.set(customer, Math.max(scores.get(customer) ?? 0, telling));
    }
  }
  return scores;
}

/** The share of the pairs of neighbouring letters that both have (Dice), 0 to 1. */
function comparePairs(left: string, right: string): number {
  const pairs = listPairs(left);
  const others = listPairs(right);
  return (2 * pairs.intersection(others).size) / Math.max(1, pairs.size + others.size);
}

function listPairs(word: string): Set<string> {
  return new Set(Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)));
}

/** The tokens that seem to share most pairs of letters with the word, judged by their signatures. */
function findSharingPairs(table: TokenTable, word: string): readonly Kept[] {
  const [low, high] = signPairs(word);
  const own = countPairBits(low, high);
  const { pairBits, pairCounts } = table;
  const best = keepBest(MOST_TOKENS);
  // Dice's measure can only reach the least when this many pairs are shared, however short the other word.
  const fewest = (own * LEAST_SHARED_PAIRS) / (2 - LEAST_SHARED_PAIRS);
  const [from, to] = sameScript(table, word);
  for (let token = from; token < to; token += 1) {
    const sharedLow = low & (pairBits[token * 2] ?? 0);
    const sharedHigh = high & (pairBits[token * 2 + 1] ?? 0);
    if ((sharedLow | sharedHigh) === 0) continue;
    const shared = countPairBits(sharedLow, sharedHigh);
    if (shared < fewest) continue;
    const dice = (2 * shared) / (own + (pairCounts[token] ?? 0));
    if (dice >= LEAST_SHARED_PAIRS) best.offer(token, dice);
  }
  return best.kept;
}
