import { type Customer, type CustomerRef, customerKey } from '../../customers/customer.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import { type CustomerEntry, createEntry } from './customer-entry.ts';

/** The entries of all customers, following the directory. */
export interface Roll {
  /** One a customer on the directory's list, in its order: by name. */
  listed(): readonly CustomerEntry[];
  /** Listed or not. */
  all(): Iterable<CustomerEntry>;
  /** undefined: not on the list. */
  find(ref: CustomerRef): CustomerEntry | undefined;
  /** Listed or not; undefined: never heard of. */
  look(ref: CustomerRef): CustomerEntry | undefined;
  /** For a customer that need not be on the list yet: what an earlier run, or another replica, knew. */
  enter(ref: CustomerRef): CustomerEntry;
}

export function createRoll({
  directory,
  onListed,
  onUnlisted,
  onDropped,
}: {
  readonly directory: Pick<CustomerDirectory, 'customers' | 'states'>;
  /** Told of every customer as it comes onto the list, leaves it, and is forgotten. */
  readonly onListed: (entry: CustomerEntry) => void;
  readonly onUnlisted: (entry: CustomerEntry) => void;
  readonly onDropped: (entry: CustomerEntry) => void;
}): Roll {
  const entries = new Map<string, CustomerEntry>();
  let followed: readonly Customer[] = [];
  let listed: readonly CustomerEntry[] = [];

  function enter(ref: CustomerRef): CustomerEntry {
    const key = customerKey(ref);
    const known = entries.get(key);
    if (known !== undefined) return known;
    const fresh = createEntry(ref);
    entries.set(key, fresh);
    return fresh;
  }

  /** Looks at the list only when it is another one than before. */
  function follow(): void {
    const { customers } = directory;
    if (customers === followed) return;
    followed = customers;
    const before = new Set(listed);
    listed = customers.map((customer) => {
      const entry = enter(customer);
      entry.customer = customer;
      if (!before.delete(entry)) onListed(entry);
      return entry;
    });
    for (const entry of before) {
      entry.customer = undefined;
      onUnlisted(entry);
    }
    dropUnlisted();
  }

  /** A customer of an account that is still to be loaded may come back onto the list any moment. */
  function dropUnlisted(): void {
    if (entries.size === listed.length) return;
    const loading = new Set(
      directory.states.filter(({ loadedAt }) => loadedAt === undefined).map(({ cloud }) => cloud),
    );
    for (const [key, entry] of entries) {
      if (entry.customer !== undefined || loading.has(entry.ref.cloud)) continue;
      entries.delete(key);
      onDropped(entry);
    }
  }

  return {
    listed() {
      follow();
      return listed;
    },
    all: () => entries.values(),
    find(ref) {
      follow();
      const entry = entries.get(customerKey(ref));
      return entry?.customer === undefined ? undefined : entry;
    },
    look: (ref) => entries.get(customerKey(ref)),
    enter,
  };
}
