/**
 * The work's result, or the signal's reason as soon as it aborts. The work is left behind then: botbuilder cannot be interrupted while it
 * signs in.
 */
export async function endWith<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const ended = Promise.withResolvers<never>();
  const end = () => ended.reject(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
