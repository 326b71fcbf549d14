import { type Customer, customerKey } from '../../customers/customer.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import type { Clock, EpochMs, Sleep } from '../../time.ts';
import type { Shares } from './share-customers.ts';
import { createSlots } from './slots.ts';

/** From one customer that is new to us to the next, in milliseconds, at most. */
const NEW_STEP_MS = 40;
/** How soon a new customer is noticed. */
const LOOK_MS = 1_000;

export interface WalkOptions {
  readonly directory: Pick<CustomerDirectory, 'customers'>;
  readonly shares: Pick<Shares, 'isOurs' | 'revision'>;
  /** Told of every customer that has become ours. Whether it is to have its turn as soon as may be. */
  readonly welcome: (customer: Customer) => boolean;
  /** One customer's turn. Must not reject, and must end soon when the signal aborts. */
  readonly takeTurn: (customer: Customer) => Promise<void>;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly periodMs: number;
  /** How many turns go side by side, asked anew for every turn. */
  readonly countSideBySide: () => number;
  /** Told of every round how long it took until the last turn of it began, and how many had one. */
  readonly onRound: (tookMs: number, customers: number) => void;
}

/**
 * Gives every customer of ours a turn once a period, evenly spread, a bounded number side by side, until the signal aborts. New ones get
 * theirs as soon as they are listed, or have become ours. Rounds never overlap: after one that took longer than a period the next begins
 * at once. Never rejects.
 */
export async function walkCustomers(options: WalkOptions, signal: AbortSignal): Promise<void> {
  const { directory, shares, welcome, takeTurn, clock, sleep, periodMs, countSideBySide, onRound } = options;
  const slots = createSlots(countSideBySide);
  let listed: readonly Customer[] | undefined;
  let revision: number | undefined;
  /** Ours when that was last looked at, by key. */
  let ours: ReadonlySet<string> = new Set();

  /** Waits until `at`, never longer than until the signal aborts. */
  async function waitUntil(at: EpochMs): Promise<void> {
    while (!signal.aborted) {
      await welcomeNew();
      const left = at - clock();
      if (left <= 0) return;
      await sleep(Math.min(left, LOOK_MS), signal).catch(() => undefined);
    }
  }

  /** Those that are to have their turn as soon as may be. */
  function findNew(): readonly Customer[] {
    if (directory.customers === listed && shares.revision === revision) return [];
    listed = directory.customers;
    revision = shares.revision;
    const before = ours;
    const now = listed.filter(shares.isOurs);
    ours = new Set(now.map(customerKey));
    return now.filter((customer) => !before.has(customerKey(customer)) && welcome(customer));
  }

  async function welcomeNew(): Promise<void> {
    const fresh = findNew();
    const stepMs = Math.min(NEW_STEP_MS, periodMs / Math.max(1, ours.size));
    const startedAt = clock();
    for (const [at, customer] of fresh.entries()) {
      const left = startedAt + at * stepMs - clock();
      if (left > 0) await sleep(left, signal).catch(() => undefined);
      if (signal.aborted) return;
      await slots.run(() => takeTurn(customer));
    }
  }

  async function walkRound(startedAt: EpochMs, customers: readonly Customer[]): Promise<void> {
    let turns = 0;
    for (const [at, customer] of customers.entries()) {
      await waitUntil(startedAt + (at * periodMs) / customers.length);
      if (signal.aborted) return;
      if (!shares.isOurs(customer)) continue;
      turns += 1;
      await slots.run(() => takeTurn(customer));
    }
    onRound(clock() - startedAt, turns);
    await slots.whenIdle();
  }

  while (!signal.aborted) {
    await welcomeNew();
    const startedAt = clock();
    await walkRound(startedAt, directory.customers);
    // An empty list is looked at again soon, by the wait itself.
    await waitUntil(directory.customers.length === 0 ? startedAt + LOOK_MS : startedAt + periodMs);
  }
  await slots.whenIdle();
}
