import { spread } from '../spread.ts';
import { NAMED_TENANTS } from './named-tenants.ts';
import type { Tenant } from './tenant.ts';
import type { Tenants } from './tenants.ts';

/** A delegated admin relationship of the sandbox's partner; days count from the sandbox's start. */
export interface SimulatedRelationship {
  /** Unique and stable. */
  readonly key: string;
  /** Undefined: no customer has opened the invitation yet. */
  readonly customer: Tenant | undefined;
  readonly status:
    | 'created'
    | 'approvalPending'
    | 'approved'
    | 'activating'
    | 'active'
    | 'expiring'
    | 'expired'
    | 'terminationRequested'
    | 'terminating'
    | 'terminated';
  /** ISO 8601; `PT0S`: it ends when it ends. */
  readonly autoExtends: 'PT0S' | 'P180D';
  readonly createdOnDay: number;
  /** Undefined: it is not in force yet. */
  readonly endsOnDay: number | undefined;
  /** An indirect provider stands between (`resellerDelegatedAdminRelationship`). */
  readonly isReseller?: boolean;
}

type Terms = Omit<SimulatedRelationship, 'key' | 'customer'>;

const terms = (
  status: SimulatedRelationship['status'],
  createdOnDay: number,
  endsOnDay: number | undefined,
  rest: Partial<Terms> = {},
): Terms => ({ status, createdOnDay, endsOnDay, autoExtends: 'PT0S', ...rest });

/** Named customers whose relationships are not simply active. */
const SPECIAL: Readonly<Record<string, readonly Terms[]>> = {
  southridge: [terms('expired', -740, -10)],
  nod: [terms('expiring', -721, 9)],
  lucerne: [terms('expiring', -721, 9, { autoExtends: 'P180D' })],
  vanarsdel: [terms('expired', -400, -35), terms('active', -40, 690)],
  margies: [terms('terminated', -300, -20)],
  'coho-vineyard': [terms('approvalPending', -3, undefined)],
  'best-for-you': [terms('active', -200, 530, { isReseller: true })],
  'fine-art': [terms('activating', 0, undefined)],
};

/** Relationships in a fixed order; those of generated customers are made when they are looked at. */
export interface Relationships {
  readonly length: number;
  at(position: number): SimulatedRelationship | undefined;
  of(tenant: Tenant): readonly SimulatedRelationship[];
}

export function createRelationships(tenants: Tenants): Relationships {
  const named = NAMED_TENANTS.filter(({ cloud }) => cloud === 'global');
  const listed: readonly SimulatedRelationship[] = [
    ...named.flatMap(relationshipsOf),
    { key: 'invitation', customer: undefined, ...terms('created', -1, undefined) },
  ];
  return {
    length: listed.length + tenants.count('global') - named.length,
    at(position) {
      const known = listed[position];
      if (known) return known;
      const tenant = tenants.at('global', position - listed.length + named.length);
      return tenant && relationshipsOf(tenant)[0];
    },
    of: relationshipsOf,
  };
}

function relationshipsOf(tenant: Tenant): readonly SimulatedRelationship[] {
  const known = tenant.isGenerated ? undefined : SPECIAL[tenant.key];
  const all = known ?? [usualTerms(tenant)];
  return all.map((one, index) => ({ key: `${tenant.key}:${index}`, customer: tenant, ...one }));
}

/** Most are active for a good while; of generated customers, one in thirty is about to expire. */
function usualTerms({ key, isGenerated }: Tenant): Terms {
  const chance = spread(`relationship:${key}`);
  if (isGenerated && chance < 1 / 30) return terms('expiring', -715, 5 + Math.floor(chance * 700));
  const ends = 60 + Math.floor(chance * 600);
  return terms('active', ends - 730, ends, { autoExtends: chance < 0.5 ? 'P180D' : 'PT0S' });
}

/** Whether a relationship gives access. */
export const isInForce = ({ status }: SimulatedRelationship) => status === 'active' || status === 'expiring';
