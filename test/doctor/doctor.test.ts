import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { type DoctorSurroundings, runDoctor } from '../../src/doctor/doctor.ts';
import type { Finding } from '../../src/doctor/examine.ts';
import { isWell, printFindings, toJson } from '../../src/doctor/print-findings.ts';
import { SANDBOX_ACCOUNTS, SANDBOX_BOT } from '../../src/sandbox/accounts.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { toEnvironment } from '../support/start-bot.ts';
import { createSqliteDatabase } from '../support/test-store.ts';

const MAIN = fileURLToPath(new URL('../../src/doctor/main.ts', import.meta.url));
const SECRET = 'sandbox-global-secret';

let sandbox: Sandbox;
let upstream: string;
beforeAll(async () => {
  sandbox = createSandbox({ clock: Date.now });
  upstream = (await sandbox.start()).url;
});
beforeEach(() => sandbox.faults.clear());
afterAll(() => sandbox.stop());

const BASE = {
  clock: Date.now,
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  random: () => 0.5,
  fetch: globalThis.fetch,
  nodeVersion: '24.21.0',
};

async function examine(env: Environment = {}, surroundings: Partial<DoctorSurroundings> = {}) {
  const config = readConfig(
    {
      ...{ PORT: '0', DATABASE_URL: 'file::memory:' },
      ...toEnvironment({ url: upstream, accounts: SANDBOX_ACCOUNTS }),
      PARTNER_GLOBAL_REFRESH_TOKEN: SANDBOX_ACCOUNTS[0]?.refreshToken,
      ...env,
    },
    () => '',
  );
  const findings = await runDoctor(config, { ...BASE, ...surroundings });
  return { findings, find: (name: string, topic = '') => findOne(findings, name, topic) };
}

function findOne(findings: readonly Finding[], name: string, topic: string): Finding | undefined {
  return findings.find((finding) => finding.name === name && finding.topic.includes(topic));
}

describe('the doctor', () => {
  it('finds everything well on the sandbox, for both clouds, each part by name', async () => {
    const { findings } = await examine();
    expect(findings.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(isWell(findings)).toBe(true);
    const names = findings.map(({ topic, name }) => `${topic}: ${name}`);
    for (const name of [
      'This machine: Node',
      'This machine: PORT',
      'This machine: PUBLIC_URL',
      'This machine: SECRETS_KEY',
      'Database: DATABASE_URL',
      'Reaching Microsoft: graph.microsoft.com',
      'Reaching Microsoft: partner.partnercenterapi.microsoftonline.cn',
      'Reaching Microsoft: Clock',
      ...['global', 'china'].flatMap((cloud) =>
        [
          'Sign-in',
          'Customers',
          'Customers’ tenants: sign-in',
          'Service health',
          'Message centre',
          'Partner user',
        ].map((check) => `Partner account (${cloud}): ${check}`),
      ),
      ...[
        'People',
        'AdminAgents',
        'HelpdeskAgents',
        'SalesAgents',
        'Admin relationships (GDAP)',
        'Azure',
      ].map((check) => `Partner account (global): ${check}`),
      'Bot: Identity',
    ])
      expect(names).toContain(name);
  });

  it('examines a bot with an app id: its own token, and the keys of its channel', async () => {
    const { appId, tenantId, password } = SANDBOX_BOT.global;
    const identity = {
      ...{ MicrosoftAppId: appId, MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: tenantId },
      MicrosoftAppPassword: password,
    };
    const well = await examine(identity);
    expect(well.find('Token of the bot')).toMatchObject({ status: 'ok' });
    expect(well.find('Keys of the channel')).toMatchObject({ status: 'ok' });
    const wrong = await examine({ ...identity, MicrosoftAppPassword: 'not-the-password' });
    expect(wrong.find('Token of the bot')).toMatchObject({
      status: 'failed',
      mend: expect.stringMatching(/MicrosoftAppPassword/),
    });
    expect(JSON.stringify(wrong.findings)).not.toContain('not-the-password');
  });

  it('reads the people of a bot whose cloud has no account with the bot’s own registration', async () => {
    const { tenantId, appId, password } = SANDBOX_BOT.global;
    const { findings, find } = await examine({
      ...{ PARTNER_GLOBAL_TENANT_ID: undefined, PARTNER_GLOBAL_CLIENT_ID: undefined },
      ...{ PARTNER_GLOBAL_CLIENT_SECRET: undefined, PARTNER_GLOBAL_REFRESH_TOKEN: undefined },
      ...{ MicrosoftAppId: appId, MicrosoftAppType: 'SingleTenant' },
      ...{ MicrosoftAppTenantId: tenantId, MicrosoftAppPassword: password },
    });
    expect(findings.some(({ topic }) => topic.includes('(global)'))).toBe(false);
    expect(find('People', 'Partner account (china)')).toBeUndefined();
    expect(find('People', 'People of the partner')?.says).toBeDefined();
  });

  it('shows names in STAFF_SCOPES that are no customer’s', async () => {
    const STAFF_SCOPES = JSON.stringify({ 'aaaaaaaa-0000-4000-8000-000000000001': ['contosso.example'] });
    const { find } = await examine({ STAFF_SCOPES });
    expect(find('STAFF_SCOPES')).toMatchObject({
      status: 'warning',
      says: '1 of 1 names belong to no customer: contosso.example',
    });
  });

  it('with a wrong secret says which variable to mend, tries nothing else in vain, and repeats no secret', async () => {
    const { findings, find } = await examine({ PARTNER_GLOBAL_CLIENT_SECRET: 'wrong-and-hush' });
    expect(find('Sign-in', 'global')).toMatchObject({
      status: 'failed',
      says: expect.stringMatching(/AADSTS7000215/),
      mend: expect.stringMatching(/PARTNER_GLOBAL_CLIENT_ID.*renew the credential/),
    });
    expect(find('Everything else', 'global')).toMatchObject({ status: 'skipped' });
    expect(find('Customers', 'global')).toBeUndefined();
    expect(find('Customers', 'china')).toMatchObject({ status: 'ok' });
    expect(isWell(findings)).toBe(false);
    const printed = printFindings(findings) + toJson(findings);
    expect(printed).not.toMatch(/wrong-and-hush|sandbox-china-secret|refresh-token-|Bearer/);
  });

  it.each([
    ['People', { host: 'graph.microsoft.com', path: '/v1.0/users/*' }, /Directory\.Read\.All/],
    ['AdminAgents', { host: 'graph.microsoft.com', path: '/v1.0/groups*' }, /Directory\.Read\.All/],
    [
      'Admin relationships (GDAP)',
      { path: '*delegatedAdminRelationships*' },
      /DelegatedAdminRelationship\.Read\.All/,
    ],
    [
      'Service health',
      { host: 'graph.microsoft.com', path: '*healthOverviews*' },
      /ServiceHealth\.Read\.All/,
    ],
    ['Message centre', { host: 'graph.microsoft.com', path: '*messages*' }, /ServiceMessage\.Read\.All/],
    ['Customers', { host: 'api.partnercenter.microsoft.com', path: '/v1/customers' }, /App management/],
  ])('names the permission that is missing: %s', async (name, where, mend) => {
    sandbox.faults.add({ fault: { kind: 'status', status: 403 }, ...where });
    const { find } = await examine();
    expect(find(name, 'global')).toMatchObject({ status: 'failed', mend: expect.stringMatching(mend) });
  });

  it('waits for nothing longer than for one check', async () => {
    sandbox.faults.add({ fault: { kind: 'latency', ms: 60_000 }, host: 'graph.microsoft.com' });
    const begun = performance.now();
    const { find } = await examine({}, { checkMs: 300 });
    expect(performance.now() - begun).toBeLessThan(8_000);
    expect(find('People', 'global')).toMatchObject({ status: 'failed', says: 'no answer within 0.3 s' });
    expect(find('Customers', 'china')).toMatchObject({ status: 'ok' });
  });

  it('tells what cannot be reached, and what to look at', async () => {
    const blocked: typeof fetch = (input, init) =>
      String(input).includes('/login.microsoftonline.com/')
        ? Promise.reject(
            new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }) }),
          )
        : fetch(input, init);
    const { find } = await examine({}, { fetch: blocked });
    expect(find('login.microsoftonline.com')).toMatchObject({
      status: 'failed',
      says: expect.stringMatching(/not reached \(ENOTFOUND\).*firewall/),
    });
    expect(find('login.chinacloudapi.cn')).toMatchObject({ status: 'ok' });
  });

  it.each([
    [30_000, 'ok', /^30 s ahead/],
    [-90_000, 'warning', /^90 s behind/],
    [600_000, 'failed', /^600 s ahead of Microsoft’s/],
  ])('compares the clock with Microsoft’s: %i ms', async (offset, status, says) => {
    const { find } = await examine({}, { clock: () => Date.now() + offset });
    expect(find('Clock')).toMatchObject({ status, says: expect.stringMatching(says) });
  });

  it('tells how the database is, and leaves it as it is', async () => {
    const database = await createSqliteDatabase();
    if (database.database.kind !== 'sqlite') throw new Error('It is a file.');
    const env = { DATABASE_URL: `file:${database.database.path}` };
    expect((await examine(env)).find('DATABASE_URL')).toMatchObject({
      status: 'ok',
      says: expect.stringMatching(/empty/),
    });
    const store = await database.open();
    await store.check();
    expect((await examine(env)).find('DATABASE_URL')).toMatchObject({
      status: 'ok',
      says: expect.stringMatching(/can be written, schema \d+$/),
    });
    await database.close();
    const missing = await examine({ DATABASE_URL: 'file:/nowhere/at/all/health.db' });
    expect(missing.find('DATABASE_URL')).toMatchObject({
      status: 'failed',
      says: expect.stringMatching(/folder/),
    });
  });

  it('tells whether the port is free, taken by somebody else, or by a bot that is alive', async () => {
    const alive = { isBot: false };
    const other = createServer((_req, res) => res.end(alive.isBot ? '{"status":"alive"}' : 'hello'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const PORT = String(typeof address === 'object' && address ? address.port : 0);
    expect((await examine({ PORT })).find('PORT')).toMatchObject({
      status: 'failed',
      mend: expect.stringMatching(/PORT/),
    });
    alive.isBot = true;
    expect((await examine({ PORT })).find('PORT')).toMatchObject({ status: 'ok' });
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
    expect((await examine({ PORT })).find('PORT')).toMatchObject({ status: 'ok', says: `${PORT} is free` });
  });

  it('asks Azure for the last three days, not for years', async () => {
    const now = Date.now();
    const called: URL[] = [];
    const watched: typeof fetch = (input, init) => {
      called.push(new URL(String(input)));
      return fetch(input, init);
    };
    expect((await examine({}, { clock: () => now, fetch: watched })).find('Azure', 'global')).toBeDefined();
    const since = called.flatMap(({ searchParams }) => searchParams.get('queryStartTime') ?? []);
    expect(since.length).toBeGreaterThan(0);
    for (const text of since) {
      const ageMs = now - Date.parse(text);
      expect(ageMs).toBeGreaterThan(0);
      expect(ageMs).toBeLessThanOrEqual(5 * 86_400_000);
    }
  });

  it('asks who has the port by the network it is given', async () => {
    const other = createServer((_req, res) => res.end('hello'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const PORT = String(typeof address === 'object' && address ? address.port : 0);
    const watched: typeof fetch = async (input, init) =>
      String(input).includes('/healthz') ? new Response('{"status":"alive"}') : fetch(input, init);
    expect((await examine({ PORT }, { fetch: watched })).find('PORT')).toMatchObject({ status: 'ok' });
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
  });

  it.each([
    ['http://bot.example.com', 'warning'],
    ['https://localhost', 'warning'],
    ['https://bot.example.com', 'ok'],
  ])('judges the address %s', async (PUBLIC_URL, status) => {
    expect((await examine({ PUBLIC_URL })).find('PUBLIC_URL')).toMatchObject({ status });
  });

  it('wants Node 24', async () => {
    expect((await examine({}, { nodeVersion: '22.12.0' })).find('Node')).toMatchObject({ status: 'failed' });
  });
});

describe('npm run doctor', () => {
  const run = (env: Readonly<Record<string, string>>, ...args: string[]) =>
    promisify(execFile)(process.execPath, [MAIN, ...args], {
      env: { PATH: process.env.PATH ?? '', PORT: '0', DATABASE_URL: 'file::memory:', ...env },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }) => ({ code, stdout: String(stdout) }),
    );

  it('with nothing configured examines the sandbox, prints a line for each check, and ends with 0', async () => {
    const { code, stdout } = await run({});
    expect(code).toBe(0);
    expect(stdout).toMatch(/^This machine\n {2}✓ Node: version /);
    expect(stdout).toMatch(/\n {2}✓ AdminAgents: one security group/);
    expect(stdout).toMatch(/Nothing to mend/);
    expect(stdout).not.toContain(SECRET);
  });

  it('says the same to programs, and ends with 1 when something is to be mended', async () => {
    const { code, stdout } = await run({ PORT: 'x', PARTNER_CHINA_CLIENT_SECRET: 'hush' }, '--json');
    expect(code).toBe(1);
    const { ok, findings } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(findings.map(({ name }: Finding) => name)).toEqual(
      expect.arrayContaining(['PORT', 'PARTNER_CHINA_TENANT_ID']),
    );
    expect(stdout).not.toContain('hush');
  });
});
