import { countPairBits, signLetters, signPairs } from './letter-signature.ts';
import { sortInBatches } from './sort-in-batches.ts';
import type { TokenTable } from './token-table.ts';

const BATCH = 4_000;
// Nobody types more, and a hostile name of a megabyte must not be looked through at every search.
const LONGEST_TOKEN = 100;

/** Collects tokens, then builds their table. */
export interface TokenTableBuilder {
  /** Customers must come in ascending order; the same token twice for one customer counts once. */
  add(token: string, customer: number): void;
  /** Yields between batches. The builder cannot be used afterwards. */
  build(): Generator<void, TokenTable>;
}

/** Starts an empty table. */
export function createTokenTableBuilder(): TokenTableBuilder {
  // Tokens are numbered as they come; who has which is kept as pairs, not as hundreds of thousands of small lists.
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const latest: number[] = [];
  const pairTokens: number[] = [];
  const pairCustomers: number[] = [];

  return {
    add(token, customer) {
      const key = token.slice(0, LONGEST_TOKEN);
      const known = numbers.get(key);
      const number = known ?? numbers.size;
      if (known === undefined) numbers.set(key, number);
      if (latest[number] === customer) return;
      latest[number] = customer;
      counts[number] = (counts[number] ?? 0) + 1;
      pairTokens.push(number);
      pairCustomers.push(customer);
    },
    *build() {
      const tokens = yield* sortInBatches([...numbers], ([left], [right]) => (left < right ? -1 : 1));
      const size = tokens.length;
      const starts = new Int32Array(size + 1);
      const lengths = new Uint8Array(size);
      const letterBits = new Int32Array(size);
      const pairBits = new Int32Array(size * 2);
      const pairCounts = new Uint8Array(size);
      const first = new Int32Array(size + 1);
      const next = new Int32Array(size);
      let start = 1;
      let postings = 0;
      for (const [place, [token, number]] of tokens.entries()) {
        const [low, high] = signPairs(token);
        starts[place] = start;
        lengths[place] = token.length;
        letterBits[place] = signLetters(token);
        pairBits[place * 2] = low;
        pairBits[place * 2 + 1] = high;
        pairCounts[place] = countPairBits(low, high);
        first[place] = postings;
        next[number] = postings;
        start += token.length + 1;
        postings += counts[number] ?? 0;
        if (place % BATCH === 0) yield;
      }
      starts[size] = start;
      first[size] = postings;
      const customers = new Int32Array(postings);
      for (const [pair, number] of pairTokens.entries()) {
        const place = next[number] ?? 0;
        customers[place] = pairCustomers[pair] ?? 0;
        next[number] = place + 1;
        if (pair % (BATCH * 4) === 0) yield;
      }
      numbers.clear();
      pairTokens.length = 0;
      pairCustomers.length = 0;
      const text = `\n${tokens.map(([token]) => token).join('\n')}\n`;
      return { size, text, starts, lengths, letterBits, pairBits, pairCounts, first, customers };
    },
  };
}
