import { domainToASCII } from 'node:url';
import type { SeenCustomer } from './admission.ts';

/** Customers that only members of some groups may see. */
export interface StaffScope {
  /** Object id of an Entra group of the partner's tenant. */
  readonly group: string;
  /** Tenant ids or domains. */
  readonly customers: readonly string[];
}

/** What one person may see. */
export interface Sight {
  readonly seesAll: boolean;
  /** Those of the groups that scopes name, in small letters and sorted: people in the same ones see the same customers. */
  readonly groups: readonly string[];
  sees(customer: SeenCustomer): boolean;
}

/** Who may see which customers. A customer that no scope names is seen by everybody; no role is exempt. */
export interface Scopes {
  /** @param groups object ids of the groups that the person is in, in any case. */
  sightOf(groups: readonly string[]): Sight;
  /** Names in the scopes that belong to none of these customers: a slip of the pen there leaves a customer visible to everybody. */
  findStrangers(customers: Iterable<SeenCustomer>): readonly string[];
}

const SEES_ALL: Sight = { seesAll: true, groups: [], sees: () => true };

/** @param findDomain the domain of a customer that is asked about without it; undefined: not known. */
export function createScopes(
  scopes: readonly StaffScope[],
  findDomain: (customer: SeenCustomer) => string | undefined = () => undefined,
): Scopes {
  /** Groups by the customer's name, which is a tenant id or a domain. */
  const groupsByName = new Map<string, Set<string>>();
  for (const { group, customers } of scopes) {
    for (const customer of customers) {
      const name = unify(customer);
      const groups = groupsByName.get(name) ?? new Set();
      groupsByName.set(name, groups.add(group.toLowerCase()));
    }
  }
  const used = new Set(scopes.map(({ group }) => group.toLowerCase()));

  const domainOf = (customer: SeenCustomer) => unify(customer.domain || findDomain(customer) || '');

  function sightOf(groups: readonly string[]): Sight {
    if (groupsByName.size === 0) return SEES_ALL;
    // Of hundreds of groups only those are kept that matter here.
    const own = new Set(groups.map((group) => group.toLowerCase()).filter((group) => used.has(group)));
    const hidden = [...groupsByName].filter(([, naming]) => own.isDisjointFrom(naming)).map(([name]) => name);
    const hidesDomains = hidden.some(isDomain);
    return {
      seesAll: hidden.length === 0,
      groups: [...own].sort(),
      sees(customer) {
        const domain = domainOf(customer);
        const naming = [unify(customer.tenantId), domain].flatMap((name) => groupsByName.get(name) ?? []);
        if (naming.length > 0) return naming.some((set) => !own.isDisjointFrom(set));
        // Without its domain a customer might be one of those hidden by domain.
        return domain !== '' || !hidesDomains;
      },
    };
  }

  return {
    sightOf,
    findStrangers(customers) {
      const strangers = new Set(groupsByName.keys());
      for (const customer of customers) {
        strangers.delete(unify(customer.tenantId));
        strangers.delete(domainOf(customer));
      }
      return [...strangers];
    },
  };
}

/** A tenant id is a GUID, without dots. */
function isDomain(name: string): boolean {
  return name.includes('.');
}

/** One spelling: small letters, and domains as machines write them. */
function unify(name: string): string {
  const plain = name.trim().toLowerCase().replace(/\.$/, '');
  return /^[\x20-\x7e]*$/.test(plain) ? plain : domainToASCII(plain) || plain;
}
