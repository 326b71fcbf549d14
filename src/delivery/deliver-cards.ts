import { LRUCache } from 'lru-cache';
import type { Log } from '../log.ts';
import type { Clock, EpochMs, Random, Sleep } from '../time.ts';
import { backoffMs } from '../work/backoff.ts';
import { createOutage } from '../work/outage.ts';
import { createWorkLoop, type Worker } from '../work/work-loop.ts';
import type { Messenger } from './messenger.ts';
import type { DeliveryObservation } from './observation.ts';
import type { ClaimedPlace, DeliveryQueue } from './ports.ts';
import { createProgressRecorder } from './record-progress.ts';
import type { DrawCard } from './show-living-card.ts';
import { createSlots, MOST_HANGING, MOST_PLACES } from './slots.ts';
import { createTurnTaker, RETRY } from './take-turn.ts';

export interface CardDeliveryOptions<Content> {
  readonly queue: DeliveryQueue<Content>;
  /** One that keeps Teams' windows, see `createPacedMessenger`. */
  readonly messenger: Messenger;
  readonly draw: DrawCard<Content>;
  /** A random id of this process. */
  readonly owner: string;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
  readonly observe: (observation: DeliveryObservation) => void;
  /** How often it looks unasked for what other replicas wrote and for what is due by time, in milliseconds. Default 1,000. */
  readonly everyMs?: number;
}

/**
 * In milliseconds: a turn begins its last message within 15 seconds, which takes 13 at most. What a process leaves that was killed is taken up
 * after the lease.
 */
const DEADLINE_MS = 30_000;
const LEASE_MS = 45_000;
/** Places that wait remembered; the one unused for longest is forgotten first. */
const MAX_WAITS = 5_000;

/**
 * Makes Teams show living cards as they are to be. Nothing is kept here that matters: whatever is behind in the store is shown, the newest
 * state of each card alone, by one worker at a time in each conversation, so that an older state never follows a newer one. A conversation that
 * fails, or must wait, holds up no other.
 */
export function createCardDelivery<Content>(options: CardDeliveryOptions<Content>): Worker {
  const { queue, owner, clock, sleep, random, log, everyMs = 1_000 } = options;
  let isStopping = false;
  const slots = createSlots({ sleep, onRoom: () => loop.wake() });
  const takeTurn = createTurnTaker({
    ...options,
    onWait: (place, until) => waits.set(place.id, until),
    recorder: createProgressRecorder({ queue, clock, sleep, random, recordMs: LEASE_MS - DEADLINE_MS }),
    outage: createOutage({ name: 'living cards', sleep, random, log }),
    isStopping: () => isStopping,
  });

  /** Something new makes a place due again, also one that is to be left alone. */
  const waits = new LRUCache<number, EpochMs>({ max: MAX_WAITS });

  async function run(place: ClaimedPlace, signal: AbortSignal): Promise<void> {
    const until = waits.get(place.id) ?? 0;
    if (until > clock()) return giveBack(place, until);
    const slot = slots.enter(place);
    if (slot === undefined) return giveBack(place, clock() + backoffMs(RETRY, place.failures, random));
    try {
      await takeTurn(place, slot, signal);
    } finally {
      slot.leave();
    }
  }

  const giveBack = (place: ClaimedPlace, notBefore: number) =>
    queue.release(place, { now: clock(), notBefore, failures: place.failures });

  const loop = createWorkLoop<ClaimedPlace>({
    ...{ name: 'living cards', owner, everyMs, clock, sleep, random, log },
    sideBySide: MOST_PLACES + MOST_HANGING,
    deadlineMs: DEADLINE_MS,
    leaseMs: LEASE_MS,
    async claim(claim) {
      const limit = Math.min(claim.limit, slots.room);
      return limit > 0 ? queue.claimPlaces({ ...claim, limit }) : [];
    },
    giveBack,
    run,
  });
  return {
    wake: loop.wake,
    start: loop.start,
    stop() {
      isStopping = true;
      return loop.stop();
    },
  };
}
