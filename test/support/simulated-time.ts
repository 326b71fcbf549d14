import { setImmediate } from 'node:timers/promises';
import type { Clock, EpochMs, Sleep } from '../../src/time.ts';

/**
 * Time of a simulation: it moves from one sleeper to the next, and only when everybody has done all that can be done at an instant. The same
 * calls in the same order always end the same.
 */
export interface SimulatedTime {
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** Does `work` in `ms` milliseconds. */
  after(ms: number, work: () => void): void;
  /** The sleep of a process, until `end`: whoever sleeps then never wakes. */
  openProcess(): { readonly sleep: Sleep; end(): void };
  /** Work that takes turns of the event loop but no time, a database's for example. */
  atOnce<T>(work: () => Promise<T>): Promise<T>;
  /** Lets `ms` milliseconds pass. */
  pass(ms: number): Promise<void>;
}

interface Sleeper {
  readonly at: EpochMs;
  /** undefined: it was woken otherwise. */
  wake: (() => void) | undefined;
}

/** Turns of the event loop without any work before time goes on: one for those that let others have their turn, one that shows it. */
const QUIET_TURNS = 2;

export function createSimulatedTime(start: EpochMs): SimulatedTime {
  /** By instant; of the same instant in the order in which they fell asleep. */
  const sleepers: Sleeper[] = [];
  let now = start;
  let working = 0;

  function add(instant: EpochMs, wake: () => void): Sleeper {
    const at = Math.ceil(instant);
    const sleeper: Sleeper = { at, wake };
    let low = 0;
    let high = sleepers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sleepers[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    sleepers.splice(low, 0, sleeper);
    return sleeper;
  }

  function sleepUnless(isEnded: () => boolean, ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const giveUp = () => {
        sleeper.wake = undefined;
        reject(signal?.reason);
      };
      const sleeper = add(now + ms, () => {
        signal?.removeEventListener('abort', giveUp);
        if (!isEnded()) resolve();
      });
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Until nobody can do anything more without time. */
  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
      await setImmediate();
      if (working > 0) quiet = -1;
    }
  }

  return {
    clock: () => now,
    sleep: (ms, signal) => sleepUnless(() => false, ms, signal),
    after: (ms, work) => void add(now + ms, work),
    openProcess() {
      let isEnded = false;
      return {
        sleep: (ms, signal) => sleepUnless(() => isEnded, ms, signal),
        end() {
          isEnded = true;
        },
      };
    },
    async atOnce(work) {
      working += 1;
      try {
        return await work();
      } finally {
        working -= 1;
      }
    },
    async pass(ms) {
      const end = now + ms;
      await settle();
      for (let next = sleepers[0]; next !== undefined && next.at <= end; next = sleepers[0]) {
        sleepers.shift();
        if (next.wake === undefined) continue;
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = end;
    },
  };
}
