import { orAborted } from '../../customers/or-aborted.ts';

/** How long an answer waits for what it could do without, in milliseconds: Teams wants a pressed button answered within a second. */
export const SHORT_WAIT_MS = 600;

/** What `work` brings in time; undefined when it is late or fails. The work goes on behind. */
export async function within<T>(work: Promise<T>, ms: number = SHORT_WAIT_MS): Promise<T | undefined> {
  // A failure after the wait is nobody's any more.
  work.catch(() => {});
  try {
    return await orAborted(work, AbortSignal.timeout(ms));
  } catch {
    return undefined;
  }
}
