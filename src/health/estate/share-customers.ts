import type { CustomerRef } from '../../customers/customer.ts';
import { describeError, type Log } from '../../log.ts';
import type { Clock, EpochMs, Sleep } from '../../time.ts';
import { endsWithin } from '../../work/ends-within.ts';
import type { LeaseBook } from '../../work/leases.ts';

/** Which customers this replica reads, where several share them. */
export interface Shares {
  /** Whether this replica, and no other, reads the customer now. */
  isOurs(customer: CustomerRef): boolean;
  /** Another number whenever other customers are ours than before. */
  readonly revision: number;
  /** Replicas that live, this one included, as far as is known. */
  countReplicas(): number;
  /** Returns at once; customers become ours within seconds. */
  start(): void;
  /** Nothing is ours any more, and others may take it at once. Ends within about 2 seconds; never rejects. */
  stop(): Promise<void>;
}

export interface SharesOptions {
  readonly leases: LeaseBook;
  /** A random id of this process. */
  readonly owner: string;
  /** There can be one process only: every customer is ours, and the store is not asked. */
  readonly isAlone: boolean;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
}

/** Many more than replicas, so that their shares are alike, and few enough to be renewed in one go. */
const SHARDS = 60;
const LEASE_MS = 30_000;
const RENEW_MS = 5_000;
/** We let go so long before others may take it: clocks differ a little, and a reading that has begun takes its time. */
const MARGIN_MS = 5_000;
const STOP_MS = 900;
const PREFIX = 'replica/';
const ALL_SHARDS: readonly string[] = Array.from({ length: SHARDS }, (_, number) => nameShard(number));

/** Shares customers between replicas by leases: each holds as many of 60 shards as the others. */
export function createShares(options: SharesOptions): Shares {
  if (options.isAlone) return SHARES_OF_ONE;
  const { leases, owner, clock, sleep, log } = options;
  const stopping = new AbortController();
  const own = `${PREFIX}${owner}`;
  /** Shards and until when we hold them. */
  let held: ReadonlyMap<string, EpochMs> = new Map();
  /** Others may have them from the next beat on: what is being read of them ends until then. */
  let leaving: readonly string[] = [];
  let replicas = 1;
  let revision = 0;
  let isFailing = false;
  let running: Promise<void> | undefined;

  const isHeld = (until: EpochMs | undefined) => until !== undefined && clock() < until - MARGIN_MS;

  function keep(next: ReadonlyMap<string, EpochMs>): void {
    if (next.size !== held.size || [...next.keys()].some((name) => !held.has(name))) revision += 1;
    held = next;
  }

  /** Lets go of what is more than our share, takes what is free up to it, and renews the rest. */
  async function renew(): Promise<void> {
    const now = clock();
    if (leaving.length > 0) await leases.release(leaving, owner);
    leaving = [];
    await leases.hold([own], { owner, now, leaseMs: LEASE_MS, limit: 1 });
    replicas = Math.max(1, (await leases.listOwners(PREFIX, now)).length);
    const fair = Math.ceil(SHARDS / replicas);
    const before = [...held];
    leaving = before.slice(fair).map(([name]) => name);
    keep(new Map(before.slice(0, fair)));
    const names = held.size < fair ? ALL_SHARDS : [...held.keys()];
    const got = await leases.hold(names, { owner, now, leaseMs: LEASE_MS, limit: fair });
    if (stopping.signal.aborted) leaving = [...leaving, ...got];
    else keep(new Map(got.map((name) => [name, now + LEASE_MS])));
  }

  async function beat(): Promise<void> {
    try {
      await renew();
      if (isFailing) log.info({ shards: held.size }, 'Customers are shared between replicas again.');
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.error(describeError(error), 'What this replica reads could not be agreed upon.');
      isFailing = true;
      keep(new Map([...held].filter(([, until]) => isHeld(until))));
    }
  }

  async function goOn(): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      await beat();
      await sleep(RENEW_MS, signal).catch(() => {});
    }
  }

  async function giveBack(names: readonly string[]): Promise<void> {
    await leases
      .release(names, owner)
      .catch((error) =>
        log.warn(describeError(error), 'What this replica read is free only in half a minute.'),
      );
  }

  return {
    isOurs: ({ tenantId }) => isHeld(held.get(nameShard(findShard(tenantId)))),
    get revision() {
      return revision;
    },
    countReplicas: () => replicas,
    start() {
      running ??= goOn();
    },
    async stop() {
      const names = [...held.keys()];
      keep(new Map());
      stopping.abort();
      if (running === undefined) return;
      await endsWithin(running, STOP_MS, sleep);
      await endsWithin(giveBack([own, ...names, ...leaving]), STOP_MS, sleep);
    },
  };
}

/** All customers, for the only replica. */
export const SHARES_OF_ONE: Shares = {
  isOurs: () => true,
  revision: 0,
  countReplicas: () => 1,
  start() {},
  async stop() {},
};

/** The same in every replica, and evenly spread: FNV-1a. */
function findShard(tenantId: string): number {
  let hash = 0x811c9dc5;
  const id = tenantId.toLowerCase();
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % SHARDS;
}

function nameShard(number: number): string {
  return `shard/${number}`;
}
