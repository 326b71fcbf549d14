/**
 * Signatures: what letters, or pairs of letters, a word has, as bits. They throw out nearly every word that cannot be
 * near before anything is compared letter by letter. Different letters may share a bit: that only lets a few more through.
 */

/** One bit a letter of the word. */
export function signLetters(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index += 1) bits |= 1 << (word.charCodeAt(index) & 31);
  return bits;
}

/** One of 64 bits a pair of neighbouring letters, as two halves; the first letter is also paired with the beginning. */
export function signPairs(word: string): readonly [number, number] {
  return signPairsAfter(0, word);
}

/** As `signPairs` without the beginning: the pairs that every word has that contains `part`. */
export function signInnerPairs(part: string): readonly [number, number] {
  return signPairsAfter(part.charCodeAt(0), part.slice(1));
}

function signPairsAfter(before: number, letters: string): readonly [number, number] {
  let low = 0;
  let high = 0;
  let previous = before;
  for (let index = 0; index < letters.length; index += 1) {
    const code = letters.charCodeAt(index);
    const bit = Math.imul(previous * 31 + code, 0x9e3779b1) >>> 26;
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
    previous = code;
  }
  return [low, high];
}

/** How many bits are set. */
export function countBits(bits: number): number {
  let pairs = bits - ((bits >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many bits are set in both halves together, for less than counting each. */
export function countPairBits(low: number, high: number): number {
  let first = low - ((low >>> 1) & 0x55555555);
  let second = high - ((high >>> 1) & 0x55555555);
  first = (first & 0x33333333) + ((first >>> 2) & 0x33333333);
  second = (second & 0x33333333) + ((second >>> 2) & 0x33333333);
  const fours = first + second;
  const eights = (fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f);
  return Math.imul(eights, 0x01010101) >>> 24;
}
