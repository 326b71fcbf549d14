import { LRUCache } from 'lru-cache';
import type { EpochMs } from '../../time.ts';

/** At most `calls` in any `windowMs` milliseconds. */
export interface BudgetWindow {
  readonly calls: number;
  readonly windowMs: number;
}

export type Budget = readonly BudgetWindow[];

/**
 * Service communications: 240 requests a minute and 800 an hour, per application and tenant.
 * https://learn.microsoft.com/graph/throttling-limits#service-communications-service-limits
 */
export const SERVICE_COMMUNICATIONS_BUDGET: Budget = [
  { calls: 240, windowMs: 60_000 },
  { calls: 800, windowMs: 3_600_000 },
];

/**
 * Customer resources: 500 requests a minute per partner tenant.
 * https://learn.microsoft.com/partner-center/developer/api-throttling-guidance
 */
export const PARTNER_CENTER_CUSTOMERS_BUDGET: Budget = [{ calls: 500, windowMs: 60_000 }];

/** Subscription resources: as many again. */
export const PARTNER_CENTER_SUBSCRIPTIONS_BUDGET: Budget = [{ calls: 500, windowMs: 60_000 }];

/** Calls made lately, by key. Exact sliding windows: a list of instants is small because a tenant is asked seldom. */
export interface BudgetBook {
  /** The instant from which one more call keeps the budget; not after `now`: it may be made now. */
  freeAt(key: string, budget: Budget, now: EpochMs): EpochMs;
  /** Notes a call. */
  take(key: string, budget: Budget, now: EpochMs): void;
}

/** Keeps the books of at most `maxKeys` tenants; the one unused for longest is forgotten first. */
export function createBudgetBook(maxKeys: number): BudgetBook {
  const calls = new LRUCache<string, EpochMs[]>({ max: maxKeys });
  return {
    freeAt(key, budget, now) {
      const instants = calls.get(key) ?? [];
      let freeAt = now;
      for (const { calls: limit, windowMs } of budget) {
        const oldest = instants[instants.length - limit];
        if (oldest !== undefined) freeAt = Math.max(freeAt, oldest + windowMs);
      }
      return freeAt;
    },
    take(key, budget, now) {
      if (budget.length === 0) return;
      const longest = Math.max(...budget.map(({ windowMs }) => windowMs));
      const instants = calls.get(key) ?? [];
      const firstUseful = instants.findIndex((instant) => instant > now - longest);
      instants.splice(0, firstUseful === -1 ? instants.length : firstUseful);
      instants.push(now);
      calls.set(key, instants);
    },
  };
}
