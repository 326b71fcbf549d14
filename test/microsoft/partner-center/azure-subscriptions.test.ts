import { describe, expect, it } from 'vitest';
import { readCandidate } from '../../../src/microsoft/partner-center/subscription-row.ts';
import {
  ARM,
  CONTOSO,
  CUSTOMERS,
  errorOf,
  PARTNER,
  patient,
  payload,
  SUBSCRIPTIONS,
  start,
} from '../start.ts';

const guid = (number: number) => `60000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const plan = (id: string, more: object = {}) => ({ id, offerName: 'Azure plan', status: 'active', ...more });
const entitled = (number: number, friendlyName: string, more: object = {}) => ({
  id: guid(number),
  friendlyName,
  status: 'active',
  ...more,
});
const HOUR_MS = 3_600_000;
const NOT_A_PLAN = { status: 404, json: { code: '1000', description: 'not found' } };

async function startList() {
  const started = await start();
  started.fake.on(ARM, { json: { value: [] } });
  started.fake.on(SUBSCRIPTIONS, NOT_A_PLAN);
  const { azureHealth, time } = started;
  const list = async (signal = patient()) =>
    (await azureHealth.readEvents(CONTOSO, time.clock(), signal)).subscriptions;
  return { ...started, list, ofPlan: (id: string) => `${SUBSCRIPTIONS}/${id}/azureentitlements` };
}

describe('the documented samples', () => {
  it('are a legacy subscription, known by its entitlement id', async () => {
    const { fake, list, ofPlan } = await startList();
    fake.on(SUBSCRIPTIONS, { json: payload('pc-customers-subscriptions-list.response') });
    fake.on(ofPlan('83ef9d05-4169-4ef9-9657-0e86b1eab1de'), NOT_A_PLAN);
    expect(await list()).toEqual([{ id: 'a356ac8c-e310-44f4-bf85-c7f29044af99', name: 'nickname' }]);
  });

  it("are an Azure plan's subscription, known by its entitlement", async () => {
    const { fake, list, ofPlan } = await startList();
    fake.on(SUBSCRIPTIONS, { json: { items: [plan('p1', { entitlementId: guid(9) })] } });
    fake.on(ofPlan('p1'), { json: payload('pc-azureentitlements-list.response') });
    expect(await list()).toEqual([{ id: '899ae6f1-8a74-4d5e-b6c6-e6b5019bbff8', name: 'Microsoft Azure' }]);
    expect(fake.seen(CUSTOMERS).map(({ path }) => path)).toEqual([
      `/v1/customers/${CONTOSO.tenantId}/subscriptions`,
      `/v1/customers/${CONTOSO.tenantId}/subscriptions/p1/azureentitlements`,
    ]);
    expect(fake.seen(CUSTOMERS)[0]?.headers).toMatchObject({
      'ms-requestid': expect.stringMatching(/^[\da-f-]{36}$/),
      'ms-partnercenter-application': 'Partner Health',
      authorization: expect.stringContaining(PARTNER),
    });
  });
});

describe('a subscription', () => {
  const row = (more: object) =>
    readCandidate({ id: 's1', entitlementId: guid(1), status: 'active', ...more });

  it.each([
    ['a licence', { unitType: 'Licenses', billingType: 'license', offerName: 'Microsoft 365 E3' }],
    ['a licence by its units alone', { unitType: 'License(s)', offerName: 'Visio' }],
    ['an Azure AD licence', { unitType: 'Licenses', offerName: 'Azure Active Directory Premium P1' }],
    ['an Azure AD licence, in short', { billingType: 'license', offerName: 'Azure AD Basic' }],
    [
      'an Azure Information Protection licence',
      { unitType: 'licenses', offerName: 'Azure Information Protection' },
    ],
    ['suspended', { status: 'Suspended', offerName: 'Microsoft Azure' }],
    ['deleted', { status: 'deleted', offerName: 'Azure plan' }],
    ['expired', { status: 'expired', offerName: 'Azure plan' }],
  ])('that is %s is none of Azure', (_name, more) => {
    expect(row(more)).toBe('other');
  });

  it.each([
    ['says nothing about its kind', { unitType: 'none', billingType: 'none' }, guid(1)],
    ['says nothing at all', {}, guid(1)],
    ['is billed by usage', { billingType: 'usage', offerName: 'Something new' }, guid(1)],
    ['names Azure', { offerName: 'Microsoft Azure', unitType: 'Usage-based' }, guid(1)],
    [
      'names Azure though sold by the licence',
      { offerName: 'Azure Something', unitType: 'Licenses' },
      guid(1),
    ],
    ['is of an unknown state', { status: 'thriving', offerName: 'Microsoft Azure' }, guid(1)],
    ['has the state none', { status: 'none', offerName: 'Microsoft Azure' }, guid(1)],
    ['is another offer', { offerName: 'Microsoft 365 E3', unitType: 'none' }, undefined],
    [
      'is a licence somebody named after Azure',
      { friendlyName: 'Azure people', unitType: 'Licenses' },
      undefined,
    ],
    ['has an id that is no GUID', { entitlementId: 'x' }, undefined],
  ])('that %s is looked into', (_name, more, legacyId) => {
    expect(row(more)).toMatchObject({ id: 's1', legacyId });
  });

  it('without an id cannot be understood', () => {
    expect(readCandidate({ offerName: 'Azure plan' })).toBeUndefined();
    expect(readCandidate('nonsense')).toBeUndefined();
  });
});

describe('the list', () => {
  it('holds every subscription in use once, by name, in small letters', async () => {
    const { fake, list, ofPlan } = await startList();
    const legacy = { id: 'l1', entitlementId: guid(1).toUpperCase(), offerName: 'Microsoft Azure' };
    fake.on(SUBSCRIPTIONS, { json: { items: [plan('p1'), plan('p2'), legacy, null] } });
    fake.on(ofPlan('l1'), NOT_A_PLAN);
    const gone = [entitled(4, 'Old', { status: 'Deleted' }), entitled(5, 'Held', { status: 'suspended' })];
    fake.on(ofPlan('p1'), { json: { items: [entitled(2, 'test'), entitled(1, 'Production'), ...gone, {}] } });
    fake.on(ofPlan('p2'), { json: { items: [entitled(3, '')] } });
    expect(await list()).toEqual([
      { id: guid(3), name: 'Azure plan' },
      { id: guid(1), name: 'Production' },
      { id: guid(2), name: 'test' },
    ]);
  });

  it('tells subscriptions of one name apart, and calls one without a name by its id', async () => {
    const { fake, list, ofPlan } = await startList();
    fake.on(SUBSCRIPTIONS, { json: { items: [{ id: 'p1' }] } });
    const items = [
      { id: 'a0000000-0000-4000-8000-000000000001', friendlyName: 'Microsoft Azure' },
      { id: 'b0000000-0000-4000-8000-000000000001', friendlyName: 'microsoft azure' },
      { id: 'c0000000-0000-4000-8000-000000000001' },
    ];
    fake.on(ofPlan('p1'), { json: { items } });
    expect((await list()).map(({ name }) => name)).toEqual([
      'c0000000-0000-4000-8000-000000000001',
      'Microsoft Azure (a0000000)',
      'microsoft azure (b0000000)',
    ]);
  });

  it('goes on over pages, of subscriptions and of entitlements', async () => {
    const { fake, list, ofPlan } = await startList();
    const next = (path: string, value: string) => ({
      links: { next: { uri: path, headers: [{ key: 'MS-ContinuationToken', value }] } },
    });
    fake.on(
      SUBSCRIPTIONS,
      { json: { items: [plan('p1')], ...next('/x', 'a') } },
      { json: { items: [plan('p2')] } },
    );
    fake.on(
      ofPlan('p1'),
      { json: { items: [entitled(1, 'One')], ...next('/y', 'b') } },
      { json: { items: [entitled(2, 'Two')] } },
    );
    fake.on(ofPlan('p2'), { json: { items: [entitled(3, 'Three')] } });
    expect(await list()).toHaveLength(3);
    const followed = fake.seen(CUSTOMERS).filter(({ headers }) => headers['ms-continuationtoken']);
    expect(followed.map(({ path, headers }) => [path, headers['ms-continuationtoken']])).toEqual([
      [`/v1/customers/${CONTOSO.tenantId}/subscriptions?seekOperation=Next`, 'a'],
      [`/v1/customers/${CONTOSO.tenantId}/subscriptions/p1/azureentitlements?seekOperation=Next`, 'b'],
    ]);
  });

  it.each([400, 404, 405])('takes a refusal of entitlements with %i for "no plan"', async (status) => {
    const { fake, list, ofPlan } = await startList();
    const sold = { id: 's2', entitlementId: guid(2), offerName: 'Microsoft 365 E3', unitType: 'none' };
    const legacy = { id: 's1', entitlementId: guid(1), offerName: 'Microsoft Azure' };
    fake.on(SUBSCRIPTIONS, { json: { items: [legacy, sold] } });
    fake.on(ofPlan('s1'), { status });
    fake.on(ofPlan('s2'), { status });
    expect(await list()).toEqual([{ id: guid(1), name: 'Microsoft Azure' }]);
  });

  it('holds nothing of a plan without entitlements, but a legacy subscription without any', async () => {
    const { fake, list, ofPlan } = await startList();
    const rows = [
      plan('p1', { entitlementId: guid(1) }),
      { id: 's1', entitlementId: guid(2), friendlyName: 'Old' },
    ];
    fake.on(SUBSCRIPTIONS, { json: { items: rows } });
    fake.on(ofPlan('p1'), { json: { items: [] } });
    fake.on(ofPlan('s1'), { json: { items: [] } });
    expect(await list()).toEqual([{ id: guid(2), name: 'Old' }]);
  });

  it('may be empty, and then nothing is asked of Azure', async () => {
    const { fake, list } = await startList();
    fake.on(SUBSCRIPTIONS, {
      json: { items: [{ id: 's1', offerName: 'Microsoft 365 E3', unitType: 'Licenses' }] },
    });
    expect(await list()).toEqual([]);
    expect(fake.seen(ARM)).toHaveLength(0);
    expect(fake.seen(CUSTOMERS)).toHaveLength(1);
  });

  it.each([
    [403, 'forbidden'],
    [404, 'notFound'],
    [401, 'credentialRefused'],
  ])('cannot be told when it is refused with %i', async (status, code) => {
    const { fake, list } = await startList();
    fake.on(SUBSCRIPTIONS, { status, json: { code: '60003' } });
    expect(await errorOf(list())).toMatchObject({ code, status });
  });

  it('cannot be told when the entitlements of one plan are forbidden, or make no sense', async () => {
    const { fake, list, ofPlan } = await startList();
    fake.on(SUBSCRIPTIONS, { json: { items: [plan('p1')] } });
    fake.on(ofPlan('p1'), { status: 403, json: { code: '900308' } }, { json: { items: [{ id: 'x' }] } });
    expect(await errorOf(list())).toMatchObject({ code: 'forbidden' });
    expect(await errorOf(list())).toMatchObject({ code: 'invalidAnswer' });
  });

  it('is used for an hour, then read again', async () => {
    const { fake, list, time, ofPlan } = await startList();
    fake.on(SUBSCRIPTIONS, { json: { items: [plan('p1')] } });
    fake.on(ofPlan('p1'), { json: { items: [entitled(1, 'One')] } });
    await Promise.all([list(), list(), list()]);
    time.advance(HOUR_MS - 1);
    await list();
    expect(fake.seen(CUSTOMERS)).toHaveLength(2);
    time.advance(2);
    await list();
    expect(fake.seen(CUSTOMERS)).toHaveLength(4);
  });

  it('is used for a day while it cannot be renewed, which is tried once a minute', async () => {
    const { fake, list, time, ofPlan } = await startList();
    fake.on(SUBSCRIPTIONS, { json: { items: [plan('p1')] } }, { status: 403 });
    fake.on(ofPlan('p1'), { json: { items: [entitled(1, 'One')] } });
    await list();
    time.advance(2 * HOUR_MS);
    expect(await list()).toHaveLength(1);
    expect(await list()).toHaveLength(1);
    expect(fake.seen(CUSTOMERS)).toHaveLength(3);
    time.advance(60_001);
    expect(await list()).toHaveLength(1);
    expect(fake.seen(CUSTOMERS)).toHaveLength(4);
    time.advance(23 * HOUR_MS);
    expect(await errorOf(list())).toMatchObject({ code: 'forbidden' });
  });

  it('that failed is not kept', async () => {
    const { fake, list } = await startList();
    fake.on(SUBSCRIPTIONS, { status: 403 }, { json: { items: [] } });
    expect(await errorOf(list())).toMatchObject({ code: 'forbidden' });
    expect(await list()).toEqual([]);
  });

  it('is read to the end for the next one who asks, though the first gave up', async () => {
    const { fake, list } = await startList();
    const asked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    fake.on(SUBSCRIPTIONS, async (response) => {
      asked.resolve();
      await release.promise;
      response.end(JSON.stringify({ items: [] }));
    });
    const caller = new AbortController();
    const first = errorOf(list(caller.signal));
    await asked.promise;
    caller.abort();
    expect(await first).toMatchObject({ code: 'timeout' });
    const second = list();
    release.resolve();
    expect(await second).toEqual([]);
    expect(fake.seen(CUSTOMERS)).toHaveLength(1);
  });

  it('has a budget, and pauses, apart from those of the customers', async () => {
    const { fake, list, time, customerSources } = await startList();
    fake.on(CUSTOMERS, { json: { items: [] } });
    fake.on(SUBSCRIPTIONS, { status: 429, json: payload('pc-error-429.response') });
    const now = time.clock();
    expect(await errorOf(list())).toMatchObject({ code: 'throttled', retryAt: now + 57_000 });
    expect(await customerSources[0]?.listCustomers(patient())).toEqual([]);
    expect(time.waits).toEqual([]);
    expect(await errorOf(list())).toMatchObject({ code: 'throttled', retryAt: now + 57_000 });
    expect(fake.seen(SUBSCRIPTIONS)).toHaveLength(1);
  });

  it('keeps to 500 calls a minute over all customers', async () => {
    const { fake, azureHealth, time } = await start();
    fake.on(CUSTOMERS, { json: { items: [] } });
    const ask = (number: number) =>
      azureHealth.readEvents({ cloud: 'global', tenantId: guid(number) }, time.clock(), patient());
    for (let number = 0; number < 500; number += 1) await ask(number);
    expect(await errorOf(ask(500))).toMatchObject({ code: 'throttled', retryAt: time.clock() + 60_000 });
  });
});
