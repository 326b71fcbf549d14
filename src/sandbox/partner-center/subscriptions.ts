import type { EpochMs } from '../../time.ts';
import { guidFrom } from '../accounts.ts';
import type { Tenant } from '../tenants/tenant.ts';

const DAY_MS = 86_400_000;

/** `GET /v1/customers/{id}/subscriptions`: what the customer bought, made up from the services it has. */
export function listSubscriptions(tenant: Tenant, start: EpochMs): unknown {
  const owned: readonly string[] = tenant.services;
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
  const items = offers.map((offer, index) => {
    const id = guidFrom(`subscription:${tenant.tenantId}:${offer}`);
    return {
      id,
      offerId: guidFrom(`offer:${offer}`),
      offerName: offer,
      friendlyName: offer,
      quantity: 10 * (index + 1),
      unitType: 'Licenses',
      creationDate: new Date(start - 300 * DAY_MS).toISOString(),
      effectiveStartDate: new Date(start - 300 * DAY_MS).toISOString(),
      commitmentEndDate: new Date(start + 65 * DAY_MS).toISOString(),
      status: 'active',
      autoRenewEnabled: true,
      billingType: 'license',
      contractType: 'subscription',
      links: {
        self: { uri: `/customers/${tenant.tenantId}/subscriptions/${id}`, method: 'GET', headers: [] },
      },
      orderId: guidFrom(`order:${id}`),
      attributes: { objectType: 'Subscription' },
    };
  });
  return { totalCount: items.length, items, attributes: { objectType: 'Collection' } };
}
