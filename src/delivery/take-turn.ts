import { LRUCache } from 'lru-cache';
import { describeError } from '../log.ts';
import type { EpochMs } from '../time.ts';
import { backoffMs } from '../work/backoff.ts';
import type { Outage } from '../work/outage.ts';
import { beginTurn } from './begin-turn.ts';
import type { CardDeliveryOptions } from './deliver-cards.ts';
import { DeliveryError } from './messenger.ts';
import { PacedError } from './paced-error.ts';
import type { ClaimedPlace, PendingCard } from './ports.ts';
import { LostClaim, type ProgressRecorder } from './record-progress.ts';
import { type DrawnCard, showLivingCard } from './show-living-card.ts';
import type { Slot } from './slots.ts';
import { ParkError, type Turn, UnforeseenError } from './turn.ts';

export interface TurnTakerOptions<Content> extends CardDeliveryOptions<Content> {
  readonly recorder: ProgressRecorder;
  readonly outage: Outage;
  /** Nothing is to be sent there before then. */
  readonly onWait: (place: ClaimedPlace, until: EpochMs) => void;
  /** Nothing more is begun. */
  readonly isStopping: () => boolean;
}

/** Cards of one conversation before others get their turn. */
const MOST_CARDS = 25;
/** After Teams or the network failed, by failures of the conversation in a row; and after a slip of ours, by card. */
export const RETRY = { firstMs: 2_000, mostMs: 60_000 };
const REDRAW = { firstMs: 5_000, mostMs: 300_000 };
/** After the store failed, in milliseconds. */
const STORE_AGAIN_MS = 1_000;
/** The longest wait taken over from an answer, in milliseconds: the longest of Teams' windows. */
const LONGEST_WAIT_MS = 3_600_000;
/** Places and cards remembered that failed; the one unused for longest is forgotten first. */
const MAX_REMEMBERED = 5_000;

/**
 * Returns what shows the cards of a claimed conversation, one after the other, until none is due, the conversation must wait, or others are to
 * have their turn; then it ends the claim. It rejects when it was aborted before, or when the store fails.
 */
export function createTurnTaker<Content>(
  options: TurnTakerOptions<Content>,
): (place: ClaimedPlace, slot: Slot, signal: AbortSignal) => Promise<void> {
  const { queue, draw, recorder, outage, clock, random, log, observe, onWait } = options;
  const refusals = new LRUCache<number, number>({ max: MAX_REMEMBERED });
  const slips = new LRUCache<number, number>({ max: MAX_REMEMBERED });

  async function showCards(place: ClaimedPlace, turn: Turn): Promise<void> {
    for (let cards = 0; cards < MOST_CARDS && turn.hasTime(); cards += 1) {
      const card = await queue.nextCard(place, clock());
      if (card === undefined) return;
      const unrecorded = recorder.takeUnrecorded(card);
      if (unrecorded) await turn.record(card, unrecorded);
      else await showOne(card, turn);
    }
  }

  /** A slip with one card is no reason to keep the others waiting. */
  async function showOne(card: PendingCard<Content>, turn: Turn): Promise<void> {
    try {
      await showLivingCard(card, await drawOne(card), turn);
      slips.delete(card.id);
    } catch (error) {
      if (!(error instanceof UnforeseenError)) throw error;
      const before = slips.get(card.id) ?? 0;
      slips.set(card.id, before + 1);
      log.error(describeError(error), 'A living card could not be shown.');
      observe({ kind: 'failed' });
      await turn.putOff(card, clock() + backoffMs(REDRAW, before, random));
    }
  }

  async function drawOne(card: PendingCard<Content>): Promise<DrawnCard> {
    try {
      return await draw(card);
    } catch (error) {
      // Who draws may say that it is not the time, or not the people, to show it.
      throw error instanceof PacedError || error instanceof ParkError ? error : new UnforeseenError(error);
    }
  }

  async function endFailed(place: ClaimedPlace, failures: number, error: unknown): Promise<void> {
    const now = clock();
    if (error instanceof LostClaim) return;
    if (error instanceof ParkError) return park(place, error.reason, error);
    if (error instanceof PacedError) {
      observe({ kind: 'paced' });
      onWait(place, error.retryAt);
      return queue.release(place, { now, notBefore: error.retryAt, failures });
    }
    if (!(error instanceof DeliveryError)) {
      // Rather than leave it to its lease; whoever asked the store hears of the first failure in any case.
      await queue.release(place, { now, notBefore: now + STORE_AGAIN_MS, failures }).catch(() => {});
      throw error;
    }
    const { code, retryAt = 0 } = error;
    if (code === 'gone' || code === 'blocked') return park(place, code, error);
    if (code === 'unavailable') outage.failed(error);
    observe({ kind: code === 'throttled' ? 'throttled' : 'failed' });
    const notBefore =
      retryAt > now ? Math.min(retryAt, now + LONGEST_WAIT_MS) : now + backoffMs(RETRY, failures, random);
    onWait(place, notBefore);
    return queue.release(place, { now, notBefore, failures: failures + 1 });
  }

  async function park(place: ClaimedPlace, reason: ParkError['reason'], error: Error): Promise<void> {
    await queue.park(place, reason, clock());
    log.warn({ ...describeError(error), reason }, 'No living cards are posted into a conversation any more.');
    observe({ kind: 'parked' });
  }

  return async (place, slot, signal) => {
    let { failures } = place;
    const turn = beginTurn(place, { ...options, slot, signal, refusals }, () => {
      if (failures > 0) outage.worked();
      failures = 0;
    });
    try {
      await showCards(place, turn);
    } catch (error) {
      if (signal.aborted && !(error instanceof LostClaim)) throw error;
      return endFailed(place, failures, error);
    }
    const now = clock();
    await queue.release(place, { now, notBefore: now, failures });
  };
}
