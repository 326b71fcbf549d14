import { LRUCache } from 'lru-cache';
import type { Clock, Random, Sleep } from '../time.ts';
import { backoffMs } from '../work/backoff.ts';
import type { ClaimedWork } from '../work/claims.ts';
import type { CardProgress, DeliveryQueue, PendingCard } from './ports.ts';

/** Another process has the conversation now: whatever is left to do there is for that one. */
export class LostClaim extends Error {
  constructor() {
    super('The claim on the conversation is lost.');
    this.name = 'LostClaim';
  }
}

/** Writes down what Teams has accepted. */
export interface ProgressRecorder {
  /** Throws `LostClaim`; or what the store throws, when it goes on failing until the claim is about to run out. */
  record(place: ClaimedWork, card: number, progress: CardProgress): Promise<void>;
  /** What could not be written of a card, unless another process has shown it since. It is not told of again. */
  takeUnrecorded(card: Pick<PendingCard<unknown>, 'id' | 'shown' | 'told'>): CardProgress | undefined;
}

export interface ProgressRecorderOptions {
  readonly queue: Pick<DeliveryQueue<unknown>, 'record'>;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  /** How long it is tried to write, in milliseconds: as long as a claim outlives the work. */
  readonly recordMs: number;
}

const AGAIN = { firstMs: 100, mostMs: 2_000 };
/** Cards remembered that could not be written of; the one unused for longest is forgotten first. */
const MAX_UNRECORDED = 1_000;

/**
 * What Teams has accepted must not be sent again: a store that fails in between is asked again and again, and what it would not take is
 * remembered until it does.
 */
export function createProgressRecorder(options: ProgressRecorderOptions): ProgressRecorder {
  const { queue, clock, sleep, random, recordMs } = options;
  const unrecorded = new LRUCache<number, CardProgress>({ max: MAX_UNRECORDED });

  async function write(place: ClaimedWork, card: number, progress: CardProgress): Promise<boolean> {
    const giveUpAt = clock() + recordMs;
    for (let failures = 0; ; failures += 1) {
      try {
        return await queue.record(place, card, progress);
      } catch (error) {
        const waitMs = backoffMs(AGAIN, failures, random);
        if (clock() + waitMs >= giveUpAt) throw error;
        await sleep(waitMs);
      }
    }
  }

  return {
    async record(place, card, progress) {
      const isOurs = await write(place, card, progress).catch((error: unknown) => {
        unrecorded.set(card, { ...unrecorded.get(card), ...progress });
        throw error;
      });
      if (!isOurs) throw new LostClaim();
    },
    takeUnrecorded({ id, shown, told }) {
      const progress = unrecorded.get(id);
      unrecorded.delete(id);
      const isNews =
        (progress?.shown ?? 0) > shown || (progress?.told ?? 0) > told || progress?.notice !== undefined;
      return isNews ? progress : undefined;
    },
  };
}
