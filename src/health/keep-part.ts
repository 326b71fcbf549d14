import { LRUCache } from 'lru-cache';
import { type CustomerRef, customerKey } from '../customers/customer.ts';
import { ReadError } from '../errors.ts';
import type { Clock, EpochMs } from '../time.ts';
import { endWithDeadline } from './end-with-deadline.ts';
import type { Reading } from './reading.ts';

export interface KeepOptions {
  readonly clock: Clock;
  /** How long a part is reused, in milliseconds. Default 60,000. */
  readonly reuseMs?: number;
  /** How long one reading may take in all, sign-in and retries included, in milliseconds. Default 6,500. */
  readonly timeoutMs?: number;
  /** Bound of each part's cache, in characters of what is kept. Default 4 million. */
  readonly maxCacheSize?: number;
  /** Cuts a reading off after its time; replaced in tests. Default `AbortSignal.timeout`. */
  readonly createDeadline?: (ms: number) => AbortSignal;
}

/** What a part is asked: about whom, and, where it matters, about which stretch of time. */
export interface Question extends CustomerRef {
  readonly since?: EpochMs;
  readonly until?: EpochMs;
}

/** One part of an answer: how it is read and kept. */
export interface Part<Value> {
  /** Throws `ReadError`. */
  readonly read: (
    question: Question,
    signal: AbortSignal,
  ) => Promise<{ readonly value: Value; readonly skipped: number }>;
  /** Size in characters. */
  readonly measure: (value: Value) => number;
  /** Whether it was read as a whole; what was not is reused for a few seconds only. Default: always. */
  readonly isWhole?: (value: Value) => boolean;
  /** How many readings are kept at most. Default 200. */
  readonly max?: number;
}

/** Never throws. The same reading is the very same object for everybody it is given to, a failed one too. */
export type PartReader<Value> = (question: Question, refresh: boolean) => Promise<Reading<Value>>;

/** For those who ask together; whoever asks again soon after it was mended gets the whole. */
const REUSE_IN_PART_MS = 5_000;

/**
 * Reads a part, and reuses it for its time. At most one reading of a question is under way however many ask; each ends with its
 * deadline; a failure is never reused.
 */
export function keepPart<Value>(part: Part<Value>, options: KeepOptions): PartReader<Value> {
  const { clock, reuseMs = 60_000, timeoutMs = 6_500, maxCacheSize = 4_000_000 } = options;
  const { createDeadline = (ms) => AbortSignal.timeout(ms) } = options;
  const kept = new LRUCache<string, Extract<Reading<Value>, { ok: true }>, Question>({
    max: part.max ?? 200,
    maxSize: maxCacheSize,
    // However large, an answer is kept: it is in an outage that a customer has the most to tell and is asked about the most.
    sizeCalculation: ({ value }) => Math.min(1 + part.measure(value), Math.ceil(maxCacheSize / 4)),
    ttl: reuseMs,
    ttlResolution: 0,
    perf: { now: clock },
    // The reading goes on when an entry is evicted meanwhile: whoever asked still gets the answer.
    ignoreFetchAbort: true,
    // A refresh that fails tells its presser so; for others the last reading stays good for its minute.
    noDeleteOnFetchRejection: true,
    fetchMethod: async (_key, _stale, { context, options: entry }) => {
      try {
        const { value, skipped } = await endWithDeadline(createDeadline(timeoutMs), (signal) =>
          part.read(context, signal),
        );
        if (part.isWhole?.(value) === false) entry.ttl = Math.min(reuseMs, REUSE_IN_PART_MS);
        return { ok: true, value, skipped, readAt: clock() };
      } catch (error) {
        throw new FailedReading({ ok: false, error: toReadError(error) });
      }
    },
  });
  let purgedAt = clock();
  return async (question, refresh) => {
    // What is too old is of no more use to anybody, and would stay in memory until newer customers push it out.
    if (clock() - purgedAt > reuseMs) {
      purgedAt = clock();
      kept.purgeStale();
    }
    try {
      const found = await kept.fetch(keyOf(question), {
        context: question,
        forceRefresh: refresh,
      });
      if (found) return found;
      return { ok: false, error: new ReadError('unavailable', 'The reading was given up before it ended.') };
    } catch (error) {
      return error instanceof FailedReading ? error.reading : { ok: false, error: toReadError(error) };
    }
  };
}

function keyOf(question: Question): string {
  return `${customerKey(question)}:${question.since ?? ''}:${question.until ?? ''}`;
}

/** Carries one failed reading to all who wait for it: their error may be that of other readings too. */
class FailedReading extends Error {
  readonly reading: Extract<Reading<never>, { ok: false }>;

  constructor(reading: Extract<Reading<never>, { ok: false }>) {
    super('A reading failed.', { cause: reading.error });
    this.name = 'FailedReading';
    this.reading = reading;
  }
}

function toReadError(error: unknown): ReadError {
  return error instanceof ReadError
    ? error
    : new ReadError('unavailable', 'Reading failed in an unforeseen way.', { cause: error });
}
