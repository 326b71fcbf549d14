import type { Config } from './config.ts';
import type { CustomerDirectory } from './customers/ports.ts';
import { describeError, type Log } from './log.ts';
import type { Scopes } from './staff/scopes.ts';
import type { Sleep } from './time.ts';

export interface WarnOfStaffOptions {
  readonly config: Pick<Config, 'production' | 'staff'>;
  /** Ids of the partner's own tenants. */
  readonly ownTenants: readonly string[];
  /** Whether conversations of other tenants are refused. */
  readonly requiresTenant: boolean;
  readonly scopes: Pick<Scopes, 'findStrangers'>;
  readonly directory: Pick<CustomerDirectory, 'customers' | 'states'>;
  readonly sleep: Sleep;
  readonly log: Log;
}

/** How often it is looked whether the customers of all accounts are there, in milliseconds. */
const LOOK_MS = 10_000;

/**
 * Tells the operator once, in the log, of settings about people that work and are not what anybody means. Ends when the signal aborts. Never
 * rejects.
 */
export async function warnOfStaff(options: WarnOfStaffOptions, signal: AbortSignal): Promise<void> {
  const { config, scopes, directory, sleep, log } = options;
  const { pinnedGroups } = config.staff;
  if (config.production && Object.values(pinnedGroups).every((id) => id === undefined)) {
    log.warn(
      {},
      'No group is pinned: roles are given by the names of groups, which others may give to groups of theirs. Set STAFF_ADMIN_AGENTS_GROUP_ID, STAFF_HELPDESK_AGENTS_GROUP_ID and STAFF_SALES_AGENTS_GROUP_ID; npm run doctor tells the ids.',
    );
  }
  if (options.requiresTenant && options.ownTenants.some((tenant) => tenant.includes('.'))) {
    log.error(
      {},
      'Nobody is let in: conversations tell the id of their tenant. Set MicrosoftAppTenantId to that id instead of a domain.',
    );
  }
  if (config.staff.scopes.length === 0) return;
  try {
    // A customer that is not there yet is no stranger.
    while (directory.states.some(({ loadedAt }) => loadedAt === undefined)) await sleep(LOOK_MS, signal);
  } catch (error) {
    if (!signal.aborted)
      log.warn(describeError(error), 'STAFF_SCOPES could not be held against the customers.');
    return;
  }
  const count = scopes.findStrangers(directory.customers).length;
  if (count > 0 && !signal.aborted) {
    log.warn(
      { variable: 'STAFF_SCOPES', count },
      'Some names in STAFF_SCOPES belong to no customer: if one is misspelt, its customer is visible to everybody. npm run doctor shows them.',
    );
  }
}
