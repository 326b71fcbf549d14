import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { SANDBOX_ACCOUNTS } from '../src/sandbox/accounts.ts';
import { createSandbox, type Sandbox } from '../src/sandbox/sandbox.ts';
import { startSilentProxy } from './store/silent-proxy.ts';
import type { FakeConnectorOptions } from './support/fake-connector.ts';
import { startFakeTeams } from './support/fake-teams.ts';
import { type NoPostgres, startPostgres, type TestPostgres } from './support/postgres.ts';
import { toEnvironment, waitUntilReady } from './support/start-bot.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
/** From the signal to the end of the process, in milliseconds. */
const MOST_MS = 10_000;

async function start(env: Readonly<Record<string, string>> = {}, teamsOptions?: FakeConnectorOptions) {
  const sandbox: Sandbox = createSandbox({ clock: Date.now });
  const { url: upstream } = await sandbox.start();
  onTestFinished(() => sandbox.stop());
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...{ PATH: process.env.PATH ?? '', PORT: '0', DATABASE_URL: 'file::memory:', POLL_SECONDS: '0' },
      ...Object.fromEntries(
        Object.entries(toEnvironment({ url: upstream, accounts: SANDBOX_ACCOUNTS })).map(([name, value]) => [
          name,
          value ?? '',
        ]),
      ),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const url = await readUrl(child);
  await waitUntilReady(url);
  const teams = await startFakeTeams(url, teamsOptions);
  onTestFinished(() => teams.stop());
  /** Asks the process to end; resolves with its code and how long it took. */
  const stop = async () => {
    const begun = performance.now();
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    return { code, ms: performance.now() - begun };
  };
  return { sandbox, url, teams, stop };
}

async function readUrl({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The process has no output.');
  for await (const line of createInterface({ input: stdout })) {
    const url = line.startsWith('{') ? JSON.parse(line).url : undefined;
    if (typeof url !== 'string') continue;
    stdout.resume();
    return url;
  }
  throw new Error('The process ended before it listened.');
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error('It did not come about.');
    await sleep(20);
  }
}

const wellDone = { code: 0 };

describe('a bot that is asked to stop', { timeout: 60_000 }, () => {
  it('in the middle of questions answers every one of them, and takes no more', async () => {
    const { sandbox, url, teams, stop } = await start();
    sandbox.latency.set(400);
    sandbox.requests.clear();
    const names = ['contoso.com', 'fabrikam.com', 'woodgrovebank.com', 'litware.com', 'proseware.com'];
    const asked = names.map((name) => teams.ask(`health for ${name}`));
    await until(() => sandbox.requests.total >= 3);
    const stopped = stop();
    await sleep(300);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    for (const replies of await Promise.all(asked)) expect(replies).toHaveLength(1);
    const { code, ms } = await stopped;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(MOST_MS);
  });

  it('in the middle of posting posts it, once', async () => {
    const { teams, stop } = await start({}, { answersAfterMs: () => 1_500 });
    const writing = teams.write('help');
    await until(() => teams.requests.length > 0);
    expect(await stop()).toMatchObject(wellDone);
    expect(await writing).toBe(200);
    expect(teams.posted).toHaveLength(1);
  });

  it('ends in time while Microsoft does not answer at all', async () => {
    const { sandbox, teams, stop } = await start();
    sandbox.latency.set(600_000);
    sandbox.requests.clear();
    const asking = teams.ask('health for contoso.com').catch(() => 'given up');
    await sleep(500);
    const { code, ms } = await stop();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(MOST_MS);
    await asking;
  });

  it('ends in time while Teams does not answer at all', async () => {
    const { teams, stop } = await start({}, { answersAfterMs: () => 600_000 });
    const writing = teams.write('help').catch(() => 0);
    await until(() => teams.requests.length > 0);
    const { code, ms } = await stop();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(MOST_MS);
    await writing;
  });
});

describe('a bot on PostgreSQL that is asked to stop', { timeout: 60_000 }, () => {
  let postgres: TestPostgres | NoPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    if ('stop' in postgres) await postgres.stop();
  });

  it('gives back everything it held, so that another replica goes on at once', async ({ skip }) => {
    if ('reason' in postgres) return skip(postgres.reason);
    const schema = await postgres.createSchema();
    const count = async () => {
      const [row] = await schema.query(
        `select count(*)::int as held from leases where until > ${Date.now()}`,
      );
      return Number(row?.held);
    };
    const { stop } = await start({ DATABASE_URL: schema.url, POLL_SECONDS: '10' });
    await until(async () => (await count()) > 10);
    const { code, ms } = await stop();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(MOST_MS);
    expect(await count()).toBe(0);
  });

  it('ends in time while the database does not answer at all', async ({ skip }) => {
    if ('reason' in postgres) return skip(postgres.reason);
    const schema = await postgres.createSchema();
    const proxy = await startSilentProxy(schema.url);
    onTestFinished(() => proxy.close());
    const { url, teams, stop } = await start({ DATABASE_URL: proxy.url, POLL_SECONDS: '10' });
    proxy.silence();
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toMatch(/database/);
    const asking = teams.ask('health for contoso.com').catch(() => 'given up');
    await sleep(300);
    const { code, ms } = await stop();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(MOST_MS);
    await asking;
  });
});
