import type { Clock, EpochMs } from '../time.ts';

/** Counts requests with a bucket of tokens for each key, filled again at a steady rate. */
export interface TokenBucket {
  /** Takes one token. `left`: tokens after that; `waitMs`: set when there was none, milliseconds until there is one. */
  take(key: string): { readonly left: number; readonly waitMs?: number };
}

/** Beyond so many keys, full buckets are forgotten. */
const KEYS_BEFORE_SWEEP = 20_000;

export function createTokenBucket(size: number, perSecond: number, clock: Clock): TokenBucket {
  const buckets = new Map<string, { readonly tokens: number; readonly at: EpochMs }>();
  const tokensAt = (key: string, now: EpochMs) => {
    const bucket = buckets.get(key);
    return bucket ? Math.min(size, bucket.tokens + ((now - bucket.at) / 1000) * perSecond) : size;
  };

  function sweep(now: EpochMs): void {
    for (const key of buckets.keys()) if (tokensAt(key, now) >= size) buckets.delete(key);
  }

  return {
    take(key) {
      const now = clock();
      if (!buckets.has(key) && buckets.size >= KEYS_BEFORE_SWEEP) sweep(now);
      const tokens = tokensAt(key, now);
      if (tokens < 1) return { left: 0, waitMs: ((1 - tokens) / perSecond) * 1000 };
      buckets.set(key, { tokens: tokens - 1, at: now });
      return { left: Math.floor(tokens - 1) };
    },
  };
}
