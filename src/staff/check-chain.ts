import { CHAIN_BEGIN, type ChainEnd, type ChainLine, hashLine } from './audit-chain.ts';

/**
 * What is wrong with a chain:
 * - `changed`: the line's hash is not that of its text, its number and the hash it follows;
 * - `missing`: lines were taken out; `added`: lines were put in;
 * - `unlinked`: the line's own hash is right, but it does not follow the line before: one of the two was put in the other's place.
 */
export type ChainFault = 'changed' | 'missing' | 'added' | 'unlinked';

export interface ChainBreak {
  /** The first line that is not as it was written. */
  readonly sequence: number;
  readonly fault: ChainFault;
}

/** Checks a chain line by line, from its first on, in constant memory. */
export interface ChainCheck {
  /** The last line that was found right. */
  readonly end: ChainEnd;
  /** undefined: the line is right. After a break nothing more can be said of the lines that follow. */
  add(line: ChainLine): ChainBreak | undefined;
}

/** Lines taken out or put in that are told from changed ones when those behind were numbered anew. */
const MOST_SHIFTED = 20;

export function createChainCheck(): ChainCheck {
  let end = CHAIN_BEGIN;
  return {
    get end() {
      return end;
    },
    add(line) {
      const expected = end.sequence + 1;
      if (line.sequence > expected) return { sequence: expected, fault: 'missing' };
      if (line.sequence < expected) return { sequence: line.sequence, fault: 'added' };
      if (!hasOwnHash(line, expected)) return findShift(line, expected);
      if (line.previousHash !== end.hash) return { sequence: expected, fault: 'unlinked' };
      end = { sequence: expected, hash: line.hash };
      return undefined;
    },
  };
}

function hasOwnHash({ previousHash, text, hash }: ChainLine, sequence: number): boolean {
  return hashLine(previousHash, sequence, text) === hash;
}

/** A line that is right but for its number had another one: lines before it were put in, or taken out. */
function findShift(line: ChainLine, sequence: number): ChainBreak {
  for (let by = 1; by <= MOST_SHIFTED; by += 1) {
    if (hasOwnHash(line, sequence - by)) return { sequence: sequence - by, fault: 'added' };
    if (hasOwnHash(line, sequence + by)) return { sequence, fault: 'missing' };
  }
  return { sequence, fault: 'changed' };
}
