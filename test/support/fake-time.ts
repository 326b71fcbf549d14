import type { Clock, Sleep } from '../../src/time.ts';

/** Time that passes only when somebody sleeps, or when the test says so. */
export interface FakeTime {
  readonly clock: Clock;
  /** Returns at once, having moved the clock on. */
  readonly sleep: Sleep;
  /** Every wait asked for, in milliseconds. */
  readonly waits: readonly number[];
  advance(ms: number): void;
}

export function createFakeTime(now = Date.parse('2026-11-21T10:00:00Z')): FakeTime {
  const waits: number[] = [];
  return {
    clock: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      waits.push(ms);
      now += ms;
    },
    waits,
    advance(ms) {
      now += ms;
    },
  };
}
