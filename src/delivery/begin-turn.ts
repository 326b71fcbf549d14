import type { LRUCache } from 'lru-cache';
import { describeError } from '../log.ts';
import { DeliveryError } from './messenger.ts';
import type { ClaimedPlace } from './ports.ts';
import { LostClaim } from './record-progress.ts';
import type { Slot } from './slots.ts';
import type { TurnTakerOptions } from './take-turn.ts';
import { ParkError, type Turn, UnforeseenError } from './turn.ts';

export interface TurnWorld<Content> extends TurnTakerOptions<Content> {
  readonly slot: Slot;
  readonly signal: AbortSignal;
  /** Messages refused in a row, by place. */
  readonly refusals: LRUCache<number, number>;
}

/** How long a conversation is worked on before others get their turn, in milliseconds. */
const TURN_MS = 15_000;
/** After so long the claim may have run out: the process was stopped, or its machine slept. In milliseconds, less than the lease. */
const LATEST_MS = 30_000;
/** So many messages refused in a row are the conversation's fault. */
const MOST_REFUSALS = 5;

/** Begins a turn; `onAccepted` is called with every message that Teams took. */
export function beginTurn<Content>(
  place: ClaimedPlace,
  world: TurnWorld<Content>,
  onAccepted: () => void,
): Turn {
  const { messenger, queue, recorder, slot, signal, refusals, clock, log, isStopping, observe } = world;
  const beganAt = clock();
  const endsAt = beganAt + TURN_MS;

  async function send<T>(call: () => Promise<T>): Promise<T> {
    if (clock() - beganAt >= LATEST_MS) throw new LostClaim();
    try {
      const result = await slot.time(call);
      refusals.delete(place.id);
      onAccepted();
      return result;
    } catch (error) {
      if (error instanceof DeliveryError || signal.aborted) throw error;
      throw new UnforeseenError(error);
    }
  }

  async function keep(isOurs: Promise<boolean>): Promise<void> {
    if (!(await isOurs)) throw new LostClaim();
  }

  return {
    conversation: place.conversation,
    now: clock,
    hasTime: () => clock() < endsAt && !isStopping() && !signal.aborted,
    async post(conversation, message) {
      try {
        return await send(() => messenger.post(conversation, message, signal));
      } catch (error) {
        if (error instanceof DeliveryError && error.mayHaveArrived) observe({ kind: 'maybeTwice' });
        throw error;
      }
    },
    update: (conversation, messageId, message) =>
      send(() => messenger.update(conversation, messageId, message, signal)),
    async record(card, progress) {
      try {
        await recorder.record(place, card.id, progress);
      } catch (error) {
        if (progress.messageId !== undefined) observe({ kind: 'maybeTwice' });
        throw error;
      }
    },
    putOff: (card, until) => keep(queue.putOff(place, card, until)),
    async drop(card) {
      await keep(queue.drop(place, card.id));
      observe({ kind: 'dropped' });
    },
    refused(error) {
      const count = (refusals.get(place.id) ?? 0) + 1;
      refusals.set(place.id, count);
      log.warn(describeError(error), 'Teams does not take a living card, or what is told beside it.');
      observe({ kind: 'refused' });
      if (count < MOST_REFUSALS) return;
      refusals.delete(place.id);
      throw new ParkError('refused');
    },
    observe(kind, card) {
      observe(card ? { kind, delayMs: clock() - card.changedAt } : { kind });
    },
  };
}
