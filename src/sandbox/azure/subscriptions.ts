import { guidFrom } from '../accounts.ts';
import { spread } from '../spread.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { SimulatedSubscription } from './subscription.ts';

type Special = 'disabled' | 'deleted' | 'noRole' | 'noSupportRole' | 'noSupportPlan';
/** name, region, and what is special. */
type Row = readonly [name: string, region: string, special?: Special];

/** Named customers with an Azure plan. */
const PLANS: Readonly<Record<string, readonly Row[]>> = {
  contoso: [
    ['Production', 'West Europe'],
    ['Test', 'West Europe'],
    ['Development', 'North Europe'],
    ['Shared Services', 'East US'],
  ],
  fabrikam: [
    ['Production', 'West Europe'],
    ['Staging', 'West Europe'],
    ['Finance', 'East US', 'noRole'],
    ['Data Platform', 'East US'],
  ],
  'contoso-pharma': [
    ['Research', 'Switzerland North'],
    ['Quality', 'West Europe'],
  ],
  northwind: [
    ['Web shop', 'East US', 'noSupportPlan'],
    ['Old web shop', 'East US', 'disabled'],
    ['Pilot', 'Central US', 'deleted'],
  ],
  'adventure-works': [
    ['Manufacturing', 'East US', 'noSupportRole'],
    ['Point of sale', 'Central US', 'noSupportRole'],
    ['Sandbox', 'East US', 'noSupportRole'],
  ],
  'wide-world': [
    ['Logistics', 'West Europe'],
    ['Analytics', 'North Europe'],
  ],
  woodgrove: [
    ['Core banking', 'East US'],
    ['Core banking DR', 'Central US'],
    ['Mobile', 'East US'],
    ['Risk', 'East US'],
    ['Hub', 'East US'],
    ['Playground', 'West Europe'],
  ],
  humongous: [
    ['Claims', 'Central US'],
    ['Website', 'Central US'],
  ],
  relecloud: [
    ['Platform', 'Southeast Asia'],
    ['Customers', 'Southeast Asia'],
  ],
  lamna: [
    ['Clinical', 'East US 2'],
    ['Archive', 'East US 2'],
  ],
  haneul: [
    ['생산', 'Korea Central'],
    ['개발', 'Korea Central'],
  ],
  generique: [['Société Générique', 'France Central']],
  litware: [['Litware Azure', 'Central US']],
};

/** Named customers with "Microsoft Azure" offers. */
const OFFERS: Readonly<Record<string, readonly Row[]>> = {
  wingtip: [
    ['Microsoft Azure', 'UK South'],
    ['Microsoft Azure (campaigns)', 'UK South'],
  ],
  'a-datum': [['Rechenzentrum', 'Germany West Central']],
  trey: [['Research <R&D> [lab]', 'North Europe']],
  vanarsdel: [['Microsoft Azure', 'UK South']],
  bellows: [
    ['Campus', 'Central US'],
    ['Former students', 'Central US', 'disabled'],
  ],
  saebyeok: [['새벽물류', 'Korea Central']],
};

/** One in so many generated customers has Azure. */
const AZURE_EVERY = 5;
const REGIONS = ['East US', 'West Europe', 'North Europe', 'UK South', 'Korea Central'] as const;

/** The Azure subscriptions of a customer; made anew each time, so that ten thousand customers cost nothing. */
export function subscriptionsOf(tenant: Tenant): readonly SimulatedSubscription[] {
  if (tenant.cloud !== 'global' || tenant.isPartner) return [];
  if (!tenant.isGenerated) {
    return [
      ...(PLANS[tenant.key] ?? []).map((row) => toSubscription(tenant, 'plan', row)),
      ...(OFFERS[tenant.key] ?? []).map((row) => toSubscription(tenant, 'offer', row)),
    ];
  }
  const chance = spread(`azure:${tenant.tenantId}`) * AZURE_EVERY;
  if (chance >= 1) return [];
  const region = REGIONS[Math.floor(chance * REGIONS.length)] ?? REGIONS[0];
  return [toSubscription(tenant, chance < 0.7 ? 'plan' : 'offer', ['Microsoft Azure', region])];
}

function toSubscription(
  tenant: Tenant,
  bought: SimulatedSubscription['bought'],
  [name, region, special]: Row,
): SimulatedSubscription {
  return {
    id: guidFrom(`azure:${tenant.tenantId}:${name}`),
    key: `${tenant.key}/${name}`,
    name,
    bought,
    state: special === 'disabled' || special === 'deleted' ? special : 'active',
    hasRole: special !== 'noRole',
    canRequestSupport: special !== 'noSupportRole',
    supportPlan: special === 'noSupportPlan' ? 'CSP' : 'Premier',
    region,
  };
}
