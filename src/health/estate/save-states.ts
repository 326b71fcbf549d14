import { describeError, type Log } from '../../log.ts';
import type { Clock, EpochMs, Sleep } from '../../time.ts';
import { orAborted } from '../../work/or-aborted.ts';
import type { StateBook } from '../archive.ts';
import type { KeptEstate } from './estate.ts';

const EVERY_MS = 5_000;
/** States saved in one go. */
const BATCH = 1_000;
const LOG_EVERY_MS = 60_000;
/** Patience with the last saving, when everything stops. */
const LAST_MS = 700;

export interface SavingOptions {
  readonly estate: Pick<
    KeptEstate,
    'takeUnsaved' | 'markUnsaved' | 'listUnsavedChanges' | 'noteSavedChanges'
  >;
  readonly book: Pick<StateBook, 'save'>;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
  /** Told of every saving that failed; its states are tried again. */
  readonly countFailure?: (() => void) | undefined;
}

/**
 * Saves what has changed of the customers' states every few seconds, and the planned changes that changed, and once more when the signal
 * aborts. Runs until then; never rejects: what cannot be saved is tried again with the next batch, logged at most once a minute, and counted.
 */
export async function saveStates(options: SavingOptions, signal: AbortSignal): Promise<void> {
  const { estate, book, clock, sleep, log, countFailure } = options;
  let loggedAt: EpochMs | undefined;

  /** Whether there may be more. */
  async function saveBatch(): Promise<boolean> {
    const states = estate.takeUnsaved(BATCH);
    const changes = estate.listUnsavedChanges();
    if (states.length === 0 && changes.length === 0) return false;
    try {
      await book.save(states, changes);
      estate.noteSavedChanges(changes);
      return states.length === BATCH;
    } catch (error) {
      estate.markUnsaved(states);
      countFailure?.();
      if (loggedAt === undefined || clock() - loggedAt >= LOG_EVERY_MS) {
        loggedAt = clock();
        const fields = { ...describeError(error), states: states.length };
        log.error(fields, "customers' states could not be saved");
      }
      return false;
    }
  }

  async function saveAll(): Promise<void> {
    while (await saveBatch());
  }

  while (!signal.aborted) {
    await sleep(EVERY_MS, signal).catch(() => undefined);
    if (!signal.aborted) await orAborted(saveAll(), signal).catch(() => undefined);
  }
  const ended = new AbortController();
  await Promise.race([saveAll(), sleep(LAST_MS, ended.signal).catch(() => undefined)]);
  ended.abort();
}
