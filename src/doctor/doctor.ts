import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { createMicrosoft } from '../microsoft/microsoft.ts';
import type { Clock, Random, Sleep } from '../time.ts';
import { examineAccount } from './check-account.ts';
import { examineBot } from './check-bot.ts';
import { examineDatabase } from './check-database.ts';
import { examineHosts } from './check-hosts.ts';
import { examineProcess } from './check-process.ts';
import { type Examine, examineAll, type Finding } from './examine.ts';

export interface DoctorSurroundings {
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly fetch: typeof globalThis.fetch;
  /** `process.version`, without its `v`. */
  readonly nodeVersion: string;
  /** The longest a check may take, in milliseconds. Default 10,000. */
  readonly checkMs?: number;
}

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Looks into everything that the bot of this configuration needs. Changes nothing. Never rejects. */
export async function runDoctor(
  config: Config,
  surroundings: DoctorSurroundings,
): Promise<readonly Finding[]> {
  const { clock, sleep, random, fetch, nodeVersion } = surroundings;
  const sandbox = config.sandbox ? await startSandbox(surroundings) : undefined;
  try {
    const { accounts, upstream } = sandbox ?? config;
    const network = { fetch, upstream, clock };
    const microsoft = createMicrosoft({ accounts, upstream, fetch, clock, sleep, random });
    const topics: Record<string, Examine> = {
      'This machine': examineProcess(config, nodeVersion),
      Database: examineDatabase(config, { sleep, log: SILENT }),
      'Reaching Microsoft': examineHosts(accounts, config.identity, network),
    };
    for (const [at, account] of accounts.entries()) {
      const staffGroups = at === 0 ? {} : undefined;
      topics[`Partner account (${account.cloud})`] = examineAccount({ account, microsoft, staffGroups });
    }
    topics.Bot = examineBot(config.identity, undefined, network);
    return await examineAll(topics, surroundings);
  } finally {
    await sandbox?.stop();
  }
}

/** Its own, as the bot does without a partner account. */
async function startSandbox({ clock, random }: Pick<DoctorSurroundings, 'clock' | 'random'>) {
  const { createSandbox } = await import('../sandbox/sandbox.ts');
  const { SANDBOX_ACCOUNTS } = await import('../sandbox/accounts.ts');
  const sandbox = createSandbox({ clock, random });
  const { url } = await sandbox.start();
  return { accounts: SANDBOX_ACCOUNTS, upstream: url, stop: () => sandbox.stop() };
}
