import { LRUCache } from 'lru-cache';
import type { EpochMs } from '../../time.ts';

/** An access token, for the service it was asked for. */
export interface Token {
  readonly value: string;
  readonly expiresAt: EpochMs;
}

export interface KeptToken extends Token {
  /** From when on it is worth getting the next one. */
  readonly renewAt: EpochMs;
}

/** What tokens may take up, in bytes: about 2 KB each, two for each customer of a large partner, and as much again. */
const MAX_BYTES = 96 * 1024 * 1024;
/** What an entry takes besides its text. */
const ENTRY_BYTES = 200;

/** Tokens by key. Bounded; beyond, those unused for longest are forgotten. */
export interface TokenShelf {
  get(key: string): KeptToken | undefined;
  set(key: string, token: KeptToken): void;
  delete(key: string): void;
}

export function createTokenShelf(): TokenShelf {
  const tokens = new LRUCache<string, KeptToken>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ value }, key) => value.length + key.length + ENTRY_BYTES,
  });
  return {
    get: (key) => tokens.get(key),
    set: (key, token) => void tokens.set(key, token),
    delete: (key) => void tokens.delete(key),
  };
}
