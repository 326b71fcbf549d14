import { LRUCache } from 'lru-cache';
import type { Clock, EpochMs } from '../time.ts';
import { orAborted } from '../work/or-aborted.ts';
import type { DelegatedAdmin, ServiceLink } from './access.ts';
import { type CustomerRef, customerKey } from './customer.ts';

/** Customers whose links are remembered; a few links each. */
const MOST_CUSTOMERS = 2_000;
const HOUR_MS = 3_600_000;
const KEPT_MS = 24 * HOUR_MS;
/** None: perhaps there is no relationship yet, which may change any moment. */
const NONE_KEPT_MS = HOUR_MS;
/** A customer whose links could not be read is asked about again after this time. */
const RETRY_MS = 60_000;
/** How old links may become while newer ones cannot be read. */
const OLDEST_MS = 48 * HOUR_MS;
/** How long one reading may take, whoever still waits for it. */
const READ_MS = 10_000;
/** Longest wait of somebody who asked about a service: the documented pages are good enough. */
const PATIENCE_MS = 1_500;

interface Known {
  readonly links: readonly ServiceLink[];
  readonly readAt: EpochMs;
  /** When they are to be read anew. */
  readonly dueAt: EpochMs;
}

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
  const known = new LRUCache<string, Known>({ max: MOST_CUSTOMERS });
  const reading = new Map<string, Promise<void>>();

  async function read(key: string, customer: CustomerRef): Promise<void> {
    const signal = createDeadline(READ_MS);
    try {
      const links = await orAborted(admin.listServiceLinks(customer, signal), signal);
      const readAt = clock();
      known.set(key, { links, readAt, dueAt: readAt + (links.length > 0 ? KEPT_MS : NONE_KEPT_MS) });
    } catch {
      const { links, readAt } = known.get(key) ?? { links: [], readAt: clock() };
      known.set(key, { links, readAt, dueAt: clock() + RETRY_MS });
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
      if (!hasLinks(customer) || clock() < (known.get(key)?.dueAt ?? 0)) return;
      await orAborted(join(key, customer), createDeadline(PATIENCE_MS)).catch(() => {});
    },
    list(customer) {
      const found = known.get(customerKey(customer));
      return found && clock() - found.readAt <= OLDEST_MS ? found.links : [];
    },
  };
}
