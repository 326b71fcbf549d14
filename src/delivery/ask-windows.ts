import { describeError, type Log } from '../log.ts';
import type { Clock, EpochMs, Sleep } from '../time.ts';
import { orAborted } from '../work/or-aborted.ts';
import { createFallbackWindows } from './fallback-windows.ts';
import type { Reservation, SendWindows } from './ports.ts';

export interface AskWindowsOptions {
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
}

/** Longest time the windows may take to answer, and how long they are left alone after they failed, in milliseconds. */
const ANSWER_MS = 1_000;
const LEAVE_ALONE_MS = 5_000;

/**
 * Asks the windows of all replicas. While these do not answer, a slower pace of this process alone stands for them: a message that comes
 * twice as late is better than none. Rejects only with the signal's reason.
 */
export function createAskWindows(
  windows: Pick<SendWindows, 'reserve'>,
  { clock, sleep, log }: AskWindowsOptions,
): (place: string, signal: AbortSignal) => Promise<Reservation> {
  const fallback = createFallbackWindows();
  let isOut = false;
  let askAgainAt: EpochMs = 0;

  async function ask(place: string, signal: AbortSignal): Promise<Reservation> {
    const ended = new AbortController();
    const late = new AbortController();
    sleep(ANSWER_MS, ended.signal).then(
      () => late.abort(new DOMException('The windows do not answer.', 'TimeoutError')),
      () => {},
    );
    try {
      return await orAborted(windows.reserve(place, clock()), AbortSignal.any([signal, late.signal]));
    } finally {
      ended.abort();
    }
  }

  return async (place, signal) => {
    signal.throwIfAborted();
    if (clock() < askAgainAt) return fallback.reserve(place, clock());
    try {
      const reservation = await ask(place, signal);
      if (reservation.isGranted) fallback.note(place, reservation.at);
      if (isOut) log.info({}, 'What was sent to Teams is counted over all replicas again.');
      isOut = false;
      return reservation;
    } catch (error) {
      signal.throwIfAborted();
      if (!isOut)
        log.error(describeError(error), 'What is sent to Teams cannot be counted; it is sent more slowly.');
      isOut = true;
      askAgainAt = clock() + LEAVE_ALONE_MS;
      return fallback.reserve(place, clock());
    }
  };
}
