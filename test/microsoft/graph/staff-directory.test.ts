import { describe, expect, it } from 'vitest';
import { CLOUDS, type CloudName } from '../../../src/clouds.ts';
import { ReadError } from '../../../src/errors.ts';
import type { AgentRole } from '../../../src/microsoft/graph/staff-directory.ts';
import type { Reply } from '../../support/fake-microsoft.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { CHINA, errorOf, GLOBAL, patient, start } from '../start.ts';

const ALEX = '60000000-0000-4000-8000-000000000001';
const ID = {
  admins: '70000000-0000-4000-8000-000000000001',
  helpdesk: '70000000-0000-4000-8000-000000000002',
  sales: '70000000-0000-4000-8000-000000000003',
  fake: '70000000-0000-4000-8000-00000000000f',
  other: '70000000-0000-4000-8000-0000000000aa',
};
const USER = { id: ALEX, userType: 'Member', accountEnabled: true };
const ROLE = {
  '@odata.type': '#microsoft.graph.directoryRole',
  id: '80000000-0000-4000-8000-000000000001',
  displayName: 'Global Administrator',
  roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
};
const group = (id: string, displayName: unknown, more: object = {}) => ({
  '@odata.type': '#microsoft.graph.group',
  id,
  displayName,
  groupTypes: [],
  mailEnabled: false,
  securityEnabled: true,
  ...more,
});
const ADMINS = group(ID.admins, 'AdminAgents');
const UNIFIED = { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false };
const page = (...value: unknown[]): Reply => ({ json: { value } });
const MISSING = { status: 404, json: { error: { code: 'Request_ResourceNotFound', message: 'No' } } };
const refusal = (status: number): Reply => ({ status, json: { error: { code: 'No', message: 'No' } } });

interface Scene {
  readonly cloud?: CloudName;
  readonly user?: Reply;
  readonly transitive?: Reply;
  readonly direct?: Reply;
  /** What the listing of groups answers, whatever the name. */
  readonly groups?: Reply;
  readonly pinnedGroups?: Partial<Record<AgentRole, string>>;
  readonly isReal?: boolean;
}

async function stage(scene: Scene = {}) {
  const cloud = scene.cloud ?? 'global';
  const log = createKeptLog();
  const { tenantId } = cloud === 'global' ? GLOBAL : CHINA;
  const staff = { cloud, tenantId, pinnedGroups: scene.pinnedGroups ?? {} };
  const started = await start({ staff, log, isReal: scene.isReal ?? false });
  const graph = `${new URL(CLOUDS[cloud].graph).host}/v1.0`;
  const { fake } = started;
  // Prefixes that are registered later are looked at first.
  fake.on(`${graph}/users/${ALEX}`, scene.user ?? { json: USER });
  fake.on(`${graph}/users/${ALEX}/memberOf`, scene.direct ?? page());
  fake.on(`${graph}/users/${ALEX}/transitiveMemberOf`, scene.transitive ?? page(ADMINS));
  fake.on(`${graph}/groups`, scene.groups ?? page(ADMINS));
  const read = (objectId = ALEX, signal = patient()) => started.staffDirectory.read(objectId, signal);
  return { ...started, graph, log, tenantId, read };
}

describe('a person', () => {
  it.each([
    'global',
    'china',
  ] as const)('of the partner in the cloud %s is read with the application’s token', async (cloud) => {
    const { fake, read, tenantId, graph } = await stage({ cloud });
    expect(await read()).toEqual({
      userType: 'member',
      isEnabled: true,
      roles: ['adminAgent'],
      groups: [ID.admins],
    });
    const [signIn, ...calls] = fake.requests;
    expect(signIn?.path).toContain(`/${tenantId}/oauth2/v2.0/token`);
    expect(signIn?.host).toMatch(cloud === 'global' ? /^login\..*\.com$/ : /^login\..*\.cn$/);
    expect(calls.map(({ host, path }) => decodeURIComponent(`${host}${path}`)).sort()).toEqual([
      `${graph}/groups?$select=id,displayName,securityEnabled,groupTypes,mailEnabled&$filter=displayName eq 'AdminAgents'`,
      `${graph}/users/${ALEX}/transitiveMemberOf?$top=999`,
      `${graph}/users/${ALEX}?$select=id,userType,accountEnabled,userPrincipalName,externalUserState`,
    ]);
    expect(calls.every(({ headers }) => headers.authorization?.startsWith('Bearer token-1-'))).toBe(true);
  });

  it.each([
    ['an id with a path', '../groups'],
    ['an encoded path', '..%2fgroups'],
    ['a name', 'alex@contoso.com'],
    ['nothing', ''],
    ['an endless id', 'a'.repeat(65)],
    ['a query', `${ALEX}?$select=id`],
  ])('is nobody with %s for an id, and nothing is asked', async (_what, objectId) => {
    const { fake, read } = await stage();
    expect(await read(objectId)).toBeUndefined();
    expect(fake.requests).toEqual([]);
  });

  it('is nobody where the tenant does not know the id', async () => {
    const { read } = await stage({ user: MISSING, transitive: MISSING, direct: MISSING });
    expect(await read()).toBeUndefined();
  });

  it.each([
    [{ userType: 'Guest' }, 'guest'],
    [{ userType: 'guest' }, 'guest'],
    [{ userType: 'SomethingNew' }, 'guest'],
    [{ userType: null, externalUserState: 'PendingAcceptance' }, 'guest'],
    [{ userType: null, userPrincipalName: 'lynne_x.com#ext#@partner.com' }, 'guest'],
    [{ userType: undefined, userPrincipalName: 'alex@partner.com' }, 'member'],
    [{ userType: 'member' }, 'member'],
  ])('with %o is a %s', async (more, userType) => {
    const { read } = await stage({ user: { json: { ...USER, ...more } } });
    expect(await read()).toMatchObject({ userType });
  });

  it.each([
    [false, false],
    ['False', false],
    [true, true],
    [null, true],
  ])('whose account is enabled: %s, may come in: %s', async (accountEnabled, isEnabled) => {
    const { read } = await stage({ user: { json: { ...USER, accountEnabled } } });
    expect(await read()).toMatchObject({ isEnabled });
  });

  it.each([
    [{ ...USER, id: ID.other }],
    [{}],
    ['nonsense'],
    [{ value: [USER] }],
  ])('is not taken from %o', async (json) => {
    const { read } = await stage({ user: { json } });
    expect(await errorOf(read())).toMatchObject({ code: 'invalidAnswer' });
  });
});

describe('roles', () => {
  it('are those of the three groups and of the directory role, all at once', async () => {
    const held = [ADMINS, group(ID.helpdesk, 'HELPDESKAGENTS'), group(ID.sales, 'salesagents'), ROLE];
    const { read } = await stage({ transitive: page(...held), groups: page(...held) });
    expect(await read()).toMatchObject({
      roles: ['adminAgent', 'helpdeskAgent', 'salesAgent', 'globalAdmin'],
      groups: [ID.admins, ID.helpdesk, ID.sales],
    });
  });

  it.each([
    [
      'a group that is named like the directory role',
      group(ID.other, 'Global Administrator', { roleTemplateId: ROLE.roleTemplateId }),
    ],
    ['another directory role', { ...ROLE, displayName: 'Global Administrator', roleTemplateId: ID.other }],
    ['an administrative unit', { ...ADMINS, '@odata.type': '#microsoft.graph.administrativeUnit' }],
    ['a group of Microsoft 365', group(ID.admins, 'AdminAgents', UNIFIED)],
    [
      'a group of Microsoft 365 that may grant rights',
      group(ID.admins, 'AdminAgents', { ...UNIFIED, securityEnabled: true }),
    ],
    ['a mail-enabled security group', group(ID.admins, 'AdminAgents', { mailEnabled: true })],
    ['a distribution list', group(ID.admins, 'AdminAgents', { securityEnabled: false })],
    ['a group with a longer name', group(ID.admins, 'AdminAgents2')],
    ['nonsense', 'AdminAgents'],
  ])('are not given by %s', async (_what, row) => {
    const { read } = await stage({ transitive: page(row), groups: page(row) });
    expect(await read()).toMatchObject({ roles: [] });
  });

  it('are read without the types of rows, where those are left out', async () => {
    const bare = [
      { id: ID.admins, displayName: 'AdminAgents' },
      { ...ROLE, '@odata.type': undefined },
    ];
    const { read } = await stage({ transitive: page(...bare), groups: page(...bare) });
    expect(await read()).toMatchObject({ roles: ['adminAgent', 'globalAdmin'], groups: [ID.admins] });
  });

  it('are read to the last page, which must lie on the same host', async () => {
    const { fake, read, graph } = await stage();
    const address = `${graph}/users/${ALEX}/transitiveMemberOf`;
    const next = `https://${address}?$top=999&$skiptoken=2`;
    const first = { json: { value: [group(ID.other, 'Others')], '@odata.nextLink': next } };
    fake.on(address, first, page(ADMINS));
    expect(await read()).toMatchObject({ roles: ['adminAgent'], groups: [ID.other, ID.admins] });
    expect(fake.seen(address).at(-1)?.path).toContain('$skiptoken=2');

    fake.on(address, { json: { value: [], '@odata.nextLink': 'https://evil.example/v1.0/users' } });
    expect(await errorOf(read())).toMatchObject({ code: 'invalidAnswer' });
    expect(fake.seen('evil.example')).toEqual([]);
  });

  it('are not believed where there is no end of pages', async () => {
    const { fake, read, graph } = await stage();
    const address = `${graph}/users/${ALEX}/transitiveMemberOf`;
    let number = 0;
    fake.on(address, (response) => {
      number += 1;
      response.end(
        JSON.stringify({ value: [ADMINS], '@odata.nextLink': `https://${address}?page=${number}` }),
      );
    });
    expect(await errorOf(read())).toMatchObject({ code: 'invalidAnswer' });
    expect(number).toBeLessThanOrEqual(50);
  });

  it('keep 2,000 groups at most, each once, in small letters', async () => {
    const many = Array.from({ length: 2_500 }, (_, at) => group(`G${at}`, 'x'));
    const { read } = await stage({ transitive: page(...many, ...many) });
    const groups = (await read())?.groups ?? [];
    expect(groups).toHaveLength(2_000);
    expect(new Set(groups).size).toBe(2_000);
    expect(groups[0]).toBe('g0');
  });

  it.each([
    400, 404, 405, 501,
  ])('come from direct memberships where a stand-in answers %i to the others', async (status) => {
    const { read } = await stage({ transitive: refusal(status), direct: page(ADMINS) });
    expect(await read()).toMatchObject({ roles: ['adminAgent'] });
  });

  it.each([
    [403, 'forbidden'],
    [500, 'unavailable'],
  ])('are unreadable where memberships answer %i', async (status, code) => {
    const { read, fake } = await stage({ transitive: refusal(status), direct: page(ADMINS) });
    expect(await errorOf(read())).toMatchObject({ code });
    expect(fake.requests.some(({ path }) => path.includes('/memberOf'))).toBe(false);
  });

  it('are unreadable, with the permission that is missing, where groups are told without their names', async () => {
    const { read } = await stage({ transitive: page(group(ID.admins, null)) });
    const error = await errorOf(read());
    expect(error.code).toBe('forbidden');
    expect(error.message).toContain('Directory.Read.All');
  });

  it('are unreadable where Microsoft asks to wait, and nothing is asked until then', async () => {
    const { read, fake, time } = await stage({ user: { status: 429, headers: { 'retry-after': '60' } } });
    const retryAt = time.clock() + 60_000;
    expect(await errorOf(read())).toMatchObject({ code: 'throttled', retryAt });
    const asked = fake.requests.length;
    expect(await errorOf(read())).toMatchObject({ code: 'throttled', retryAt });
    expect(fake.requests).toHaveLength(asked);
  });

  it('are given up with the caller', async () => {
    const { read } = await stage({ user: () => {} });
    expect(await errorOf(read(ALEX, AbortSignal.timeout(50)))).toMatchObject({ code: 'timeout' });
  });

  it('are nobody’s without a tenant to read them from', async () => {
    const { staffDirectory, fake } = await start();
    expect(await errorOf(staffDirectory.read(ALEX, patient()))).toMatchObject({ code: 'notFound' });
    expect(fake.requests).toEqual([]);
  });
});

describe('people of a bot whose cloud has no account', () => {
  const TENANT = '10000000-0000-4000-8000-000000000009';
  const bot = { appId: 'a-bot', tenantId: TENANT, cloud: 'global' } as const;
  const secret = { ...bot, type: 'SingleTenant', password: 'a-bots-secret' } as const;

  async function open(options: Parameters<typeof start>[0]) {
    const started = await start({
      accounts: [CHINA],
      staff: { cloud: 'global', tenantId: TENANT },
      ...options,
    });
    const graph = 'graph.microsoft.com/v1.0';
    started.fake.on(`${graph}/users/${ALEX}`, { json: USER });
    started.fake.on(`${graph}/users/${ALEX}/transitiveMemberOf`, page(ADMINS));
    started.fake.on(`${graph}/groups`, page(ADMINS));
    return started;
  }

  it('are read with its own registration, in its own tenant, and of the other cloud nothing is asked', async () => {
    const { fake, staffDirectory, staffProbe } = await open({ bot: secret });
    expect(await staffDirectory.read(ALEX, patient())).toMatchObject({ roles: ['adminAgent'] });
    const [signIn, ...calls] = fake.requests;
    expect(signIn).toMatchObject({ host: 'login.microsoftonline.com' });
    expect(signIn?.path).toContain(`/${TENANT}/oauth2/v2.0/token`);
    expect(signIn?.body).toContain('client_id=a-bot');
    expect(decodeURIComponent(String(signIn?.body))).toContain('scope=https://graph.microsoft.com/.default');
    expect(new Set(calls.map(({ host }) => host))).toEqual(new Set(['graph.microsoft.com']));
    await staffProbe?.read({ api: 'graph', tenantId: TENANT, signal: patient() }, `/v1.0/users/${ALEX}`, '');
    expect(fake.seen('login.microsoftonline.com/')).toHaveLength(1);
  });

  it('are read with the managed identity where the bot is one', async () => {
    const metadata = '169.254.169.254/metadata/identity/oauth2/token';
    const { fake, staffDirectory } = await open({
      bot: { ...bot, type: 'UserAssignedMSI', password: undefined },
    });
    fake.on(metadata, { json: { access_token: 'of-the-machine', expires_in: '3600' } });
    expect(await staffDirectory.read(ALEX, patient())).toMatchObject({ roles: ['adminAgent'] });
    const [asked] = fake.seen(metadata);
    expect(decodeURIComponent(String(asked?.path))).toContain('resource=https://graph.microsoft.com');
    expect(fake.requests.filter(({ host }) => /login|\.cn$/.test(host))).toEqual([]);
    expect(fake.seen('graph.microsoft.com/')[0]?.headers.authorization).toBe('Bearer of-the-machine');
  });

  it('are nobody without any bot', async () => {
    const { fake, staffDirectory, staffProbe } = await open({});
    expect(await errorOf(staffDirectory.read(ALEX, patient()))).toMatchObject({ code: 'notFound' });
    expect(staffProbe).toBeUndefined();
    expect(fake.requests).toEqual([]);
  });
});

describe('a group that somebody named like an agents’ group', () => {
  const FAKE = group(ID.fake, 'AdminAgents');

  it('gives no role beside the true one, whoever is in it: which is the true one cannot be told', async () => {
    const { read, log } = await stage({ transitive: page(FAKE), groups: page(ADMINS, FAKE) });
    expect(await read()).toMatchObject({ roles: [] });
    expect(await read()).toMatchObject({ roles: [] });
    const advice = log.lines.filter(({ message }) => message.includes('STAFF_ADMIN_AGENTS_GROUP_ID'));
    expect(advice).toHaveLength(1);
    expect(advice[0]?.fields).toMatchObject({ group: 'AdminAgents', groups: 2 });
  });

  it('takes the role from nobody while it is no security group', async () => {
    const { read } = await stage({ groups: page(group(ID.fake, 'AdminAgents', UNIFIED), ADMINS) });
    expect(await read()).toMatchObject({ roles: ['adminAgent'] });
  });

  it('gives no role while the listing is kept from before', async () => {
    const { read, fake, graph, time } = await stage();
    expect(await read()).toMatchObject({ roles: ['adminAgent'] });
    fake.on(`${graph}/users/${ALEX}/transitiveMemberOf`, page(FAKE));
    fake.on(`${graph}/groups`, page(ADMINS, FAKE));
    expect(await read()).toMatchObject({ roles: [] });
    time.advance(5 * 60_000);
    expect(await read()).toMatchObject({ roles: [] });
    expect(fake.seen(`${graph}/groups`)).toHaveLength(2);
  });

  it('is powerless where the true one is pinned, and nobody asks for names', async () => {
    const pinnedGroups = { adminAgent: ID.admins.toUpperCase() };
    const { read, fake, graph } = await stage({ pinnedGroups, transitive: page(FAKE) });
    expect(await read()).toMatchObject({ roles: [] });
    fake.on(`${graph}/users/${ALEX}/transitiveMemberOf`, page(group(ID.admins, 'Renamed')));
    expect(await read()).toMatchObject({ roles: ['adminAgent'] });
    expect(fake.seen(`${graph}/groups`)).toEqual([]);
  });

  it('needs no names at all where every group is pinned', async () => {
    const pinnedGroups = { adminAgent: ID.admins, helpdeskAgent: ID.helpdesk, salesAgent: ID.sales };
    const { read } = await stage({ pinnedGroups, transitive: page(group(ID.sales, null)) });
    expect(await read()).toMatchObject({ roles: ['salesAgent'] });
  });
});

describe('the listing of groups', () => {
  it.each([400, 404, 405, 501])('may be missing (%i): then the name alone counts', async (status) => {
    const { read } = await stage({ groups: refusal(status) });
    expect(await read()).toMatchObject({ roles: ['adminAgent'] });
  });

  it('that knows no such group leaves it to the name', async () => {
    const { read } = await stage({ groups: page() });
    expect(await read()).toMatchObject({ roles: ['adminAgent'] });
  });

  it.each([
    ...[400, 404, 405, 501].map(refusal),
    page(),
  ])('of Graph itself is never taken for missing: roles are unreadable where it answers %j', async (groups) => {
    const { read, fake, graph } = await stage({ groups, isReal: true });
    expect(await errorOf(read())).toBeInstanceOf(ReadError);
    fake.on(`${graph}/groups`, page(ADMINS));
    expect(await read()).toMatchObject({ roles: ['adminAgent'] });
  });

  it('that does not heed the filter is filtered here', async () => {
    const { read } = await stage({ groups: page(group(ID.other, 'Others'), ADMINS) });
    expect(await read()).toMatchObject({ roles: ['adminAgent'] });
  });

  it.each([
    [401, 'signInBlocked'],
    [403, 'forbidden'],
    [503, 'unavailable'],
  ])('that answers %i leaves roles unreadable', async (status, code) => {
    const { read } = await stage({ groups: refusal(status) });
    expect(await errorOf(read())).toMatchObject({ code });
  });

  it('is asked once by many, kept for five minutes, and not at all for who is in no such group', async () => {
    const { read, fake, graph, time } = await stage();
    const asked = () => fake.seen(`${graph}/groups`).length;
    await Promise.all(Array.from({ length: 20 }, () => read()));
    expect(asked()).toBe(1);
    time.advance(5 * 60_000 - 1);
    await read();
    expect(asked()).toBe(1);
    time.advance(1);
    await read();
    expect(asked()).toBe(2);
    fake.on(`${graph}/users/${ALEX}/transitiveMemberOf`, page(ROLE));
    time.advance(5 * 60_000);
    expect(await read()).toMatchObject({ roles: ['globalAdmin'] });
    expect(asked()).toBe(2);
  });

  it('that fails is not kept', async () => {
    const { read, fake, graph } = await stage({ groups: refusal(403) });
    await errorOf(read());
    fake.on(`${graph}/groups`, page(ADMINS));
    expect(await read()).toMatchObject({ roles: ['adminAgent'] });
  });
});
