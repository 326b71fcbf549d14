import { LRUCache } from 'lru-cache';
import type { CloudName } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Clock, EpochMs } from '../../time.ts';
import { createFlights } from '../sign-in/flights.ts';
import type { GraphErrand, ReadPage } from './graph-client.ts';
import { lacksApi } from './graph-error.ts';
import { readRows } from './read-rows.ts';
import { type Membership, readMembership } from './staff-rows.ts';

const KEEP_MS = 5 * 60_000;
const MAX_NAMES = 10;
/** More groups of one name than anybody makes by mistake. */
const MAX_PAGES = 5;
const FIELDS = 'id,displayName,securityEnabled,groupTypes,mailEnabled';

/**
 * Which group of the tenant the name of an agents' group means. Entra lets several groups have one name, and in most tenants anybody may make one:
 * - `group`: the only security group of the name;
 * - `nobody`: several have it, or only groups that grant no rights;
 * - `anyOfTheName`: what stands in for Graph tells of no group of that name, or cannot be asked. Graph itself is never so read: whoever made a
 *   group of that name would have the role.
 */
export type AgentGroup =
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'anyOfTheName' };

/** Finds the group that a name means; kept for 5 minutes, and asked once by however many. Throws `ReadError`. */
export type FindAgentGroup = (errand: GraphErrand, name: string) => Promise<AgentGroup>;

export interface AgentGroupsOptions {
  readonly cloud: CloudName;
  readonly readPage: ReadPage;
  /** Whether something stands in for Microsoft, which may not list groups (`MICROSOFT_UPSTREAM`). */
  readonly isStandIn: boolean;
  readonly clock: Clock;
  readonly log: Log | undefined;
}

/** https://learn.microsoft.com/graph/api/group-list */
export function createFindAgentGroup({
  cloud,
  readPage,
  isStandIn,
  clock,
  log,
}: AgentGroupsOptions): FindAgentGroup {
  const known = new LRUCache<string, { readonly group: AgentGroup; readonly at: EpochMs }>({
    max: MAX_NAMES,
  });
  const flights = createFlights<AgentGroup>(clock);
  const told = new Set<string>();

  async function list(errand: GraphErrand, name: string): Promise<AgentGroup> {
    let rows: unknown[];
    try {
      const first = { path: `/groups?$select=${FIELDS}`, filter: `displayName eq '${name}'` };
      rows = await readRows({ cloud, readPage, errand, first, maxPages: MAX_PAGES });
    } catch (error) {
      if (isStandIn && lacksApi(error)) return { kind: 'anyOfTheName' };
      throw error;
    }
    return choose(rows.map(readMembership), name);
  }

  function choose(rows: readonly (Membership | undefined)[], name: string): AgentGroup {
    const named = rows.filter((row) => row?.name === name.toLowerCase());
    const ids = new Set(named.flatMap((row) => (row?.isSecurityGroup ? row.id : [])));
    const [id] = ids;
    if (ids.size > 1) warnOnce(name, ids.size);
    else told.delete(name);
    if (ids.size === 1 && id !== undefined) return { kind: 'group', id };
    if (named.length > 0) return { kind: 'nobody' };
    if (isStandIn) return { kind: 'anyOfTheName' };
    const message = `Microsoft Graph (${cloud}): a person is in the group ${name}, and no group of that name is listed; pin it by its object id (STAFF_…_GROUP_ID)`;
    throw new ReadError('invalidAnswer', message);
  }

  function warnOnce(name: string, groups: number): void {
    if (told.has(name)) return;
    told.add(name);
    log?.error(
      { cloud, group: name, groups },
      'Several groups have the name of an agents’ group, so it gives nobody a role: set STAFF_ADMIN_AGENTS_GROUP_ID, STAFF_HELPDESK_AGENTS_GROUP_ID or STAFF_SALES_AGENTS_GROUP_ID to the object id of the right one.',
    );
  }

  return async (errand, name) => {
    const kept = known.get(name);
    const age = clock() - (kept?.at ?? 0);
    if (kept && age >= 0 && age < KEEP_MS) return kept.group;
    const at = clock();
    try {
      return await flights.join(name, errand, async (patience) => {
        const group = await list({ ...errand, ...patience }, name);
        known.set(name, { group, at });
        return group;
      });
    } catch (cause) {
      if (cause instanceof ReadError) throw cause;
      throw new ReadError('timeout', `Microsoft Graph (${cloud}): the caller stopped waiting`, { cause });
    }
  };
}
