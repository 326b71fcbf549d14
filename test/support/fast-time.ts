import { setTimeout as wait } from 'node:timers/promises';
import type { Clock, EpochMs, Sleep } from '../../src/time.ts';

/** Real time that passes `speed` times as fast since `since`: the same in every process. */
export function createFastTime(
  speed: number,
  since: EpochMs,
): { readonly clock: Clock; readonly sleep: Sleep } {
  return {
    clock: () => Math.round(since + (Date.now() - since) * speed),
    sleep: (ms, signal) => wait(ms / speed, undefined, signal ? { signal } : {}),
  };
}
