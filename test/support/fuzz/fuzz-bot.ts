import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLOUD_NAMES } from '../../../src/clouds.ts';
import { SANDBOX_ACCOUNTS, SANDBOX_BOT } from '../../../src/sandbox/accounts.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { readResidentMegabytes, startProcess } from '../../bench/processes.ts';
import { toEnvironment } from '../start-bot.ts';
import { startFuzzConnector } from './fuzz-connector.ts';
import { type FuzzReport, runFuzz } from './run-fuzz.ts';

export interface FuzzedBotOptions {
  readonly seed: number;
  readonly count: number;
  /** Requests before memory is looked at for the first time. */
  readonly warmUp: number;
  /** The bot has an app id. */
  readonly isSigned?: boolean;
}

export interface FuzzedBotReport extends FuzzReport {
  /** Resident memory in megabytes: after the warm-up, and at each thousand of requests after that. */
  readonly memory: readonly number[];
  readonly posted: number;
}

/** Fuzzes the whole bot as a process of its own, in front of the sandbox. */
export async function fuzzBot({
  seed,
  count,
  warmUp,
  isSigned = false,
}: FuzzedBotOptions): Promise<FuzzedBotReport> {
  const sandbox = createSandbox({ clock: Date.now });
  const { url: upstream } = await sandbox.start();
  const world = describeWorld(sandbox);
  const folder = await mkdtemp(join(tmpdir(), 'partner-health-fuzz-'));
  const connector = await startFuzzConnector(world.names);
  const bot = await startProcess('src/main.ts', {
    ...toEnvironment({ url: upstream, accounts: SANDBOX_ACCOUNTS }),
    DATABASE_URL: `file:${join(folder, 'fuzz.db')}`,
    MESSAGES_PER_MINUTE: '1000000',
    ...(isSigned ? asEnvironment() : {}),
  });
  // With an app id it listens at every address.
  const url = `http://127.0.0.1:${new URL(bot.url).port}`;
  const serviceUrl = isSigned ? 'https://smba.trafficmanager.net/teams/' : connector.serviceUrl;
  try {
    while ((await fetch(`${url}/readyz`)).status !== 200)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const fuzz = (first: number, howMany: number, lookAfter?: () => void) =>
      runFuzz({
        ...{ url, seed: seed + first, count: howMany },
        world: { ...world, isSigned, serviceUrl },
        ...(lookAfter ? { lookAfter } : {}),
      });
    const memory: number[] = [];
    const look = () => void memory.push(readResidentMegabytes(bot.pid) ?? Number.NaN);
    const warm = await fuzz(1, warmUp);
    look();
    const rest = await fuzz(2, Math.max(0, count - warmUp), look);
    look();
    const isAlive = (await fetch(`${url}/healthz`)).status === 200;
    const failures = [
      ...warm.failures,
      ...rest.failures,
      ...connector.failures,
      ...(isAlive ? [] : ['it is not alive']),
    ];
    return { statuses: add(warm.statuses, rest.statuses), failures, memory, posted: connector.posted };
  } finally {
    await bot.stop();
    await connector.stop();
    await sandbox.stop();
    await rm(folder, { recursive: true });
  }
}

/** What there is on the sandbox. */
function describeWorld({ tenants }: Sandbox) {
  const all = CLOUD_NAMES.flatMap((cloud) => [...tenants.list(cloud)]);
  return {
    names: [...new Set(all.flatMap(({ name, domain }) => [name, domain]))],
    tenantIds: all.map(({ tenantId }) => tenantId),
    incidents: ['EX1000001', 'TM1000002', 'MO1000003', 'MC1000001', 'all', 'none'],
    forms: [],
  };
}

function asEnvironment(): Readonly<Record<string, string>> {
  const { appId, type, tenantId, password = '' } = SANDBOX_BOT.global;
  return {
    MicrosoftAppId: appId,
    MicrosoftAppType: type,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppPassword: password,
  };
}

function add(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) {
  const sum: Record<string, number> = { ...one };
  for (const [key, count] of Object.entries(other)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}
