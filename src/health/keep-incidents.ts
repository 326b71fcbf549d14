import { setImmediate } from 'node:timers/promises';
import { type CustomerRef, customerKey } from '../customers/customer.ts';
import { describeError, type Log } from '../log.ts';
import type { Clock, EpochMs } from '../time.ts';
import type { IncidentArchive } from './archive.ts';
import { endWithDeadline } from './end-with-deadline.ts';
import type { Incident } from './incident.ts';
import { createRecordedBook } from './recorded-book.ts';
import { createSharedLoad } from './shared-load.ts';
import { sum } from './sizes.ts';

export interface KeeperOptions {
  readonly archive: Pick<IncidentArchive, 'record'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Told how many incidents were lost just now, for the metrics. */
  readonly countLoss?: (incidents: number) => void;
  /** Bound of what waits to be written, in characters; what many customers have in common counts once. Default 8 million. */
  readonly maxWaiting?: number;
  /** How long one write may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Cuts a write off after its time; replaced in tests. Default `AbortSignal.timeout`. */
  readonly createDeadline?: (ms: number) => AbortSignal;
  /** Called after every write, so that others get their turn: a database may block. Never rejects. Default: one round of the event loop. */
  readonly giveWay?: () => Promise<unknown>;
}

/** Brings what was read into the archive, behind the back of whoever asked. Nothing here throws or keeps anybody waiting. */
export interface Keeper {
  /**
   * Takes incidents in, to be written one customer after another. What was written for the customer within the hour, and has not changed,
   * is not written again. What finds no room, or cannot be written, is lost: counted, logged, and learnt at the next reading.
   */
  keep(customer: CustomerRef, incidents: readonly Incident[], seenAt: EpochMs): void;
  /** How many incidents were lost so far. */
  readonly lost: number;
  /** Ends when everything taken in is written, or the signal aborts: then what still waits is lost. */
  drain(signal: AbortSignal): Promise<void>;
}

interface Waiting {
  readonly customer: CustomerRef;
  readonly incidents: readonly Incident[];
  readonly seenAt: EpochMs;
}

const LOG_EVERY_MS = 60_000;

/** Creates a keeper over an archive. */
export function createKeeper(options: KeeperOptions): Keeper {
  const { archive, clock, log, countLoss, maxWaiting = 8_000_000, timeoutMs = 10_000 } = options;
  const { createDeadline = (ms) => AbortSignal.timeout(ms), giveWay = setImmediate } = options;
  const recorded = createRecordedBook(clock);
  const queue: Waiting[] = [];
  const load = createSharedLoad();
  let writing: Promise<void> | undefined;
  let lost = 0;
  let unlogged = 0;
  let loggedAt: EpochMs | undefined;

  const lose = (incidents: number, error: unknown) => {
    lost += incidents;
    unlogged += incidents;
    tryTo(() => countLoss?.(incidents));
    const now = clock();
    if (loggedAt !== undefined && now - loggedAt < LOG_EVERY_MS) return;
    const fields = { ...describeError(error), incidents: unlogged };
    loggedAt = now;
    unlogged = 0;
    tryTo(() => log.error(fields, 'Incidents could not be kept.'));
  };

  const write = async ({ customer, incidents, seenAt }: Waiting) => {
    const key = customerKey(customer);
    const fresh = recorded.selectNew(key, incidents);
    if (fresh.length === 0) return;
    try {
      await endWithDeadline(createDeadline(timeoutMs), () => archive.record(customer, fresh, seenAt));
      recorded.note(key, fresh);
    } catch (error) {
      lose(fresh.length, error);
    }
  };

  const writeAll = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      load.release(next.incidents);
      await write(next);
      await giveWay();
    }
    writing = undefined;
  };

  const giveUp = (reason: unknown) => {
    const left = sum(queue, ({ incidents }) => incidents.length);
    for (const { incidents } of queue) load.release(incidents);
    queue.length = 0;
    if (left > 0) lose(left, reason);
  };

  return {
    keep({ cloud, tenantId }, incidents, seenAt) {
      const customer = { cloud, tenantId };
      const fresh = recorded.selectNew(customerKey(customer), incidents);
      if (fresh.length === 0) return;
      // However large, one reading always fits into an empty queue.
      if (queue.length > 0 && load.size + load.measure(fresh) > maxWaiting) {
        lose(fresh.length, new Error('Too much waits to be written.'));
        return;
      }
      queue.push({ customer, incidents: fresh, seenAt });
      load.hold(fresh);
      writing ??= writeAll();
    },
    get lost() {
      return lost;
    },
    async drain(signal) {
      while (writing && !signal.aborted) {
        // It ends with the signal; a write that is under way is left to itself.
        const current = writing;
        await endWithDeadline(signal, () => current).catch(() => undefined);
      }
      if (signal.aborted) giveUp(signal.reason);
    },
  };
}

function tryTo(run: () => void): void {
  try {
    run();
  } catch {
    // Whoever listens to losses must not cause more of them.
  }
}
