import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from './log.ts';
import type { Clock, Random, Sleep } from './time.ts';

/** What the app takes from its surroundings; tests replace them one by one. */
export interface Surroundings {
  readonly log: Log;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly fetch: typeof fetch;
}

/** The surroundings of a real process. */
export function createSurroundings(log: Log): Surroundings {
  return {
    log,
    clock: Date.now,
    sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
    random: Math.random,
    fetch: (input, init) => fetch(input, init),
  };
}
