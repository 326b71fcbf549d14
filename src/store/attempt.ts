import type { Sleep } from '../time.ts';
import { explainFailure, isWorthRepeating } from './explain-failure.ts';

/** Does some work on the database; whatever that throws becomes a `StoreError`. The work must be repeatable as a whole. */
export type Attempt = <T>(work: () => Promise<T>) => Promise<T>;

const MOST_TRIES = 4;
const PAUSE_MS = 20;

/**
 * Work that met a lost connection or another writer is done again after a moment, a few times: long enough for the pool to notice that
 * its other connections are lost too, and for the other writer to finish.
 */
export function createAttempt(sleep: Sleep): Attempt {
  return async (work) => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await work();
      } catch (error) {
        if (tried >= MOST_TRIES || !isWorthRepeating(error)) throw explainFailure(error);
        await sleep(PAUSE_MS * tried);
      }
    }
  };
}
