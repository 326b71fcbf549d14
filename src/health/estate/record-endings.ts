import { LRUCache } from 'lru-cache';
import type { CloudName } from '../../clouds.ts';
import type { CustomerRef } from '../../customers/customer.ts';
import { describeError, type Log } from '../../log.ts';
import type { Clock, EpochMs, Sleep } from '../../time.ts';
import { endWithDeadline } from '../end-with-deadline.ts';
import type { Incident } from '../incident.ts';
import type { Keeper } from '../keep-incidents.ts';
import type { ServiceCommunications } from '../ports.ts';
import { type Departure, joinCustomers } from './departures.ts';
import type { KeptEstate } from './estate.ts';
import { createPace } from './pace.ts';
import { createSlots } from './slots.ts';

const EVERY_MS = 1_000;
const TIMEOUT_MS = 15_000;
const SIDE_BY_SIDE = 4;
/** Askings for one ending at most, ever longer apart. */
const MOST_TRIES = 6;
const FIRST_RETRY_MS = 60_000;
/** An incident that left some customers and is still open for others is asked about again after this time at the earliest. */
const STILL_OPEN_MS = 60_000;
/** Endings remembered for customers that are read later, and incidents whose ending is still to be read. */
const MOST_ENDINGS = 1_000;
const LOG_EVERY_MS = 3_600_000;

interface Waiting {
  readonly cloud: CloudName;
  readonly incident: Incident;
  customers: readonly CustomerRef[];
  dueAt: EpochMs;
  tries: number;
}

export interface EndingsOptions {
  readonly estate: Pick<KeptEstate, 'takeDepartures' | 'findOpen' | 'close'>;
  readonly source: Pick<ServiceCommunications, 'findIncident'>;
  readonly keep: Keeper['keep'];
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
  readonly createDeadline: (ms: number) => AbortSignal;
}

/**
 * When Microsoft 365 no longer lists an incident as open, reads how it ended, once and through one of the customers that had it, keeps
 * that, and takes it off the lists of all others. Azure lists its ended events by itself. Runs until the signal aborts; never rejects.
 */
export async function recordEndings(options: EndingsOptions, signal: AbortSignal): Promise<void> {
  const { estate, source, keep, clock, sleep, log, createDeadline } = options;
  const waiting = new Map<string, Waiting>();
  const ended = new LRUCache<string, Incident>({ max: MOST_ENDINGS });
  const openAt = new LRUCache<string, EpochMs>({ max: MOST_ENDINGS });
  const slots = createSlots(SIDE_BY_SIDE);
  const mayLog = createPace({ everyMs: LOG_EVERY_MS, burst: 1 }, clock);

  function takeIn({ cloud, incident, customers }: Departure): void {
    if (incident.source !== 'microsoft365') return;
    const key = `${cloud}:${incident.id}`;
    const known = waiting.get(key);
    if (known) known.customers = joinCustomers(known.customers, customers);
    else if (waiting.size < MOST_ENDINGS) {
      const dueAt = (openAt.get(key) ?? Number.NEGATIVE_INFINITY) + STILL_OPEN_MS;
      waiting.set(key, { cloud, incident, customers, dueAt, tries: 0 });
    } else if (mayLog()) {
      log.warn(
        { waiting: waiting.size },
        'too many incidents ended at once: how some of them did is not read',
      );
    }
  }

  async function findEnding(key: string, one: Waiting): Promise<void> {
    const { cloud, incident, customers } = one;
    const asker = customers[one.tries % customers.length];
    if (asker === undefined) return;
    const bounded = AbortSignal.any([signal, createDeadline(TIMEOUT_MS)]);
    const answer = await endWithDeadline(bounded, () => source.findIncident(asker, incident.id, bounded));
    if (!answer) return;
    const isListed = () => estate.findOpen(incident.id).some((open) => open.cloud === cloud);
    const found = answer.isResolved && !isListed() ? dateAfter(answer, incident) : answer;
    // The archive has one state of it for all; that the others had it was kept while it was open.
    keep(asker, [found], clock());
    if (found.isResolved) {
      ended.set(key, found);
      estate.close(cloud, found);
      waiting.delete(key);
      return;
    }
    openAt.set(key, clock());
    // Others have it still; its end is read when it leaves the last of them.
    if (isListed()) waiting.delete(key);
  }

  async function settle(key: string, one: Waiting): Promise<void> {
    const known = ended.get(key);
    if (known && (one.incident.updatedAt ?? 0) <= (known.updatedAt ?? 0)) {
      estate.close(one.cloud, known);
      waiting.delete(key);
      return;
    }
    await findEnding(key, one).catch((error) => {
      if (!signal.aborted) log.debug(describeError(error), 'an ending could not be read');
    });
    one.tries += 1;
    one.dueAt = clock() + FIRST_RETRY_MS * 2 ** (one.tries - 1);
    if (one.tries >= MOST_TRIES) waiting.delete(key);
  }

  async function takeInAll(): Promise<void> {
    while (!signal.aborted) {
      for (const departure of estate.takeDepartures()) takeIn(departure);
      await sleep(EVERY_MS, signal).catch(() => undefined);
    }
  }

  async function settleAll(): Promise<void> {
    while (!signal.aborted) {
      for (const [key, one] of waiting) {
        if (signal.aborted) break;
        if (one.dueAt > clock()) continue;
        // Under way; it is planned anew when it has ended.
        one.dueAt = Number.POSITIVE_INFINITY;
        await slots.run(() => settle(key, one));
      }
      await sleep(EVERY_MS, signal).catch(() => undefined);
    }
    await slots.whenIdle();
  }

  await Promise.all([takeInAll(), settleAll()]);
}

/**
 * For an incident that nobody lists as open: Microsoft's date of its ending may be missing, or lie before that of the open state, which
 * would then stand for ever.
 */
function dateAfter(ending: Incident, { updatedAt }: Incident): Incident {
  return updatedAt !== undefined && (ending.updatedAt ?? 0) < updatedAt ? { ...ending, updatedAt } : ending;
}
