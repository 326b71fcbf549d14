import { LRUCache } from 'lru-cache';
import type { ReadError } from '../../errors.ts';
import type { EpochMs, Random } from '../../time.ts';

/** How long a refusal is believed. Whoever mends what was refused sees the effect within a minute. */
const SHORTEST_MS = 30_000;
const SPREAD_MS = 30_000;
/** Tenants and scopes remembered; more than a partner has. */
const MAX_KEYS = 50_000;

/** Sign-ins that were refused for good a moment ago: asking again would only bring the same. */
export interface Refusals {
  /** What was refused, while it is believed. */
  find(key: string, now: EpochMs): ReadError | undefined;
  /** Remembers it, if it is one that will not change by itself. */
  note(key: string, error: unknown, now: EpochMs): void;
  clear(): void;
}

export function createRefusals(random: Random, isRefusal: (error: unknown) => error is ReadError): Refusals {
  const refusals = new LRUCache<string, { readonly error: ReadError; readonly until: EpochMs }>({
    max: MAX_KEYS,
  });
  return {
    find(key, now) {
      const refusal = refusals.get(key);
      if (!refusal || now < refusal.until) return refusal?.error;
      refusals.delete(key);
      return undefined;
    },
    note(key, error, now) {
      if (isRefusal(error)) refusals.set(key, { error, until: now + SHORTEST_MS + random() * SPREAD_MS });
    },
    clear: () => refusals.clear(),
  };
}
