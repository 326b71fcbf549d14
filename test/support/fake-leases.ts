import type { LeaseBook } from '../../src/work/leases.ts';

/** Leases in memory, shared by several replicas, each of which can be cut off from them. */
export interface FakeLeases {
  /** The book as one replica sees it; fails while `isCut` says so. */
  open(isCut?: () => boolean): LeaseBook;
  /** Who holds a name at an instant. */
  findOwner(name: string, now: number): string | undefined;
}

export function createFakeLeases(): FakeLeases {
  const leases = new Map<string, { readonly owner: string; readonly until: number }>();
  return {
    findOwner(name, now) {
      const lease = leases.get(name);
      return lease && lease.until > now ? lease.owner : undefined;
    },
    open(isCut = () => false) {
      const check = () => {
        if (isCut()) throw new Error('The database does not answer.');
      };
      return {
        async hold(names, { owner, now, leaseMs, limit }) {
          check();
          const own = names.filter((name) => leases.get(name)?.owner === owner);
          const free = names.filter((name) => !own.includes(name) && (leases.get(name)?.until ?? 0) <= now);
          const held = [...own, ...free].slice(0, limit);
          for (const name of held) leases.set(name, { owner, until: now + leaseMs });
          return held;
        },
        async release(names, owner) {
          check();
          for (const name of names) if (leases.get(name)?.owner === owner) leases.delete(name);
        },
        async listOwners(prefix, now) {
          check();
          const owners = [...leases]
            .filter(([name, { until }]) => name.startsWith(prefix) && until > now)
            .map(([, { owner }]) => owner);
          return [...new Set(owners)];
        },
      };
    },
  };
}
