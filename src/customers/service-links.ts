import { LRUCache } from 'lru-cache';
import type { Clock } from '../time.ts';
import type { DelegatedAdmin, ServiceLink } from './access.ts';
import { type CustomerRef, customerKey } from './customer.ts';
import { orAborted } from './or-aborted.ts';

/** Customers whose links are remembered; a few links each. */
const MOST_CUSTOMERS = 2_000;
const KEPT_MS = 24 * 3_600_000;
/** A customer whose links could not be read is asked about again after this time. */
const RETRY_MS = 10 * 60_000;
/** Longest wait of somebody who asked about a service: the documented pages are good enough. */
const PATIENCE_MS = 1_500;

/** Microsoft's own links into each customer's services (`serviceManagementDetails`), as far as they are known. */
export interface ServiceLinkBook {
  /** Reads the links of a customer unless they are known; waits 1.5 seconds at most, and never fails. */
  load(customer: CustomerRef): Promise<void>;
  /** What is known now. */
  list(customer: CustomerRef): readonly ServiceLink[];
}

export function createServiceLinkBook({
  admin,
  hasLinks,
  clock,
  createDeadline = (ms) => AbortSignal.timeout(ms),
}: {
  readonly admin: Pick<DelegatedAdmin, 'listServiceLinks'>;
  /** Whether a customer's cloud has such links at all. */
  readonly hasLinks: (customer: CustomerRef) => boolean;
  readonly clock: Clock;
  /** Replaced in tests. Default `AbortSignal.timeout`. */
  readonly createDeadline?: (ms: number) => AbortSignal;
}): ServiceLinkBook {
  const known = new LRUCache<string, readonly ServiceLink[]>({
    max: MOST_CUSTOMERS,
    ttl: KEPT_MS,
    ttlResolution: 0,
    perf: { now: clock },
  });
  const reading = new Map<string, Promise<void>>();

  async function read(key: string, customer: CustomerRef): Promise<void> {
    try {
      known.set(key, await admin.listServiceLinks(customer, createDeadline(READ_MS)));
    } catch {
      known.set(key, [], { ttl: RETRY_MS });
    }
  }

  function join(key: string, customer: CustomerRef): Promise<void> {
    const under = reading.get(key) ?? read(key, customer).finally(() => reading.delete(key));
    reading.set(key, under);
    return under;
  }

  return {
    async load(customer) {
      const key = customerKey(customer);
      if (!hasLinks(customer) || known.has(key)) return;
      await orAborted(join(key, customer), createDeadline(PATIENCE_MS)).catch(() => {});
    },
    list: (customer) => known.get(customerKey(customer)) ?? [],
  };
}

const READ_MS = 10_000;
