import { z } from 'zod';
import type { Probe } from '../microsoft/probe.ts';
import type { Check, Outcome } from './examine.ts';

/** Object ids of the groups that give a role, where they are set: `STAFF_…_GROUP_ID`. */
export type StaffGroups = Readonly<Partial<Record<'adminAgent' | 'helpdeskAgent' | 'salesAgent', string>>>;

export interface StaffParts {
  readonly probe: Probe;
  /** The partner's. */
  readonly tenantId: string;
  readonly groups: StaffGroups;
}

/** How Partner Center names the groups, and what pins one down. */
const GROUPS = [
  { role: 'adminAgent', name: 'AdminAgents', variable: 'STAFF_ADMIN_AGENTS_GROUP_ID' },
  { role: 'helpdeskAgent', name: 'HelpdeskAgents', variable: 'STAFF_HELPDESK_AGENTS_GROUP_ID' },
  { role: 'salesAgent', name: 'SalesAgents', variable: 'STAFF_SALES_AGENTS_GROUP_ID' },
] as const;

const PERMISSION = 'Directory.Read.All';
const MEND = `add ${PERMISSION} (application) to the application and grant admin consent in the partner's tenant: without it nobody's role can be read, and nobody is let in`;
/** Of nobody: who may read people is told that there is none. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

const ROWS = z.object({
  value: z.array(
    z.object({ id: z.string(), displayName: z.string().catch(''), securityEnabled: z.boolean().nullish() }),
  ),
});

/** Whether roles of people can be read, and whether the groups that give them mean one group each. */
export async function checkStaffGroups(check: Check, parts: StaffParts): Promise<void> {
  const { probe, tenantId } = parts;
  await check(
    'People',
    async (signal) => {
      const path = `/v1.0/users/${NOBODY}?$select=id,userType,accountEnabled`;
      const errand = { api: 'graph', tenantId, signal } as const;
      await probe.read(errand, path, PERMISSION).catch((error) => {
        if (error.code !== 'notFound') throw error;
      });
      return { status: 'ok', says: 'can be read' };
    },
    MEND,
  );
  for (const group of GROUPS) await check(group.name, (signal) => judgeGroup(group, parts, signal), MEND);
}

async function judgeGroup(
  { role, name, variable }: (typeof GROUPS)[number],
  { probe, tenantId, groups }: StaffParts,
  signal: AbortSignal,
): Promise<Outcome> {
  const errand = { api: 'graph', tenantId, signal } as const;
  const pinned = groups[role];
  if (pinned !== undefined) {
    await probe.read(errand, `/v1.0/groups/${encodeURIComponent(pinned)}?$select=id`, PERMISSION);
    return { status: 'ok', says: `pinned by ${variable}` };
  }
  const filter = encodeURIComponent(`displayName eq '${name}'`);
  const path = `/v1.0/groups?$select=id,displayName,securityEnabled&$filter=${filter}`;
  const rows = ROWS.parse(await probe.read(errand, path, PERMISSION)).value;
  const named = rows.filter(
    (row) => row.displayName.trim().toLowerCase() === name.toLowerCase() && row.securityEnabled !== false,
  );
  if (named.length === 0)
    return {
      status: 'warning',
      says: 'there is no such security group: nobody has this role',
      mend: `is this the tenant of Partner Center? Else set ${variable} to the object id of the group that is meant`,
    };
  if (named.length > 1)
    return {
      status: 'failed',
      says: `${named.length} security groups have this name, so it gives nobody the role`,
      mend: `set ${variable} to the object id of the right one`,
    };
  return {
    status: 'ok',
    says: `one security group; to keep others of that name out for good, set ${variable}=${named[0]?.id}`,
  };
}
