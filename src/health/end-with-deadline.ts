import { ReadError } from '../errors.ts';

/** Ends with the signal, as a `timeout`, even where what runs under it is slow to notice. */
export async function endWithDeadline<T>(
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () =>
    reject(new ReadError('timeout', 'No answer in the time given.', { cause: signal.reason }));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([run(signal), promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
