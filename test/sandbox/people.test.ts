import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CLOUD_NAMES, CLOUDS, type CloudName } from '../../src/clouds.ts';
import { createMicrosoft } from '../../src/microsoft/microsoft.ts';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { PROJECT_GROUPS, ROLE_GROUPS, SCOPE_GROUPS } from '../../src/sandbox/people/groups.ts';
import { SANDBOX_PEOPLE } from '../../src/sandbox/people/people.ts';
import { findPlaygroundPerson } from '../../src/sandbox/people/playground-people.ts';
import { createStaff } from '../../src/staff/staff.ts';
import { createFakeTime } from '../support/fake-time.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { accountOf, trySandbox } from './try-sandbox.ts';

const PAGE = z.object({
  value: z.array(z.record(z.string(), z.unknown())),
  '@odata.nextLink': z.string().optional(),
});
const idOf = (word: string) => findPlaygroundPerson(word)?.objectId ?? '';

async function tryPeople() {
  const tried = await trySandbox();
  async function graph(path: string, cloud: CloudName = 'global', tenant = accountOf(cloud).tenantId) {
    const headers = await tried.signIn(cloud, tenant, CLOUDS[cloud].graph);
    return tried.call(path.startsWith('https') ? path : `${CLOUDS[cloud].graph}/v1.0${path}`, { headers });
  }
  const control = (body: unknown) =>
    fetch(`${tried.url}/sandbox/people`, { method: 'POST', body: JSON.stringify(body) });
  return { ...tried, graph, control };
}

describe('Graph of the partner’s tenant', () => {
  it.each(CLOUD_NAMES)('tells of a person what is selected (%s)', async (cloud) => {
    const { graph } = await tryPeople();
    const answer = await graph(`/users/${idOf('guest')}?$select=id,userType,accountEnabled`, cloud);
    expect(await answer.json()).toEqual({
      '@odata.context': `${CLOUDS[cloud].graph}/v1.0/$metadata#users(id,userType,accountEnabled)/$entity`,
      id: idOf('guest'),
      userType: 'Guest',
      accountEnabled: true,
    });
    expect(await (await graph(`/users/${idOf('admin')}`, cloud)).json()).not.toHaveProperty('userType');
    expect((await graph(`/users/${idOf('admin')}?$select=shoeSize`, cloud)).status).toBe(400);
  });

  it.each(['', '/memberOf', '/transitiveMemberOf'])('does not know everybody: %s', async (part) => {
    const { graph } = await tryPeople();
    const answer = await graph(`/users/ffffffff-0000-4000-8000-000000000001${part}`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'Request_ResourceNotFound' } });
  });

  it('tells of somebody’s many groups and roles page after page', async () => {
    const { graph } = await tryPeople();
    const path = `/users/${idOf('global-admin')}/transitiveMemberOf`;
    const first = PAGE.parse(await (await graph(path)).json());
    expect(first.value).toHaveLength(100);
    expect(first['@odata.nextLink']).toContain('$skiptoken=');
    const second = PAGE.parse(await (await graph(first['@odata.nextLink'] ?? '')).json());
    expect(second['@odata.nextLink']).toBeUndefined();
    expect(first.value.length + second.value.length).toBe(PROJECT_GROUPS.length + 3);
    expect(second.value.at(-1)).toMatchObject({ '@odata.type': '#microsoft.graph.directoryRole' });
    expect(PAGE.parse(await (await graph(`${path}?$top=999`)).json()).value).toHaveLength(133);
    expect((await graph(`${path}?$top=1000`)).status).toBe(400);
  });

  it('finds groups by name', async () => {
    const { graph } = await tryPeople();
    const filter = encodeURIComponent("displayName eq 'adminagents'");
    const answer = await graph(`/groups?$filter=${filter}&$select=id,displayName,securityEnabled,groupTypes`);
    expect(PAGE.parse(await answer.json()).value).toEqual([
      { id: ROLE_GROUPS.adminAgent.id, displayName: 'AdminAgents', securityEnabled: true, groupTypes: [] },
    ]);
  });

  it('is nobody else’s: a customer’s tenant refuses, and so does the partner’s without a token', async () => {
    const { graph, call, tenantOf } = await tryPeople();
    const other = await graph(`/users/${idOf('admin')}`, 'global', tenantOf('contoso').tenantId);
    expect(other.status).toBe(403);
    expect(await other.json()).toMatchObject({ error: { code: 'Authorization_RequestDenied' } });
    expect((await call(`${CLOUDS.global.graph}/v1.0/users/${idOf('admin')}`)).status).toBe(401);
  });

  it.each(['/users', '/groups/x', `/users/${idOf('admin')}/manager`])('has no %s', async (path) => {
    const { graph } = await tryPeople();
    expect((await graph(path)).status).toBe(400);
  });
});

describe('the control', () => {
  it('adds and changes people', async () => {
    const { sandbox, control, url } = await tryPeople();
    const objectId = '60000000-0000-4000-8000-00000000000a';
    const group = { id: '70000000-0000-4000-8000-00000000000f', name: 'AdminAgents' };
    expect(
      (await control({ objectId, name: 'Alex Doe', roles: ['salesAgent'], groups: [group] })).status,
    ).toBe(200);
    await control({ objectId, accountEnabled: false });
    const { people } = z
      .object({ people: z.array(z.unknown()) })
      .parse(await (await fetch(`${url}/sandbox/people`)).json());
    expect(people).toHaveLength(SANDBOX_PEOPLE.length + 1);
    expect(people.at(-1)).toMatchObject({
      ...{ objectId, name: 'Alex Doe', roles: ['salesAgent'], groups: [group.id], accountEnabled: false },
    });
    expect(sandbox.people.groups.filter(({ name }) => name === 'AdminAgents')).toHaveLength(2);
  });

  it.each([
    {},
    { objectId: '../x' },
    { objectId: 'a', roles: ['boss'] },
    { objectId: 'a', rolls: [] },
  ])('refuses %o', async (body) => {
    const { control } = await tryPeople();
    expect((await control(body)).status).toBe(400);
  });
});

describe.each(CLOUD_NAMES)('the Playground’s people, read through the sandbox of the cloud %s', (cloud) => {
  async function meet() {
    const tried = await tryPeople();
    const log = createKeptLog();
    const { tenantId } = accountOf(cloud);
    const time = createFakeTime();
    const { staffDirectory } = createMicrosoft({
      ...{ accounts: SANDBOX_ACCOUNTS, upstream: tried.url, fetch, clock: time.clock, log },
      sleep: async () => {},
      random: () => 0.5,
      staff: { cloud, tenantId },
    });
    const scopes = [
      { group: SCOPE_GROUPS.banking.id, customers: ['woodgrovebank.com'] },
      { group: SCOPE_GROUPS.china.id, customers: ['qinghe.partner.onmschina.cn'] },
    ];
    const staff = createStaff({
      ...{ directory: staffDirectory, ownTenants: [tenantId], requiresTenant: true, scopes },
      ...{ clouds: CLOUD_NAMES, clock: time.clock, log },
    });
    const admit = (objectId: string) => staff.admit({ objectId, account: '29:x', name: 'X' }, tenantId);
    return { ...tried, time, admit, log };
  }

  it.each([
    ['admin', ['adminAgent'], [true, true]],
    ['helpdesk', ['helpdeskAgent'], [false, true]],
    ['sales', ['salesAgent'], [false, false]],
    ['global-admin', ['globalAdmin'], [true, false]],
  ])('%s', async (word, roles, seen) => {
    const { admit, tenantOf } = await meet();
    const admission = await admit(idOf(word));
    if (admission.kind !== 'admitted') throw new Error(admission.kind);
    const { access } = admission;
    expect(access.roles).toEqual(roles);
    expect([access.sees(tenantOf('woodgrove')), access.sees(tenantOf('qinghe'))]).toEqual(seen);
    expect(access.sees(tenantOf('contoso'))).toBe(true);
  });

  it.each([
    ['none', 'noRole'],
    ['guest', 'guest'],
  ])('%s: refused', async (word, reason) => {
    const { admit } = await meet();
    expect(await admit(idOf(word))).toEqual({ kind: 'refused', reason });
  });

  it('and anybody else: unknown', async () => {
    const { admit } = await meet();
    expect(await admit('60000000-0000-4000-8000-00000000000a')).toEqual({
      kind: 'refused',
      reason: 'unknown',
    });
  });

  it('cost two calls and a listing for 1,000 questions of one person at once', async () => {
    const { admit, sandbox } = await meet();
    await Promise.all(Array.from({ length: 1_000 }, () => admit(idOf('admin'))));
    const { host } = new URL(CLOUDS[cloud].graph);
    const paths = sandbox.requests.list().flatMap((one) => (one.host === host ? one.path : []));
    expect(paths.sort()).toEqual([
      '/v1.0/groups',
      `/v1.0/users/${idOf('admin')}`,
      `/v1.0/users/${idOf('admin')}/transitiveMemberOf`,
    ]);
  });

  it('who are in more groups than a page holds are read to the end', async () => {
    const { admit, sandbox } = await meet();
    const objectId = idOf('none');
    const groups = Array.from({ length: 1_200 }, (_, at) => ({ id: `9000-${at}`, name: `Group ${at}` }));
    sandbox.people.set({ objectId, groups: [...groups, ROLE_GROUPS.salesAgent.id] });
    expect(await admit(objectId)).toMatchObject({ access: { roles: ['salesAgent'] } });
  });

  it('lose a role once somebody makes a second group of its name', async () => {
    const { admit, sandbox, time, log } = await meet();
    const fake = { id: '70000000-0000-4000-8000-00000000000f', name: 'AdminAgents' };
    sandbox.people.set({ objectId: idOf('none'), groups: [fake] });
    expect(await admit(idOf('none'))).toEqual({ kind: 'refused', reason: 'noRole' });
    time.advance(5 * 60_000);
    expect(await admit(idOf('admin'))).toEqual({ kind: 'refused', reason: 'noRole' });
    expect(log.lines.filter(({ message }) => message.includes('STAFF_ADMIN_AGENTS_GROUP_ID'))).toHaveLength(
      1,
    );
  });

  it('cannot be read while Graph is out, and can again after', async () => {
    const { admit, sandbox, time } = await meet();
    sandbox.faults.add({ path: '/v1.0/users/*', fault: { kind: 'status', status: 503 } });
    expect(await admit(idOf('admin'))).toMatchObject({ kind: 'unreadable' });
    sandbox.faults.clear();
    time.advance(5_000);
    expect(await admit(idOf('admin'))).toMatchObject({ kind: 'admitted' });
  });
});
