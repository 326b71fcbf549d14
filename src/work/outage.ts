import { describeError, type Log } from '../log.ts';
import type { Random, Sleep } from '../time.ts';
import { backoffMs } from './backoff.ts';

/** Failures in a row of something that is tried again and again: logged once, with longer and longer pauses. */
export interface Outage {
  failed(error: unknown): void;
  /** It is over, if there was one. */
  worked(): void;
  /** Waits when something failed since the last pause: 1 second, and up to 30. Never rejects. */
  pause(signal: AbortSignal): Promise<void>;
}

export interface OutageOptions {
  /** What fails, for the log. */
  readonly name: string;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
}

const PAUSE = { firstMs: 1_000, mostMs: 30_000 };

export function createOutage({ name, sleep, random, log }: OutageOptions): Outage {
  let isOut = false;
  let hasFailed = false;
  let pauses = 0;
  return {
    failed(error) {
      if (!isOut) log.error({ ...describeError(error), work: name }, 'Work behind the answers fails.');
      isOut = true;
      hasFailed = true;
    },
    worked() {
      if (isOut) log.info({ work: name }, 'Work behind the answers goes on.');
      isOut = false;
      hasFailed = false;
      pauses = 0;
    },
    async pause(signal) {
      if (!hasFailed) return;
      hasFailed = false;
      await sleep(backoffMs(PAUSE, pauses, random), signal).catch(() => {});
      pauses += 1;
    },
  };
}
