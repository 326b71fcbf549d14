import { LRUCache } from 'lru-cache';
import type { Sleep } from '../time.ts';
import { PacedError } from './paced-error.ts';
import type { ClaimedPlace } from './ports.ts';

/** How many places are worked on side by side. */
export interface Slots {
  /** How many more may be claimed. */
  readonly room: number;
  /** undefined: it is one of the slow ones, which have enough slots already. `leave` must be called in the end. */
  enter(place: Pick<ClaimedPlace, 'id' | 'failures'>): Slot | undefined;
}

export interface Slot {
  /** Runs one call to Teams. While it hangs, the place takes no slot from others. */
  time<T>(call: () => Promise<T>): Promise<T>;
  leave(): void;
}

export interface SlotsOptions {
  readonly sleep: Sleep;
  /** There is room for more. */
  readonly onRoom: () => void;
}

/** Places side by side, and how many of them may be slow ones: places that hung when last tried, or that failed at another process. */
export const MOST_PLACES = 64;
const MOST_SLOW = 16;
/** Calls that hang beside these: places nobody knew to be slow, when many break down at once. */
export const MOST_HANGING = 96;
/** From when a call hangs, in milliseconds: later than a paced message leaves that Teams then takes at its usual speed. */
const HANGS_MS = 4_000;
/** Places remembered; the one unused for longest is forgotten first. */
const MAX_REMEMBERED = 5_000;

/**
 * Keeps places that answer apart from those that do not, however many these are. A place known to be slow begins only where fewer than 16 slow ones
 * are at work. One that turns out to hang makes room for another at once: it costs the others what its message takes of the app's window,
 * and no time.
 */
export function createSlots({ sleep, onRoom }: SlotsOptions): Slots {
  /** Whether it hung when last tried: who refuses or throttles at once keeps nobody waiting. */
  const hung = new LRUCache<number, boolean>({ max: MAX_REMEMBERED });
  let working = 0;
  let slow = 0;
  let hanging = 0;

  return {
    get room() {
      return Math.max(0, MOST_PLACES - (working - Math.min(hanging, MOST_HANGING)));
    },
    enter({ id, failures }) {
      const wasSlow = hung.get(id) ?? failures > 0;
      if (wasSlow && slow >= MOST_SLOW) return undefined;
      let isSlow = wasSlow;
      let hangs = false;
      working += 1;
      if (wasSlow) slow += 1;

      function hang(): void {
        hangs = true;
        hanging += 1;
        if (!isSlow) slow += 1;
        isSlow = true;
        onRoom();
      }
      return {
        async time(call) {
          const ended = new AbortController();
          sleep(HANGS_MS, ended.signal).then(
            () => ended.signal.aborted || hang(),
            () => {},
          );
          try {
            const result = await call();
            hung.set(id, hangs);
            return result;
          } catch (error) {
            // Our own pace says nothing of Teams.
            if (!(error instanceof PacedError)) hung.set(id, hangs);
            throw error;
          } finally {
            ended.abort();
            if (hangs) hanging -= 1;
            hangs = false;
          }
        },
        leave() {
          working -= 1;
          if (isSlow) slow -= 1;
        },
      };
    },
  };
}
