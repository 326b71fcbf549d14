import { hash } from 'node:crypto';

/** A line as the chain sees it. */
export interface ChainLine {
  readonly sequence: number;
  /** JSON of the entry, exactly as it is kept. */
  readonly text: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** The end of a chain: how many lines it has, and the hash of the last. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string;
}

/** Of a chain without lines: the hash of nothing. */
export const CHAIN_BEGIN: ChainEnd = { sequence: 0, hash: hash('sha256', '', 'hex') };

/** SHA-256, in hexadecimal, over the hash of the line before, the line's number and its text, with a line break between each two. */
export function hashLine(previousHash: string, sequence: number, text: string): string {
  return hash('sha256', `${previousHash}\n${sequence}\n${text}`, 'hex');
}

/** The line that follows `end`. */
export function chainLine(end: ChainEnd, text: string): ChainLine {
  const sequence = end.sequence + 1;
  return { sequence, text, previousHash: end.hash, hash: hashLine(end.hash, sequence, text) };
}
