import type { Log } from '../log.ts';
import type { Clock, EpochMs, Random, Sleep } from '../time.ts';
import type { RequestBook } from './ports.ts';
import { remind } from './remind.ts';
import { createRepeated, type Repeated } from './repeat.ts';

export interface RemindersOptions {
  readonly store: Pick<RequestBook, 'listDueReminders' | 'change' | 'forgetDrafts'>;
  /** Something changed: others have work. */
  readonly wake: () => void;
  /** How often due ones are looked for, in milliseconds. */
  readonly everyMs: number;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
}

/** Reminders read in one go. */
const PAGE = 50;
const DAY_MS = 86_400_000;
/** Drafts that nobody touched for so long are dropped. */
const DRAFT_MS = 30 * DAY_MS;

/**
 * Reminds of requests that are due, and drops old drafts once a day. Each reminder is one change of its request, which only the first of
 * several replicas makes.
 */
export function createReminders({ store, wake, clock, ...options }: RemindersOptions): Repeated {
  let forgottenAt: EpochMs | undefined;

  async function remindDue(signal: AbortSignal): Promise<void> {
    for (;;) {
      const due = await store.listDueReminders(clock(), PAGE);
      let reminded = 0;
      for (const { form } of due) {
        if (signal.aborted) return;
        const now = clock();
        const result = await store.change({ form }, { kind: 'bot' }, now, remind(now));
        if (result.kind === 'changed') reminded += 1;
      }
      if (reminded > 0) wake();
      // A page that brought nothing forward would be the same page again.
      if (due.length < PAGE || reminded === 0) return;
    }
  }

  async function forgetDrafts(): Promise<void> {
    const now = clock();
    if (forgottenAt !== undefined && now - forgottenAt < DAY_MS) return;
    await store.forgetDrafts(now - DRAFT_MS);
    forgottenAt = now;
  }

  return createRepeated({
    ...options,
    name: 'reminders',
    async run(signal) {
      await remindDue(signal);
      if (!signal.aborted) await forgetDrafts();
    },
  });
}
