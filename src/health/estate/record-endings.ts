import { LRUCache } from 'lru-cache';
import type { CustomerRef } from '../../customers/customer.ts';
import { describeError, type Log } from '../../log.ts';
import type { Clock, EpochMs, Sleep } from '../../time.ts';
import { endWithDeadline } from '../end-with-deadline.ts';
import type { Incident } from '../incident.ts';
import type { Keeper } from '../keep-incidents.ts';
import type { ServiceCommunications } from '../ports.ts';
import type { Departure } from './departures.ts';
import type { KeptEstate } from './estate.ts';

const EVERY_MS = 1_000;
const TIMEOUT_MS = 15_000;
/** Askings for one ending at most, ever longer apart. */
const MOST_TRIES = 6;
const FIRST_RETRY_MS = 60_000;
/** An incident that left some customers and is still open for others is asked about again after this time at the earliest. */
const STILL_OPEN_MS = 60_000;
/** Endings remembered for customers that are read later. */
const MOST_ENDINGS = 1_000;

interface Waiting {
  readonly incident: Incident;
  readonly customers: CustomerRef[];
  dueAt: EpochMs;
  tries: number;
}

export interface EndingsOptions {
  readonly estate: Pick<KeptEstate, 'takeDepartures' | 'findOpen'>;
  readonly source: Pick<ServiceCommunications, 'findIncident'>;
  readonly keep: Keeper['keep'];
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
  readonly createDeadline: (ms: number) => AbortSignal;
}

/**
 * When Microsoft 365 no longer lists an incident as open, reads how it ended, once and through one of the customers that had it, and keeps
 * that for all of them. Azure lists its ended events by itself. Runs until the signal aborts; never rejects.
 */
export async function recordEndings(options: EndingsOptions, signal: AbortSignal): Promise<void> {
  const { estate, source, keep, clock, sleep, log, createDeadline } = options;
  const waiting = new Map<string, Waiting>();
  const ended = new LRUCache<string, Incident>({ max: MOST_ENDINGS });
  const openAt = new LRUCache<string, EpochMs>({ max: MOST_ENDINGS });

  function takeIn({ cloud, incident, customers }: Departure): void {
    if (incident.source !== 'microsoft365') return;
    const key = `${cloud}:${incident.id}`;
    const known = waiting.get(key);
    if (known) known.customers.push(...customers);
    else {
      const dueAt = (openAt.get(key) ?? Number.NEGATIVE_INFINITY) + STILL_OPEN_MS;
      if (waiting.size < MOST_ENDINGS) {
        waiting.set(key, { incident, customers: [...customers], dueAt, tries: 0 });
      }
    }
  }

  /** The posts go with the first only: they are the same for all. */
  function keepFor(customers: readonly CustomerRef[], incident: Incident): void {
    for (const [at, customer] of customers.entries()) {
      keep(customer, [at === 0 ? incident : { ...incident, posts: [] }], clock());
    }
  }

  async function findEnding(key: string, one: Waiting): Promise<void> {
    const { incident, customers } = one;
    const asker = customers[one.tries % customers.length];
    if (asker === undefined) return;
    const bounded = AbortSignal.any([signal, createDeadline(TIMEOUT_MS)]);
    const found = await endWithDeadline(bounded, () => source.findIncident(asker, incident.id, bounded));
    if (!found) return;
    keepFor([asker, ...customers.filter((customer) => customer !== asker)], found);
    if (found.isResolved) {
      ended.set(key, found);
      waiting.delete(key);
      return;
    }
    openAt.set(key, clock());
    // Others have it still; its end is read when it leaves the last of them.
    if (estate.findOpen(incident.id).length > 0) waiting.delete(key);
  }

  async function settle(key: string, one: Waiting): Promise<void> {
    const known = ended.get(key);
    if (known && (one.incident.updatedAt ?? 0) <= (known.updatedAt ?? 0)) {
      keepFor(one.customers, { ...known, posts: [] });
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

  while (!signal.aborted) {
    for (const departure of estate.takeDepartures()) takeIn(departure);
    for (const [key, one] of waiting) {
      if (signal.aborted) return;
      if (one.dueAt <= clock()) await settle(key, one);
    }
    await sleep(EVERY_MS, signal).catch(() => undefined);
  }
}
