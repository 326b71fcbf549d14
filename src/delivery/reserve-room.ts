import type { EpochMs } from '../time.ts';
import type { Reservation } from './ports.ts';
import { KEPT_APP_WINDOWS, KEPT_CONVERSATION_WINDOWS, note, reserve, type SentLog } from './rate-windows.ts';

/** What was sent into a conversation, and by the app. */
export interface SentLogs {
  readonly app: SentLog;
  readonly place: SentLog;
}

/**
 * A message is given a moment this far ahead at the least, in milliseconds, so that it still leaves in time when the answer is slow; and this
 * far at the most, so that what a process that dies had reserved is little.
 */
const LEAD_MS = 20;
export const AHEAD_MS = 120;

/**
 * Gives a message the first moment at which every window of its conversation and of the app has room, where that is near: then the app's window
 * is used up although whoever asks is late. `next` is what was sent with it; undefined: nothing changes. Otherwise it tells from when on there
 * is such a moment.
 */
export function reserveRoom(
  { app, place }: SentLogs,
  now: EpochMs,
): { readonly result: Reservation; readonly next: SentLogs | undefined } {
  const at = Math.max(
    freeFrom(app, now + LEAD_MS, KEPT_APP_WINDOWS),
    freeFrom(place, now + LEAD_MS, KEPT_CONVERSATION_WINDOWS),
  );
  if (at <= now + AHEAD_MS) return { result: { isGranted: true, at }, next: noteSent({ app, place }, at) };
  const placeAt = freeFrom(place, now + LEAD_MS, KEPT_CONVERSATION_WINDOWS);
  const of = placeAt === at ? 'conversation' : 'app';
  return { result: { isGranted: false, until: at, of }, next: undefined };
}

/** Counts a message that is sent in any case. */
export function noteSent({ app, place }: SentLogs, at: EpochMs): SentLogs {
  return { app: note(app, at, KEPT_APP_WINDOWS), place: note(place, at, KEPT_CONVERSATION_WINDOWS) };
}

function freeFrom(sent: SentLog, at: EpochMs, windows: Parameters<typeof reserve>[2]): EpochMs {
  const asked = reserve(sent, at, windows);
  return asked.isGranted ? at : asked.until;
}
