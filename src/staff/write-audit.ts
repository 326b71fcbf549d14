import type { Log } from '../log.ts';
import type { Clock, Sleep } from '../time.ts';
import { backoffMs } from '../work/backoff.ts';
import { endsWithin } from '../work/ends-within.ts';
import { createOutage } from '../work/outage.ts';
import type { AuditBook, AuditTrail } from './audit.ts';
import { createAuditQueue, type WaitingEntry } from './audit-queue.ts';
import { AuditUnkept } from './audit-unkept.ts';
import { createLostNotes, makeLostEntry } from './lost-notes.ts';

/** What happens to lines, for figures: `waited` is how long a transaction took, in milliseconds. */
export type AuditEvent =
  | { readonly kind: 'kept'; readonly lines: number; readonly waited: number }
  | { readonly kind: 'failed' }
  | { readonly kind: 'lost'; readonly lines: number };

export interface AuditTrailOptions {
  readonly book: Pick<AuditBook, 'append'>;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
  readonly observe?: (event: AuditEvent) => void;
}

export interface WrittenTrail extends AuditTrail {
  /** Writes what waits, within 1 second; what comes afterwards is lost. Never rejects. */
  stop(): Promise<void>;
}

/** Entries that wait at most; beyond it the oldest notes go. */
const MOST_WAITING = 10_000;
/** Entries of one transaction. */
const MOST_AT_ONCE = 500;
/** How long whoever waits for a line waits at most, in milliseconds. */
const RECORD_MS = 3_000;
/** How long notes wait for others, in milliseconds. */
const GATHER_MS = 50;
/** Shorter than `RECORD_MS`: whoever waits has more than one try. */
const PAUSE = { firstMs: 100, mostMs: 1_000 };
const STOP_MS = 1_000;

/**
 * Writes the trail, one transaction after the other: what comes while one is under way waits for the next, so that many lines need few of them.
 * Lines are kept in the order in which they came. One may be kept twice: when the connection was lost while its transaction ended.
 */
export function createAuditTrail({ book, clock, sleep, log, observe }: AuditTrailOptions): WrittenTrail {
  const queue = createAuditQueue(MOST_WAITING);
  const lost = createLostNotes({ clock, log });
  const outage = createOutage({ name: 'audit trail', sleep, random: () => 0, log });
  let working: Promise<void> | undefined;
  let writing: { readonly items: readonly WaitingEntry[]; readonly ending: AbortController } | undefined;
  let gathering: AbortController | undefined;
  let pausing: AbortController | undefined;
  let lastError: unknown;
  let state: 'open' | 'stopping' | 'over' = 'open';

  function lose(lines: number): void {
    if (lines === 0) return;
    lost.add(lines);
    observe?.({ kind: 'lost', lines });
  }

  /** Works as long as something waits. Never rejects. */
  async function work(): Promise<void> {
    let failures = 0;
    while (queue.length > 0 && state !== 'over') {
      if (state === 'open' && !queue.isAwaited && queue.length < MOST_AT_ONCE) {
        gathering = new AbortController();
        await sleep(GATHER_MS, gathering.signal).catch(() => {});
        gathering = undefined;
      }
      if (await write(queue.take(MOST_AT_ONCE))) {
        failures = 0;
        continue;
      }
      pausing = new AbortController();
      const pauseMs = state === 'open' ? backoffMs(PAUSE, failures, () => 0) : PAUSE.firstMs;
      await sleep(pauseMs, pausing.signal).catch(() => {});
      pausing = undefined;
      failures += 1;
    }
    working = undefined;
  }

  async function write(items: readonly WaitingEntry[]): Promise<boolean> {
    // Everybody may have given up meanwhile.
    if (items.length === 0) return true;
    const entries = items.map(({ entry }) => entry);
    const told = lost.untold;
    if (told > 0) entries.unshift(makeLostEntry(told, clock()));
    const ending = new AbortController();
    writing = { items, ending };
    const since = clock();
    try {
      await book.append(entries, ending.signal);
    } catch (error) {
      lastError = error;
      outage.failed(error);
      observe?.({ kind: 'failed' });
      lose(queue.putBack(items));
      return false;
    } finally {
      writing = undefined;
    }
    outage.worked();
    lost.tell(told);
    lost.log();
    observe?.({ kind: 'kept', lines: entries.length, waited: clock() - since });
    for (const { waiter } of items) waiter?.resolve();
    return true;
  }

  function add(item: WaitingEntry): boolean {
    const gone = state === 'open' && queue.add(item);
    if (gone === false) return false;
    lose(gone);
    working ??= work();
    if (item.waiter) gathering?.abort();
    return true;
  }

  /** It is not written later; one that is being written goes back with its transaction, which is tried again without it. */
  function giveUp(item: WaitingEntry): void {
    item.isGivenUp = true;
    queue.remove(item);
    const isUnderWay = writing?.items.includes(item) ?? false;
    if (isUnderWay) writing?.ending.abort();
    item.waiter?.reject(
      isUnderWay
        ? new AuditUnkept(
            'The store did not say in time whether it kept a line of the audit trail.',
            lastError,
          )
        : new AuditUnkept('The store could not keep a line of the audit trail in time.', lastError),
    );
  }

  return {
    async record(entry) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const item: WaitingEntry = { entry, waiter: { resolve, reject }, isGivenUp: false };
      if (!add(item)) throw new AuditUnkept('The audit trail takes no more lines now.', lastError);
      const ended = new AbortController();
      sleep(RECORD_MS, ended.signal).then(
        () => giveUp(item),
        () => {},
      );
      try {
        await promise;
      } finally {
        ended.abort();
      }
    },
    note(entry) {
      if (!add({ entry, waiter: undefined, isGivenUp: false })) lose(1);
    },
    async stop() {
      if (state !== 'open') return;
      state = 'stopping';
      gathering?.abort();
      pausing?.abort();
      if (working) await endsWithin(working, STOP_MS, sleep);
      state = 'over';
      const left = [...(writing?.items ?? []), ...queue.take(MOST_WAITING)];
      for (const item of left) if (item.waiter) giveUp(item);
      writing?.ending.abort();
      lose(left.filter(({ waiter }) => waiter === undefined).length);
      lost.log();
    },
  };
}
