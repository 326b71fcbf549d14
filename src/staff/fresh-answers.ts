import { LRUCache } from 'lru-cache';
import type { Clock, EpochMs } from '../time.ts';
import { orAborted } from '../work/or-aborted.ts';

/** What could be read, or why not: `error` is whatever the reading threw. */
export type FreshAnswer<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Answers by key that are never older than they may be. */
export interface FreshAnswers<T> {
  /** Never rejects, and takes no longer than a reading may. Whoever asks meanwhile for the same key shares its reading. */
  get(key: string): Promise<FreshAnswer<T>>;
}

export interface FreshAnswersOptions<T> {
  readonly read: (key: string, signal: AbortSignal) => Promise<T>;
  /** From the begin of its reading an answer serves for so long, in milliseconds. */
  readonly keepMs: (value: T) => number;
  /** An answer this much from its end, in milliseconds, is read anew behind whoever asks; it still serves meanwhile. */
  readonly renewMs: (value: T) => number;
  /** One reading at most, in milliseconds. */
  readonly readMs: number;
  /** After a failed reading none is begun for the same key for so long, in milliseconds: who asks gets the same failure. */
  readonly pauseMs: number;
  /** Answers kept at most, those used last; and readings under way at the same time. */
  readonly max: number;
  readonly clock: Clock;
  /** Told how every reading ended. */
  readonly onRead?: (answer: FreshAnswer<T>) => void;
}

interface Kept<T> {
  readonly value: T;
  /** When its reading began: what it tells was true no earlier. */
  readonly at: EpochMs;
}

export function createFreshAnswers<T>(options: FreshAnswersOptions<T>): FreshAnswers<T> {
  const { clock, max, onRead = () => {} } = options;
  const answers = new LRUCache<string, Kept<T>>({ max });
  const failures = new LRUCache<string, { readonly error: unknown; readonly at: EpochMs }>({ max });
  const readings = new Map<string, Promise<FreshAnswer<T>>>();

  /** Milliseconds since then; a clock that was set back makes everything old. */
  const ageOf = ({ at }: { readonly at: EpochMs }) => {
    const age = clock() - at;
    return age < 0 ? Number.POSITIVE_INFINITY : age;
  };

  async function read(key: string): Promise<FreshAnswer<T>> {
    const signal = AbortSignal.timeout(options.readMs);
    try {
      return { kind: 'read', value: await orAborted(options.read(key, signal), signal) };
    } catch (error) {
      return { kind: 'failed', error };
    }
  }

  function join(key: string): Promise<FreshAnswer<T>> {
    const underWay = readings.get(key);
    if (underWay) return underWay;
    if (readings.size >= max)
      return Promise.resolve({ kind: 'failed', error: new Error('Too many readings are under way') });
    const at = clock();
    const reading = read(key).then((answer) => {
      readings.delete(key);
      onRead(answer);
      if (answer.kind === 'failed') failures.set(key, { error: answer.error, at: clock() });
      else {
        failures.delete(key);
        answers.set(key, { value: answer.value, at });
      }
      return answer;
    });
    readings.set(key, reading);
    return reading;
  }

  return {
    async get(key) {
      const kept = answers.get(key);
      const failed = failures.get(key);
      const isPaused = failed !== undefined && ageOf(failed) < options.pauseMs;
      if (kept) {
        const left = options.keepMs(kept.value) - ageOf(kept);
        if (left > 0) {
          if (left <= options.renewMs(kept.value) && !isPaused) void join(key);
          return { kind: 'read', value: kept.value };
        }
        answers.delete(key);
      }
      return isPaused ? { kind: 'failed', error: failed.error } : join(key);
    },
  };
}
