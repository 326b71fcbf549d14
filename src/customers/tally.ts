/** Which customers have fitted every word of a question so far, and how well. Used by one search at a time. */
export interface Tally {
  /** Forgets everything; no customer has fitted a word. */
  begin(): void;
  /**
   * Customer fits the word of this number (from 0, ascending) so well (`value`, 0 to 1) with so many slips. Counts only when
   * it has fitted all earlier words, and only the first time: tell the best fits of a word first.
   */
  add(word: number, customer: number, value: number, slips: number): void;
  /** The customers that fit words 0 to `word`. */
  fitting(word: number): readonly number[];
  /** The values of all words together. */
  value(customer: number): number;
  /** The slips of all words together. */
  slips(customer: number): number;
}

const MOST_WORDS = 64;

/** A tally for customers 0 to `size - 1`, kept between searches so that a search allocates nothing of that size. */
export function createTally(size: number): Tally {
  // A customer that has fitted `n` words of this question is stamped `base + n`, so starting anew clears nothing.
  const stamps = new Int32Array(size);
  const values = new Float32Array(size);
  const slipCounts = new Uint8Array(size);
  let base = 0;
  let current = -1;
  let found: number[] = [];

  return {
    begin() {
      base += MOST_WORDS;
      if (base > 2 ** 31 - 2 * MOST_WORDS) {
        stamps.fill(0);
        base = MOST_WORDS;
      }
      current = -1;
      found = [];
    },
    add(word, customer, value, slips) {
      if (word !== current) {
        current = word;
        found = [];
      }
      const stamp = stamps[customer] ?? 0;
      if (word === 0 ? stamp > base : stamp !== base + word) return;
      stamps[customer] = base + word + 1;
      values[customer] = (word === 0 ? 0 : (values[customer] ?? 0)) + value;
      slipCounts[customer] = (word === 0 ? 0 : (slipCounts[customer] ?? 0)) + slips;
      found.push(customer);
    },
    fitting: (word) => (word === current ? found : []),
    value: (customer) => values[customer] ?? 0,
    slips: (customer) => slipCounts[customer] ?? 0,
  };
}
