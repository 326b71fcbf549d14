/** What ends a turn before its time. */
export interface TurnLimit {
  readonly signal: AbortSignal;
  /** To be called when the turn is over. */
  end(): void;
}

/**
 * Ends with `stop`, or with the deadline. By hand: `AbortSignal.any` and `AbortSignal.timeout` leave timers and weak references behind for as
 * long as a turn might have taken, which of a round of all customers are thousands at any time. `createDeadline`: in tests, what ends it
 * instead of a timer.
 */
export function limitTurn(
  stop: AbortSignal,
  ms: number,
  createDeadline: ((ms: number) => AbortSignal) | undefined,
): TurnLimit {
  const abort = new AbortController();
  const given = createDeadline?.(ms);
  const onStop = () => abort.abort(stop.reason);
  const onTime = () =>
    abort.abort(given?.reason ?? new DOMException('The turn took too long.', 'TimeoutError'));
  const timer = given === undefined ? setTimeout(onTime, ms) : undefined;
  timer?.unref();
  if (stop.aborted) onStop();
  if (given?.aborted) onTime();
  stop.addEventListener('abort', onStop, { once: true });
  given?.addEventListener('abort', onTime, { once: true });
  return {
    signal: abort.signal,
    end() {
      clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
      given?.removeEventListener('abort', onTime);
    },
  };
}
