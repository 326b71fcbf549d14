import type { Clock, EpochMs } from '../../time.ts';
import type { Pace } from './pace.ts';

/** Whether this one may go now; who may not keeps its place in the queue by asking again. */
export type FairPace = (who: object) => boolean;

export interface FairPaceOptions {
  readonly pace: Pace;
  /** The further back in the queue, the more of the pace is left to others; from this place on, `kept`. */
  readonly first: number;
  readonly kept: number;
  readonly clock: Clock;
}

/** Who has not asked for so long has left the queue, in milliseconds. */
const LEFT_MS = 3_600_000;

/**
 * Where more ask than may go, those that wait the longest go first. Customers ask once a round each, in the same order: without this the
 * same ones would be lucky every time.
 */
export function createFairPace({ pace, first, kept, clock }: FairPaceOptions): FairPace {
  /** When each last asked, in the order in which they began to wait. */
  const queue = new Map<object, EpochMs>();

  /** From 0; not above `first`. */
  function findPlace(who: object): number {
    let place = 0;
    for (const [one, askedAt] of queue) {
      if (one === who || place === first) break;
      if (clock() - askedAt > LEFT_MS) queue.delete(one);
      else place += 1;
    }
    return place;
  }

  return (who) => {
    queue.set(who, clock());
    if (!pace(Math.floor((kept * findPlace(who)) / first))) return false;
    queue.delete(who);
    return true;
  };
}
