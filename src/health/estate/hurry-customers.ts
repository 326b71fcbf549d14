import { setImmediate } from 'node:timers/promises';
import { type Customer, customerKey } from '../../customers/customer.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import { describeError, type Log } from '../../log.ts';
import type { Clock, EpochMs, Sleep } from '../../time.ts';
import type { TurnPart } from './customer-plans.ts';
import type { Hurry } from './ports.ts';
import { createSlots } from './slots.ts';
import type { Turns, Wish } from './take-turn.ts';

/** A hurry that is older helps nobody any more: regular turns have come near. */
const STALE_MS = 120_000;
/** Readings under way, and how fast they begin: 320 a second, so that 10,000 customers take half a minute where answers are quick. */
const SIDE_BY_SIDE = 96;
const AT_ONCE = 8;
const STEP_MS = 25;
/** How often those are looked at that wait for their time. */
const LOOK_MS = 500;

export interface HurryOptions {
  readonly directory: Pick<CustomerDirectory, 'customers'>;
  readonly turns: Pick<Turns, 'isWanted' | 'hasten'>;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
}

/** Customers that are read before their turn. */
export interface Hurrier {
  /** Returns at once. */
  hurry(hurry: Hurry): void;
  /** Reads those that are waited for, side by side, until the signal aborts. Never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

/** What is wanted of a customer by everybody together. */
interface WaitingWish extends Wish {
  readonly customer: Customer;
  readonly dueAt: EpochMs;
  readonly endsAt: EpochMs;
}

/** Reads customers before their turn. Several hurries at once are served by one reading. */
export function createHurrier({ directory, turns, clock, sleep, log }: HurryOptions): Hurrier {
  /** What somebody is in a hurry for and was not looked at yet; several for the same are one, as of the last. */
  const asked = new Map<string, Hurry>();
  /** By customer, so never more than there are. */
  const wishes = new Map<string, WaitingWish>();
  let bell = Promise.withResolvers<void>();

  /** Joins it with what is wanted of the customer already. */
  function want(wish: WaitingWish): void {
    const key = customerKey(wish.customer);
    const before = wishes.get(key);
    wishes.set(key, {
      customer: wish.customer,
      // In a storm each customer is wanted a hundred times for the same.
      parts:
        before && [...wish.parts].every((part) => before.parts.has(part))
          ? before.parts
          : new Set([...wish.parts, ...(before?.parts ?? [])]),
      since: Math.max(wish.since, before?.since ?? 0),
      dueAt: Math.min(wish.dueAt, before?.dueAt ?? wish.dueAt),
      endsAt: Math.max(wish.endsAt, before?.endsAt ?? 0),
    });
  }

  /** Looks up who is meant. A storm of incidents must not hold up everything else: others get their turn after each. */
  async function enlistAsked(signal: AbortSignal): Promise<void> {
    for (const [key, hurry] of asked) {
      if (signal.aborted) return;
      asked.delete(key);
      const parts: ReadonlySet<TurnPart> = new Set([hurry.source === 'azure' ? 'azure' : 'incidents']);
      for (const customer of directory.customers) {
        if (!turns.isWanted(customer, hurry)) continue;
        want({ customer, parts, since: hurry.at, dueAt: clock(), endsAt: hurry.at + STALE_MS });
      }
      await setImmediate();
    }
  }

  async function serve(wish: WaitingWish, signal: AbortSignal): Promise<void> {
    try {
      const dueAt = await turns.hasten(wish.customer, wish, signal);
      if (dueAt !== undefined && dueAt < wish.endsAt) want({ ...wish, dueAt });
    } catch (error) {
      log.error(describeError(error), 'a customer could not be read before its turn');
    }
  }

  /** Never rejects. */
  async function rest(signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const either = AbortSignal.any([signal, ended.signal]);
    const ms = wishes.size > 0 ? LOOK_MS : STALE_MS;
    await Promise.race([bell.promise, sleep(ms, either).catch(() => {})]);
    ended.abort();
  }

  return {
    hurry(hurry) {
      if (clock() - hurry.at >= STALE_MS) return;
      const { cloud, source, service, at } = hurry;
      const key = JSON.stringify([cloud, source, source === 'azure' ? '' : service.toLowerCase()]);
      const before = asked.get(key);
      if (before === undefined || before.at < at) asked.set(key, hurry);
      bell.resolve();
    },
    async run(signal) {
      const slots = createSlots(SIDE_BY_SIDE);
      let begun = 0;
      while (!signal.aborted) {
        bell = Promise.withResolvers();
        await enlistAsked(signal);
        for (const [key, wish] of wishes) {
          if (asked.size > 0) await enlistAsked(signal);
          if (signal.aborted) break;
          const now = clock();
          if (wish.dueAt > now && wish.endsAt > now) continue;
          wishes.delete(key);
          if (wish.endsAt <= now) continue;
          await slots.run(() => serve(wish, signal));
          begun += 1;
          if (begun % AT_ONCE === 0) await sleep(STEP_MS, signal).catch(() => {});
        }
        await rest(signal);
      }
      asked.clear();
      wishes.clear();
      await slots.whenIdle();
    },
  };
}
