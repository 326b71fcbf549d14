import type { AzureSubscription } from '../../health/azure.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { Runtime } from '../call.ts';
import { createKeptReadings, type ReadingErrand } from '../keep-readings.ts';
import { mapBounded } from '../map-bounded.ts';
import { PARTNER_CENTER_SUBSCRIPTIONS_BUDGET } from '../policy/budget.ts';
import { type ApiPolicy, RETRY_STATUSES } from '../policy/request.ts';
import { nameSubscriptions } from './name-subscriptions.ts';
import { PartnerCenterRefusal } from './partner-center-error.ts';
import { type ReadItems, refuseAnswer } from './read-items.ts';
import { type AzureCandidate, readCandidate, readEntitlement } from './subscription-row.ts';

const HOUR_MS = 3_600_000;
const MAX_CUSTOMERS = 20_000;
/** Entitlements of one customer asked for at the same time. */
const SIDE_BY_SIDE = 4;
/** What is no Azure plan has no entitlements. */
const NO_PLAN: ReadonlySet<number | undefined> = new Set([400, 404, 405]);

/** The Azure subscriptions in use of a customer, by name. Throws `ReadError`. */
export type ListAzureSubscriptions = (
  tenantId: string,
  signal: AbortSignal,
) => Promise<readonly AzureSubscription[]>;

/**
 * https://learn.microsoft.com/partner-center/developer/get-all-of-a-customer-s-subscriptions and
 * https://learn.microsoft.com/partner-center/developer/get-a-list-of-azure-entitlements-for-subscription
 * A list is used for an hour, and up to a day while no newer one can be had.
 */
export function createAzureSubscriptions(
  { clock, timings }: Pick<Runtime, 'clock' | 'timings'>,
  { cloud }: PartnerAccount,
  readItems: ReadItems,
): ListAzureSubscriptions {
  const policy: ApiPolicy = {
    api: 'partnerCenter',
    resource: 'subscriptions',
    budget: PARTNER_CENTER_SUBSCRIPTIONS_BUDGET,
    retryStatuses: RETRY_STATUSES,
    attemptMs: timings.partnerCenterAttemptMs,
  };

  async function readAll(tenantId: string, errand: ReadingErrand): Promise<AzureSubscription[]> {
    const path = `/customers/${encodeURIComponent(tenantId)}/subscriptions`;
    const rows = understand(await readItems({ path, query: '', policy }, errand), readCandidate);
    const found = await mapBounded(rows, SIDE_BY_SIDE, (candidate) => resolve(path, candidate, errand));
    return nameSubscriptions(found.flat());
  }

  /** The Azure subscriptions behind one of Partner Center's. */
  async function resolve(path: string, candidate: AzureCandidate, errand: ReadingErrand) {
    const { id, name, legacyId, isPlan } = candidate;
    const items = await readEntitlements(`${path}/${encodeURIComponent(id)}/azureentitlements`, errand);
    if (items?.length || (items && isPlan)) {
      const entitled = understand(items, readEntitlement);
      return entitled.map((one) => ({ id: one.id, name: one.name || name }));
    }
    return legacyId === undefined ? [] : [{ id: legacyId, name }];
  }

  /** undefined: Partner Center does not know what entitlements of this would be. */
  async function readEntitlements(path: string, errand: ReadingErrand): Promise<unknown[] | undefined> {
    try {
      return await readItems({ path, query: '', policy }, errand);
    } catch (error) {
      if (error instanceof PartnerCenterRefusal && NO_PLAN.has(error.status)) return undefined;
      throw error;
    }
  }

  /** Rows that cannot be understood are left out; rows of which not one can be are no answer. */
  function understand<T extends object>(
    items: readonly unknown[],
    read: (item: unknown) => T | 'other' | undefined,
  ): T[] {
    const rows = items.map(read).filter((row) => row !== undefined);
    if (items.length > 0 && rows.length === 0)
      throw refuseAnswer(cloud, 'not one subscription can be understood');
    return rows.filter((row) => row !== 'other');
  }

  return createKeptReadings({
    clock,
    maxTenants: MAX_CUSTOMERS,
    freshMs: HOUR_MS,
    staleMs: 24 * HOUR_MS,
    totalMs: timings.subscriptionsMs,
    read: readAll,
  });
}
