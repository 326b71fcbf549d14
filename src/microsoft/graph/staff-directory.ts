import { ReadError } from '../../errors.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import { isObjectId } from '../../staff/object-id.ts';
import type { StaffDirectory, StaffRecord } from '../../staff/ports.ts';
import { ROLES, type Role } from '../../staff/role.ts';
import type { Runtime } from '../call.ts';
import { type ApiPolicy, RETRY_STATUSES } from '../policy/request.ts';
import type { AuthorizedSend } from '../sign-in/authorized-send.ts';
import { createFindAgentGroup } from './agent-groups.ts';
import { createReadPage, type GraphErrand } from './graph-client.ts';
import { GraphRefusal, lacksApi } from './graph-error.ts';
import { readRows } from './read-rows.ts';
import { type Membership, readMembership, readUser, type StaffUser } from './staff-rows.ts';

/** Roles that a group gives. */
export type AgentRole = Exclude<Role, 'globalAdmin'>;

/** "In Entra these agents are groups": how Partner Center names them. */
const GROUP_NAMES: Readonly<Record<AgentRole, string>> = {
  adminAgent: 'AdminAgents',
  helpdeskAgent: 'HelpdeskAgents',
  salesAgent: 'SalesAgents',
};

const USER_FIELDS = 'id,userType,accountEnabled,userPrincipalName,externalUserState';
/** The largest page Graph documents for memberships. */
const LARGE_PAGES = '?$top=999';
/** The contract of `StaffRecord`. */
const MAX_GROUPS = 2_000;

export interface StaffDirectoryOptions {
  /** The partner's tenant, in which people and groups are looked up. */
  readonly tenantId: string;
  /** Object ids of the groups that give the roles. A role without one is given by the only security group of the documented name. */
  readonly pinnedGroups?: Partial<Readonly<Record<AgentRole, string>>>;
}

/** https://learn.microsoft.com/graph/api/user-get and user-list-transitivememberof. Of people nothing is kept. */
export function createStaffDirectory(
  { clock, timings, log, upstream }: Pick<Runtime, 'clock' | 'timings' | 'log' | 'upstream'>,
  { cloud }: Pick<PartnerAccount, 'cloud'>,
  send: AuthorizedSend,
  { tenantId, pinnedGroups = {} }: StaffDirectoryOptions,
): StaffDirectory {
  const policy: ApiPolicy = {
    api: 'graph',
    resource: 'directory',
    budget: [],
    retryStatuses: RETRY_STATUSES,
    attemptMs: timings.graphAttemptMs,
    permissions: "Directory.Read.All (application) in the partner's own tenant",
  };
  const readPage = createReadPage(cloud, policy, send);
  const findAgentGroup = createFindAgentGroup({
    ...{ cloud, readPage, isStandIn: upstream !== undefined, clock, log },
  });

  async function findUser(errand: GraphErrand, objectId: string): Promise<StaffUser | undefined> {
    let row: unknown;
    try {
      row = await readPage(errand, { path: `/users/${objectId}?$select=${USER_FIELDS}` }, {});
    } catch (error) {
      if (error instanceof GraphRefusal && error.code === 'notFound') return undefined;
      throw error;
    }
    const user = readUser(row);
    if (user?.id === objectId.toLowerCase()) return user;
    throw new ReadError('invalidAnswer', `Microsoft Graph (${cloud}): the person cannot be understood`);
  }

  async function listMemberships(errand: GraphErrand, objectId: string): Promise<Membership[]> {
    const list = (path: string) =>
      readRows({ cloud, readPage, errand, first: { path: `/users/${objectId}/${path}` } });
    const rows = await list(`transitiveMemberOf${LARGE_PAGES}`).catch((error) => {
      if (lacksApi(error)) return list('memberOf');
      throw error;
    });
    return rows.map(readMembership).filter((membership) => membership !== undefined);
  }

  async function holdsRole(errand: GraphErrand, role: AgentRole, groups: readonly Membership[]) {
    const pinned = pinnedGroups[role]?.toLowerCase();
    if (pinned !== undefined) return groups.some(({ id }) => id === pinned);
    const name = GROUP_NAMES[role];
    const named = groups.filter((group) => group.isSecurityGroup && group.name === name.toLowerCase());
    if (named.length === 0) return false;
    const meant = await findAgentGroup(errand, name);
    return meant.kind === 'group' ? named.some(({ id }) => id === meant.id) : meant.kind === 'anyOfTheName';
  }

  async function judgeRoles(errand: GraphErrand, memberships: readonly Membership[]): Promise<Role[]> {
    const groups = memberships.filter(({ kind }) => kind === 'group');
    const needsNames = ROLES.some((role) => role !== 'globalAdmin' && pinnedGroups[role] === undefined);
    // "Limited information": Graph leaves out what the application may not see, rather than refusing.
    if (needsNames && groups.some(({ name }) => name === '')) {
      const message = `Microsoft Graph (${cloud}): groups are told without their names; a permission is missing: ${policy.permissions} with admin consent`;
      throw new ReadError('forbidden', message);
    }
    const holds = await Promise.all(
      ROLES.map((role) =>
        role === 'globalAdmin'
          ? memberships.some(({ kind }) => kind === 'globalAdmin')
          : holdsRole(errand, role, groups),
      ),
    );
    return ROLES.filter((_, at) => holds[at]);
  }

  return {
    async read(objectId, signal): Promise<StaffRecord | undefined> {
      if (!isObjectId(objectId)) return undefined;
      const errand = { tenantId, signal, deadline: clock() + timings.graphTotalMs };
      const memberships = listMemberships(errand, objectId);
      // Whoever does not exist has no groups either: the person's own answer comes first.
      memberships.catch(() => {});
      const user = await findUser(errand, objectId);
      if (!user) return undefined;
      const held = await memberships;
      const groups = held.filter(({ kind }) => kind === 'group').map(({ id }) => id);
      return {
        userType: user.userType,
        isEnabled: user.isEnabled,
        roles: await judgeRoles(errand, held),
        groups: [...new Set(groups)].slice(0, MAX_GROUPS),
      };
    },
  };
}
