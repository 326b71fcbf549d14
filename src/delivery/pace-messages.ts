import type { EpochMs } from '../time.ts';
import { type AskWindowsOptions, createAskWindows } from './ask-windows.ts';
import type { Conversation } from './conversation.ts';
import { placeOf } from './conversation-pauses.ts';
import { DeliveryError, type Messenger } from './messenger.ts';
import { PacedError } from './paced-error.ts';
import type { Reservation, SendWindows } from './ports.ts';
import { AHEAD_MS } from './reserve-room.ts';
import { createTurnstile } from './turnstile.ts';

/** Longest wait for the app's window and before it, and for the conversation's, in milliseconds. */
const WAIT_MS = 2_000;
const PLACE_WAIT_MS = 300;
/** Messages that wait their turn at most; who comes then is told to come again, in milliseconds. */
const MOST_WAITING = 500;
const COME_AGAIN_MS = 2_000;
/** What leaves later than this, in milliseconds, might meet those that follow: it asks again, a few times. The app's window leaves 25 for the way. */
const LATE_MS = 10;
const MOST_ASKS = 3;

/**
 * A messenger that keeps to the windows. A message waits up to 2 seconds where the app has sent enough: first come, first served, and one
 * alone asks for room, so that those who wait do not storm the store. For its own conversation it waits but a moment. Beyond that it throws
 * `PacedError`. A call ends within 13 seconds or with `signal`.
 */
export function createPacedMessenger(
  messenger: Messenger,
  windows: Pick<SendWindows, 'reserve'>,
  options: AskWindowsOptions,
): Messenger {
  const { clock, sleep } = options;
  const ask = createAskWindows(windows, options);
  const turnstile = createTurnstile();

  async function takeRoom(conversation: Conversation, signal: AbortSignal): Promise<void> {
    const place = placeOf(conversation);
    const giveUpAt = clock() + WAIT_MS;
    for (let granted = 0; ; ) {
      const reservation = await askInTurn(place, giveUpAt, signal);
      if (reservation.isGranted) {
        granted += 1;
        if (await waitFor(reservation.at, signal)) return;
        if (granted >= MOST_ASKS) return;
        continue;
      }
      const { until } = reservation;
      // Out of the row: the conversation's window is nobody else's.
      if (until > Math.min(clock() + PLACE_WAIT_MS, giveUpAt)) throw new PacedError(until);
      await sleep(Math.max(1, until - clock()), signal);
    }
  }

  /** Whether the moment was not missed. */
  async function waitFor(at: EpochMs, signal: AbortSignal): Promise<boolean> {
    if (at > clock()) await sleep(at - clock(), signal);
    return clock() - at <= LATE_MS;
  }

  /** Granted, or refused for the sake of the conversation. */
  async function askInTurn(place: string, giveUpAt: EpochMs, signal: AbortSignal): Promise<Reservation> {
    if (turnstile.waiting >= MOST_WAITING) throw new PacedError(clock() + COME_AGAIN_MS);
    await turnstile.enter(signal);
    try {
      for (;;) {
        const reservation = await ask(place, signal);
        if (reservation.isGranted || reservation.of === 'conversation') return reservation;
        if (reservation.until > giveUpAt) throw new PacedError(reservation.until);
        // A moment is given ahead: whoever comes half as early finds it free.
        await sleep(Math.max(1, reservation.until - AHEAD_MS / 2 - clock()), signal);
      }
    } finally {
      turnstile.leave();
    }
  }

  async function enter(conversation: Conversation, signal: AbortSignal): Promise<void> {
    try {
      await takeRoom(conversation, signal);
    } catch (error) {
      if (error instanceof DeliveryError || !signal.aborted) throw error;
      throw new DeliveryError('unavailable', 'Given up before its turn came.', { cause: error });
    }
  }

  return {
    async post(conversation, message, signal) {
      await enter(conversation, signal);
      return messenger.post(conversation, message, signal);
    },
    async update(conversation, messageId, message, signal) {
      await enter(conversation, signal);
      return messenger.update(conversation, messageId, message, signal);
    },
  };
}
