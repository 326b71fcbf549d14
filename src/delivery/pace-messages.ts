import type { EpochMs } from '../time.ts';
import { type AskWindowsOptions, createAskWindows } from './ask-windows.ts';
import type { Conversation } from './conversation.ts';
import { placeOf } from './conversation-pauses.ts';
import { DeliveryError, type Messenger } from './messenger.ts';
import { PacedError } from './paced-error.ts';
import type { Reservation, SendWindows } from './ports.ts';
import { createTurnstile } from './turnstile.ts';

/** Longest wait for the app's window and before it, and for the conversation's, in milliseconds. */
const WAIT_MS = 2_000;
const PLACE_WAIT_MS = 300;
/** Messages that wait their turn at most; who comes then is told to come again, in milliseconds. */
const MOST_WAITING = 500;
const COME_AGAIN_MS = 2_000;

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
    for (;;) {
      const reservation = await askInTurn(place, giveUpAt, signal);
      if (reservation.isGranted) return;
      const { until } = reservation;
      // Out of the row: the conversation's window is nobody else's.
      if (until > Math.min(clock() + PLACE_WAIT_MS, giveUpAt)) throw new PacedError(until);
      await sleep(Math.max(1, until - clock()), signal);
    }
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
        await sleep(Math.max(1, reservation.until - clock()), signal);
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
