import { describeError, type Log } from '../log.ts';
import type { SecretBook } from '../secrets.ts';
import type { Clock, EpochMs, Sleep } from '../time.ts';
import type { Consent, Consents } from './consents.ts';

const DAY_MS = 24 * 3_600_000;
/** From one look to the next. */
const LOOK_MS = 15 * 60_000;
/** Longest wait for somebody to be told. */
const TELL_MS = 60_000;

/** A sign-in that somebody has to see to. */
export type DueConsent = Pick<Consent, 'cloud' | 'expiresAt'> & { readonly state: 'due' | 'lapsed' };

export interface ConsentReminderOptions {
  readonly consents: Pick<Consents, 'list'>;
  /** Tells where operators read it. When it rejects, it is asked again at the next look. */
  readonly tell: (consent: DueConsent, signal: AbortSignal) => Promise<void>;
  /** Where replicas agree on who tells: no secret is put there. undefined: this process is alone. */
  readonly book: SecretBook | undefined;
  /** Tells this replica from the others. */
  readonly owner: string;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
}

interface Claim {
  giveBack(): Promise<void>;
}

/** Tells of sign-ins of partner users that lapse soon or have lapsed, each once a day. */
export interface ConsentReminder {
  start(): void;
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

export function createConsentReminder(options: ConsentReminderOptions): ConsentReminder {
  const { consents, tell, book, owner, clock, sleep, log } = options;
  const stopped = new AbortController();
  const toldAt = new Map<string, EpochMs>();
  let running: Promise<unknown> = Promise.resolve();

  /** Claims today's telling; undefined: it is done, or another replica's. Throws `StoreError`. */
  async function claim(key: string, now: EpochMs): Promise<Claim | undefined> {
    if (!book) {
      if (now < (toldAt.get(key) ?? 0) + DAY_MS) return undefined;
      toldAt.set(key, now);
      return { giveBack: async () => void toldAt.delete(key) };
    }
    const row = await book.get(key);
    if (row && now < row.at + DAY_MS) return undefined;
    const version = row?.version ?? 0;
    if (!(await book.put(key, `${owner} ${now}`, version, now))) return undefined;
    return {
      async giveBack() {
        const mine = await book.get(key);
        if (mine) await book.put(key, owner, mine.version, 0);
      },
    };
  }

  async function look(): Promise<void> {
    for (const { cloud, state, expiresAt } of await consents.list()) {
      if (state === 'ok') continue;
      // What has become worse is told at once.
      const claimed = await claim(`consent-reminder:${cloud}:${state}`, clock());
      if (!claimed) continue;
      const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(TELL_MS)]);
      try {
        await tell({ cloud, state, expiresAt }, signal);
      } catch (error) {
        await claimed.giveBack();
        throw error;
      }
    }
  }

  async function keepLooking(): Promise<void> {
    for (;;) {
      await sleep(LOOK_MS, stopped.signal);
      try {
        await look();
      } catch (error) {
        if (stopped.signal.aborted) return;
        log.warn(describeError(error), 'Nobody could be told of the sign-in of a partner user.');
      }
    }
  }

  return {
    start() {
      running = keepLooking().catch(() => {});
    },
    async stop() {
      stopped.abort();
      await running;
    },
  };
}
