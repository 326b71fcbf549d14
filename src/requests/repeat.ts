import type { Log } from '../log.ts';
import type { Random, Sleep } from '../time.ts';
import { endsWithin } from '../work/ends-within.ts';
import { orAborted } from '../work/or-aborted.ts';
import { createOutage } from '../work/outage.ts';

export interface RepeatOptions {
  /** What is done, for the log. */
  readonly name: string;
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly everyMs: number;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
}

/** Something that is done again and again. */
export interface Repeated {
  /** Returns at once; the first time is now. */
  start(): void;
  /** Ends within about 2 seconds. Never rejects. */
  stop(): Promise<void>;
}

const STOP_MS = 1_900;

/** Does something every `everyMs` milliseconds until it is stopped, whatever fails. */
export function createRepeated({ name, run, everyMs, sleep, random, log }: RepeatOptions): Repeated {
  const stopping = new AbortController();
  const { signal } = stopping;
  const outage = createOutage({ name, sleep, random, log });
  let running: Promise<void> | undefined;

  async function repeat(): Promise<void> {
    while (!signal.aborted) {
      try {
        await orAborted(run(signal), signal);
        outage.worked();
        await sleep(everyMs, signal);
      } catch (error) {
        if (!signal.aborted) outage.failed(error);
      }
      await outage.pause(signal);
    }
  }

  return {
    start() {
      running ??= repeat();
    },
    async stop() {
      stopping.abort();
      if (running) await endsWithin(running, STOP_MS, sleep);
    },
  };
}
