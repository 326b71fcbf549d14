import type { EpochMs } from '../../time.ts';
import { guidFrom } from '../accounts.ts';
import type { SimulatedSubscription } from '../azure/subscription.ts';
import { subscriptionsOf } from '../azure/subscriptions.ts';
import type { Tenant } from '../tenants/tenant.ts';

const DAY_MS = 86_400_000;

/** What tells the kinds of subscriptions apart; fields as in "Subscription resources". */
interface Bought {
  readonly id: string;
  readonly offerId: string;
  readonly offerName: string;
  readonly friendlyName: string;
  readonly quantity: number;
  readonly unitType: string;
  readonly billingType: 'license' | 'usage';
  readonly status: 'active' | 'suspended' | 'deleted';
  readonly entitlementId?: string;
  readonly productType?: { readonly id: string; readonly displayName: string };
}

/** `GET /v1/customers/{id}/subscriptions`: licences, and Azure where the customer has it. */
export function listSubscriptions(tenant: Tenant, start: EpochMs): unknown {
  return collection(subscribe(tenant).map((bought) => describe(bought, tenant, start)));
}

/** `GET /v1/customers/{id}/subscriptions/{subscription}`; undefined: the customer has no such one. */
export function findSubscription(tenant: Tenant, id: string, start: EpochMs): unknown {
  const bought = subscribe(tenant).find((candidate) => candidate.id === id.toLowerCase());
  return bought && describe(bought, tenant, start);
}

/** `GET …/azureentitlements`: the Azure subscriptions below an Azure plan; undefined for anything but a plan. */
export function listAzureEntitlements(tenant: Tenant, id: string): unknown {
  const entitlements = subscriptionsOf(tenant).filter(({ bought }) => bought === 'plan');
  if (entitlements.length === 0 || id.toLowerCase() !== planIdOf(tenant)) return undefined;
  return collection(
    entitlements.map(({ id: azureId, name, state }) => ({
      id: azureId,
      friendlyName: name,
      status: state,
      subscriptionId: planIdOf(tenant),
    })),
  );
}

const planIdOf = ({ tenantId }: Tenant) => guidFrom(`azure plan:${tenantId}`);
const collection = (items: readonly unknown[]) => ({
  totalCount: items.length,
  items,
  attributes: { objectType: 'Collection' },
});

function subscribe(tenant: Tenant): Bought[] {
  const azure = subscriptionsOf(tenant);
  return [
    ...licencesOf(tenant),
    ...(azure.some(({ bought }) => bought === 'plan') ? [planOf(tenant)] : []),
    ...azure.filter(({ bought }) => bought === 'offer').map((subscription) => offerOf(subscription, tenant)),
  ];
}

/** Made up from the services the customer has. */
function licencesOf({ tenantId, services }: Tenant): Bought[] {
  const owned: readonly string[] = services;
  const offers = [
    owned.includes('Microsoft365Defender')
      ? 'Microsoft 365 E5'
      : owned.includes('Intune')
        ? 'Microsoft 365 E3'
        : 'Microsoft 365 Business Basic',
    ...(owned.includes('DynamicsCRM') ? ['Dynamics 365 Sales Enterprise'] : []),
    ...(owned.includes('PowerBIcom') ? ['Power BI Pro'] : []),
    ...(owned.includes('Microsoft365Copilot') ? ['Microsoft 365 Copilot'] : []),
  ];
  return offers.map((offer, index) => ({
    id: guidFrom(`subscription:${tenantId}:${offer}`),
    offerId: guidFrom(`offer:${offer}`),
    offerName: offer,
    friendlyName: offer,
    quantity: 10 * (index + 1),
    unitType: 'Licenses',
    billingType: 'license',
    status: 'active',
  }));
}

/** An Azure plan carries no `entitlementId`: its Azure subscriptions are its entitlements. */
function planOf(tenant: Tenant): Bought {
  return {
    id: planIdOf(tenant),
    offerId: 'DZH318Z0BPS6:0001:DZH318Z0BMXX',
    offerName: 'Azure plan',
    friendlyName: 'Azure plan',
    quantity: 1,
    unitType: 'Usage-based',
    billingType: 'usage',
    status: 'active',
    productType: { id: 'Azure', displayName: 'Azure' },
  };
}

/** "The entitlement identifier (an Azure subscription ID)". */
function offerOf({ id, name, state }: SimulatedSubscription, { tenantId }: Tenant): Bought {
  return {
    id: guidFrom(`azure offer:${tenantId}:${id}`),
    entitlementId: id,
    offerId: 'MS-AZR-0145P',
    offerName: 'Microsoft Azure',
    friendlyName: name,
    quantity: 1,
    unitType: 'Usage-based',
    billingType: 'usage',
    status: state === 'disabled' ? 'suspended' : state,
  };
}

function describe(bought: Bought, { tenantId }: Tenant, start: EpochMs): unknown {
  return {
    ...bought,
    creationDate: new Date(start - 300 * DAY_MS).toISOString(),
    effectiveStartDate: new Date(start - 300 * DAY_MS).toISOString(),
    commitmentEndDate: new Date(start + 65 * DAY_MS).toISOString(),
    autoRenewEnabled: true,
    contractType: 'subscription',
    links: {
      self: { uri: `/customers/${tenantId}/subscriptions/${bought.id}`, method: 'GET', headers: [] },
    },
    orderId: guidFrom(`order:${bought.id}`),
    attributes: { objectType: 'Subscription' },
  };
}
