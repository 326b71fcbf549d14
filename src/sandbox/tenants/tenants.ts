import { CLOUD_NAMES, type CloudName } from '../../clouds.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import { SERVICE_SETS } from '../health/services.ts';
import { createGeneratedTenants } from './generated-tenants.ts';
import { NAMED_TENANTS } from './named-tenants.ts';
import type { Tenant } from './tenant.ts';

/** Every tenant of the sandbox: named customers first, then generated ones, and the partner itself. */
export interface Tenants {
  /** How many customers a cloud has. */
  count(cloud: CloudName): number;
  /** The customers of a cloud in a fixed order. */
  list(cloud: CloudName): Iterable<Tenant>;
  /** The customer at a place in that order. */
  at(cloud: CloudName, position: number): Tenant | undefined;
  /** A customer, or the partner, by tenant id or domain; letter case does not matter. */
  find(cloud: CloudName, idOrDomain: string): Tenant | undefined;
}

export interface TenantsOptions {
  readonly accounts: readonly PartnerAccount[];
  readonly generated: number;
  readonly seed: number;
}

export function createTenants({ accounts, generated, seed }: TenantsOptions): Tenants {
  const others = createGeneratedTenants(generated, seed);
  const named = new Map(
    CLOUD_NAMES.map((cloud) => [cloud, NAMED_TENANTS.filter((tenant) => tenant.cloud === cloud)]),
  );
  const known = new Map<string, Tenant>();
  for (const tenant of [...NAMED_TENANTS, ...accounts.map(partnerTenant)]) {
    known.set(`${tenant.cloud}:${tenant.tenantId.toLowerCase()}`, tenant);
    known.set(`${tenant.cloud}:${tenant.domain.toLowerCase()}`, tenant);
  }
  const namedIn = (cloud: CloudName) => named.get(cloud) ?? [];
  const tenants: Tenants = {
    count: (cloud) => namedIn(cloud).length + others.count(cloud),
    at: (cloud, position) => namedIn(cloud)[position] ?? others.at(cloud, position - namedIn(cloud).length),
    find: (cloud, text) => known.get(`${cloud}:${text.toLowerCase()}`) ?? others.find(cloud, text),
    *list(cloud) {
      for (let position = 0; position < tenants.count(cloud); position += 1) {
        const tenant = tenants.at(cloud, position);
        if (tenant) yield tenant;
      }
    },
  };
  return tenants;
}

function partnerTenant({ cloud, tenantId }: PartnerAccount): Tenant {
  const china = cloud === 'china';
  return {
    key: `partner-${cloud}`,
    cloud,
    tenantId,
    name: 'Sandbox Partner',
    domain: china ? 'sandboxpartner.partner.onmschina.cn' : 'sandboxpartner.onmicrosoft.com',
    country: china ? 'CN' : 'US',
    services: SERVICE_SETS[china ? 'chinaLarge' : 'medium'],
    spelling: 'camelCase',
    behaviour: 'normal',
    isPartner: true,
    isGenerated: false,
  };
}
