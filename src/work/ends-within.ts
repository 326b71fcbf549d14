import type { Sleep } from '../time.ts';

/** Whether the work ends within `ms` milliseconds; waits no longer. The work must not reject. */
export async function endsWithin(work: Promise<unknown>, ms: number, sleep: Sleep): Promise<boolean> {
  const ended = new AbortController();
  const late = sleep(ms, ended.signal).then(
    () => false,
    () => true,
  );
  const isEnded = await Promise.race([work.then(() => true), late]);
  ended.abort();
  return isEnded;
}
