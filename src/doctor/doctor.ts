import type { Config } from '../config.ts';
import { findUpstream } from '../find-upstream.ts';
import type { Log } from '../log.ts';
import { createMicrosoft } from '../microsoft/microsoft.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { chooseStaffTenants } from '../staff-tenants.ts';
import type { Clock, Random, Sleep } from '../time.ts';
import { examineAccount } from './check-account.ts';
import { examineBot } from './check-bot.ts';
import { examineDatabase } from './check-database.ts';
import { examineHosts } from './check-hosts.ts';
import { examineProcess } from './check-process.ts';
import { checkScopes } from './check-scopes.ts';
import { checkStaffGroups } from './check-staff.ts';
import { type Examine, examineAll, type Finding } from './examine.ts';
import { openKeptSecrets } from './kept-secrets.ts';

export interface DoctorSurroundings {
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly fetch: typeof globalThis.fetch;
  /** `process.versions.node`. */
  readonly nodeVersion: string;
  /** The longest a check may take, in milliseconds. Default 10,000. */
  readonly checkMs?: number;
}

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Looks into everything that the bot of this configuration needs, and changes nothing but what every use changes: the refresh token of a partner
 * user is renewed and kept.
 */
export async function runDoctor(
  config: Config,
  surroundings: DoctorSurroundings,
): Promise<readonly Finding[]> {
  const { clock, sleep, random, fetch, nodeVersion } = surroundings;
  const started: Sandbox[] = [];
  const { accounts, upstream, tenants } = await findUpstream(config, { clock, random }, (sandbox) =>
    started.push(sandbox),
  );
  const kept = await openKeptSecrets(config, accounts, { clock, sleep, log: SILENT });
  try {
    const { identity, identityEndpoint } = config;
    const staff = chooseStaffTenants(accounts, identity, tenants);
    const network = { fetch, upstream, clock };
    const microsoft = createMicrosoft({
      ...{ accounts, upstream, fetch, clock, sleep, random },
      ...{ bot: identity, identityEndpoint, secrets: kept.secrets },
      ...(staff && { staff }),
    });
    const topics: Record<string, Examine> = {
      'This machine': examineProcess(config, { fetch, nodeVersion }),
      Database: examineDatabase(config, { sleep, log: SILENT }),
      'Reaching Microsoft': examineHosts(accounts, identity, network),
    };
    for (const account of accounts) {
      const staffHere = staff?.cloud === account.cloud ? staff.tenantId : undefined;
      topics[`Partner account (${account.cloud})`] = examineAccount({
        ...{ account, microsoft, clock },
        staff:
          staffHere === undefined ? undefined : { tenantId: staffHere, groups: config.staff.pinnedGroups },
      });
    }
    if (config.staff.scopes.length > 0)
      topics.Customers = (check) => checkScopes(check, config.staff.scopes, microsoft.customerSources);
    topics.Bot = examineBot(identity, microsoft.botTokens, network);
    const { staffProbe: probe } = microsoft;
    if (staff && probe && !accounts.some(({ cloud }) => cloud === staff.cloud)) {
      const people = { probe, tenantId: staff.tenantId, groups: config.staff.pinnedGroups };
      topics['People of the partner'] = (check) => checkStaffGroups(check, people);
    }
    return await examineAll(topics, surroundings);
  } finally {
    await kept.close();
    await Promise.all(started.map((sandbox) => sandbox.stop()));
  }
}
