import { describeError, type Log } from '../log.ts';
import type { Clock, EpochMs, Sleep } from '../time.ts';
import type { Hurry, HurryBook } from './ports.ts';

const EVERY_MS = 1_000;
/** Clocks of replicas differ a little, and what is written late bears an earlier instant: looked at again, which does no harm. */
const OVERLAP_MS = 5_000;
const LOG_EVERY_MS = 60_000;

/** Passes on every hurry, whichever replica wrote it, within about a second. Runs until the signal aborts; never rejects. */
export async function followHurries(
  {
    hurries,
    hurry,
    clock,
    sleep,
    log,
  }: {
    readonly hurries: Pick<HurryBook, 'listSince'>;
    readonly hurry: (hurry: Hurry) => void;
    readonly clock: Clock;
    readonly sleep: Sleep;
    readonly log: Log;
  },
  signal: AbortSignal,
): Promise<void> {
  let since: EpochMs = clock();
  let seen = new Set<string>();
  let loggedAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    await sleep(EVERY_MS, signal).catch(() => {});
    if (signal.aborted) return;
    try {
      const found = await hurries.listSince(since - OVERLAP_MS);
      const keys = new Set(found.map((one) => JSON.stringify(one)));
      for (const one of found) if (!seen.has(JSON.stringify(one))) hurry(one);
      seen = keys;
      // Never ahead of our own clock: a replica whose clock is ahead would hide what others write.
      since = Math.max(since, ...found.map(({ at }) => Math.min(at, clock())));
    } catch (error) {
      if (clock() - loggedAt < LOG_EVERY_MS) continue;
      loggedAt = clock();
      log.warn(
        describeError(error),
        'What was to be read before its turn is not known; it is read in its turn.',
      );
    }
  }
}
