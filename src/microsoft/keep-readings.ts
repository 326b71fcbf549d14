import { LRUCache } from 'lru-cache';
import { ReadError } from '../errors.ts';
import type { EpochMs } from '../time.ts';
import { orAborted } from '../work/or-aborted.ts';
import type { Runtime } from './call.ts';

/** How long a reading that failed is not tried again where an older one is used meanwhile. */
const RETRY_MS = 60_000;

/** For how long one shared reading may go on. */
export interface ReadingErrand {
  readonly deadline: EpochMs;
  readonly signal: AbortSignal;
}

export interface KeepOptions<T> extends Pick<Runtime, 'clock'> {
  /** Tenants kept at most; the one unused for longest is forgotten first. */
  readonly maxTenants: number;
  /** How long a reading is used, in milliseconds. */
  readonly freshMs: number;
  /** How old a reading may become while newer ones fail, in milliseconds. */
  readonly staleMs: number;
  /** How long a reading may take, in milliseconds. */
  readonly totalMs: number;
  readonly read: (tenantId: string, errand: ReadingErrand) => Promise<T>;
}

interface Kept<T> {
  readonly value: T;
  readonly readAt: EpochMs;
}

/**
 * Readings by tenant, kept for a time. Whoever asks for the same at the same time shares one reading, which goes on in its own time: a
 * caller whose signal aborts gets a `timeout` at once, and the next one who asks the result. Throws what `read` throws.
 */
export function createKeptReadings<T>({ clock, freshMs, staleMs, totalMs, ...rest }: KeepOptions<T>) {
  const { read, maxTenants } = rest;
  const kept = new LRUCache<string, Kept<T>>({
    max: maxTenants,
    ttl: freshMs,
    ttlResolution: 0,
    perf: { now: clock },
    ignoreFetchAbort: true,
    fetchMethod: async (tenantId, before, { options }): Promise<Kept<T>> => {
      try {
        const errand = { deadline: clock() + totalMs, signal: AbortSignal.timeout(totalMs) };
        const value = await read(tenantId, errand);
        return { value, readAt: clock() };
      } catch (error) {
        if (!before || clock() - before.readAt > staleMs) throw error;
        options.ttl = RETRY_MS;
        return before;
      }
    },
  });
  return async (tenantId: string, signal: AbortSignal): Promise<T> => {
    // Before anything is begun: nobody would hear of its failure.
    if (signal.aborted) throw gaveUp(signal.reason);
    const found = await orAborted(kept.fetch(tenantId.toLowerCase()), signal).catch((error) => {
      if (!signal.aborted || error instanceof ReadError) throw error;
      throw gaveUp(error);
    });
    if (!found) throw new ReadError('unavailable', 'The reading was given up before it ended.');
    return found.value;
  };
}

function gaveUp(cause: unknown): ReadError {
  return new ReadError('timeout', 'No answer from Microsoft in the time given.', { cause });
}
