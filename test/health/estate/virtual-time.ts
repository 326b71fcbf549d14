import { setImmediate } from 'node:timers/promises';
import type { Clock, Sleep } from '../../../src/time.ts';

/** Time in which many may sleep side by side; it moves only when the test says so. */
export interface VirtualTime {
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** A signal that aborts as time passes, like `AbortSignal.timeout`. */
  readonly createDeadline: (ms: number) => AbortSignal;
  /** Lets `ms` milliseconds pass, waking every sleeper at its instant and letting it do all it can before time goes on. */
  pass(ms: number): Promise<void>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function createVirtualTime(now = Date.parse('2026-11-21T10:00:00Z')): VirtualTime {
  let sleepers: Sleeper[] = [];
  return {
    clock: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const give = () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener('abort', give);
          resolve();
        };
        const sleeper = { at: now + ms, wake };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', give, { once: true });
      }),
    createDeadline(ms) {
      const controller = new AbortController();
      const wake = () => controller.abort(new DOMException('Too late.', 'TimeoutError'));
      sleepers.push({ at: now + ms, wake });
      return controller.signal;
    },
    async pass(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = sleepers.reduce<Sleeper | undefined>(
          (first, one) => (first === undefined || one.at < first.at ? one : first),
          undefined,
        );
        if (next === undefined || next.at > end) break;
        sleepers = sleepers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = end;
    },
  };
}

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 4; round += 1) await setImmediate();
}
