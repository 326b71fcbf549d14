import { NotAllowed } from '../../staff/not-allowed.ts';
import type { Clock } from '../../time.ts';
import { orAborted } from '../../work/or-aborted.ts';

/** How long one answer waits in all for what it could do without, in milliseconds: Teams wants a pressed button answered within a second. */
const PATIENCE_MS = 600;
/** The same for what was typed. */
const TYPED_PATIENCE_MS = 5_000;
/** What is at hand gets this long in any case. */
const LEAST_MS = 30;

/** The patience of one answer, however many things it waits for, one after the other. */
export interface Patience {
  /** Ends when the patience does; never before what is at hand could answer. */
  createSignal(): AbortSignal;
}

export function createPatience(clock: Clock, isTyped = false): Patience {
  const most = isTyped ? TYPED_PATIENCE_MS : PATIENCE_MS;
  const until = clock() + most;
  return {
    createSignal: () => AbortSignal.timeout(Math.min(most, Math.max(LEAST_MS, until - clock()))),
  };
}

/** What `work` brings in time; undefined when it is late or fails. The work goes on behind. Throws `NotAllowed`: that is no failure. */
export async function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  // A failure after the wait is nobody's any more.
  work.catch(() => {});
  try {
    return await orAborted(work, signal);
  } catch (error) {
    if (error instanceof NotAllowed) throw error;
    return undefined;
  }
}
