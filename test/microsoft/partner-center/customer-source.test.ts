import { describe, expect, it } from 'vitest';
import type { CustomerSource } from '../../../src/customers/ports.ts';
import { CHINA, CUSTOMERS, errorOf, PARTNER, patient, payload, start } from '../start.ts';

const tenant = (number: number) => `50000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const item = (number: number, more: object = {}) => ({
  id: tenant(number),
  companyProfile: {
    tenantId: tenant(number),
    domain: `c${number}.example`,
    companyName: `Customer ${number}`,
  },
  relationshipToPartner: 'reseller',
  ...more,
});
const link = (token: string) => ({
  next: {
    uri: '/customers?size=500?seekOperation=Next',
    method: 'GET',
    headers: [{ key: 'MS-ContinuationToken', value: token }],
  },
});

async function startSource(cloud: 'global' | 'china' = 'global') {
  const started = await start();
  const source = started.customerSources.find((one) => one.cloud === cloud);
  const list = () => listAll(source);
  return { ...started, list };
}

async function listAll(source: CustomerSource | undefined) {
  if (!source) throw new Error('There is no such source');
  return source.listCustomers(patient());
}

describe('the documented samples', () => {
  it('are read as customers, by their own id where the profile holds no tenant id', async () => {
    const { fake, list } = await startSource();
    fake.on(CUSTOMERS, { json: payload('pc-customers-list.response') });
    expect(await list()).toEqual([
      {
        cloud: 'global',
        tenantId: 'b44bb1fb-c595-45b0-9e09-d657365580bf',
        name: 'companyName',
        domain: 'domain',
      },
      {
        cloud: 'global',
        tenantId: '45c44870-ef77-4fdd-b6fe-3dacb075cff2',
        name: 'companyName',
        domain: 'domain',
      },
    ]);
  });

  it('lead on by the token of their link', async () => {
    const { fake, list } = await startSource();
    fake.on(
      CUSTOMERS,
      { json: { items: [item(1)], ...(payload('pc-links-next-continuation.SHAPE') as object) } },
      { json: payload('pc-customers-list-filtered.response') },
    );
    expect(await list()).toHaveLength(4);
    expect(fake.seen(CUSTOMERS)[1]?.headers['ms-continuationtoken']).toMatch(/^d19617b8-/);
  });

  it('of a refused audience mean that the application is not accepted', async () => {
    const { fake, list } = await startSource();
    fake.on(CUSTOMERS, { status: 401, json: payload('pc-error-401-wrong-audience.SHAPE') });
    const error = await errorOf(list());
    expect(error).toMatchObject({ code: 'credentialRefused', status: 401 });
    expect(error.message).toContain('register it in Partner Center');
    expect(error.message).toContain('(401 code 900420)');
  });

  it('of throttling tell how long to wait, without a header', async () => {
    const { fake, list, time } = await startSource();
    fake.on(
      CUSTOMERS,
      { status: 429, json: payload('pc-error-429.response') },
      { json: { items: [item(1)] } },
    );
    expect(await list()).toHaveLength(1);
    expect(time.waits).toEqual([57_000]);
  });
});

describe('a call', () => {
  it('carries the documented headers and a token of the partner tenant', async () => {
    const { fake, list } = await startSource();
    fake.on(CUSTOMERS, { json: { items: [] } });
    await list();
    const [request] = fake.seen(CUSTOMERS);
    expect(request?.path).toBe('/v1/customers?size=500');
    expect(request?.headers).toMatchObject({
      accept: 'application/json',
      'x-locale': 'en-US',
      'ms-partnercenter-application': 'Partner Health',
      authorization: `Bearer token-1-login.microsoftonline.com/${PARTNER}`,
    });
    expect(new URLSearchParams(fake.requests[0]?.body).get('scope')).toBe(
      'https://api.partnercenter.microsoft.com/.default',
    );
  });

  it('keeps its request id after silence and takes a new one after any answer', async () => {
    const { fake, list } = await startSource();
    fake.on(
      CUSTOMERS,
      (response) => response.destroy(),
      { status: 500 },
      { status: 401 },
      { json: { items: [] } },
    );
    await list();
    const seen = fake.seen(CUSTOMERS).map(({ headers }) => headers);
    const [first, second, third, fourth] = seen.map((headers) => headers['ms-requestid']);
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(second).toBe(first);
    expect(new Set([second, third, fourth]).size).toBe(3);
    expect(new Set(seen.map((headers) => headers['ms-correlationid'])).size).toBe(1);
  });

  it('goes to the hosts of its own cloud', async () => {
    const { fake, list } = await startSource('china');
    fake.on('partner.partnercenterapi.microsoftonline.cn/v1/customers', { json: { items: [item(1)] } });
    expect(await list()).toMatchObject([{ cloud: 'china' }]);
    expect(fake.requests.map(({ host, path }) => `${host}${path}`.split('?')[0])).toEqual([
      `login.partner.microsoftonline.cn/${CHINA.tenantId}/oauth2/v2.0/token`,
      'partner.partnercenterapi.microsoftonline.cn/v1/customers',
    ]);
  });
});

describe('pages', () => {
  it('follow one another by token, and a customer met twice counts once', async () => {
    const { fake, list } = await startSource();
    fake.on(
      CUSTOMERS,
      { json: { items: [item(1), item(2)], links: link('a') } },
      { json: { items: [item(2), item(3)], links: link('b') } },
      { json: { items: [item(4)], links: { self: {} } } },
    );
    expect(await list()).toHaveLength(4);
    expect(fake.seen(CUSTOMERS).map(({ path, headers }) => [path, headers['ms-continuationtoken']])).toEqual([
      ['/v1/customers?size=500', undefined],
      ['/v1/customers?seekOperation=Next', 'a'],
      ['/v1/customers?seekOperation=Next', 'b'],
    ]);
  });

  it.each([
    ['a response header', { json: { items: [item(1)] }, headers: { 'MS-ContinuationToken': 'a' } }],
    ['a field of the body', { json: { items: [item(1)], continuationToken: 'a' } }],
  ])('may be led on by %s, and an echo of it is the end', async (_name, reply) => {
    const { fake, list } = await startSource();
    const echo = { json: { items: [item(2)] }, headers: { 'MS-ContinuationToken': 'a' } };
    fake.on(CUSTOMERS, reply, echo);
    expect(await list()).toHaveLength(2);
    expect(fake.seen(CUSTOMERS)).toHaveLength(2);
  });

  it('may be led on by an address alone, even a malformed one', async () => {
    const { fake, list } = await startSource();
    const uri = '/customers?size=2?seekOperation=Next&page=2';
    fake.on(
      CUSTOMERS,
      { json: { items: [item(1)], links: { next: { uri } } } },
      { json: { items: [item(2)] } },
    );
    expect(await list()).toHaveLength(2);
    expect(fake.seen(CUSTOMERS)[1]?.path).toBe('/v1/customers?size=2&seekOperation=Next&page=2');
  });

  it('never lead to another host', async () => {
    const { fake, list } = await startSource();
    fake.on(CUSTOMERS, { json: { items: [item(1)], links: { next: { uri: 'https://evil.example/x' } } } });
    expect(await errorOf(list())).toMatchObject({ code: 'invalidAnswer' });
    expect(fake.requests).toHaveLength(2);
  });

  it('that go round in a circle are no answer', async () => {
    const { fake, list } = await startSource();
    fake.on(CUSTOMERS, { json: { items: [item(1)], links: link('a') } });
    expect(await errorOf(list())).toMatchObject({ code: 'invalidAnswer' });
    expect(fake.seen(CUSTOMERS)).toHaveLength(2);
  });

  it('keep to 500 calls a minute', async () => {
    const { fake, list, time } = await startSource();
    fake.on(CUSTOMERS, (response, { headers }) => {
      const number = Number(headers['ms-continuationtoken'] ?? 0) + 1;
      response.end(
        JSON.stringify({ items: [item(number)], ...(number < 501 && { links: link(`${number}`) }) }),
      );
    });
    expect(await list()).toHaveLength(501);
    expect(time.waits).toEqual([60_000]);
  });
});

describe('a customer', () => {
  it.each([
    [
      'a name with spaces around',
      { companyProfile: { companyName: '  Légère ', domain: 'l.example' } },
      'Légère',
    ],
    ['no name', { companyProfile: { companyName: null, domain: 'l.example' } }, 'l.example'],
    ['no profile', { companyProfile: null }, tenant(1)],
  ])('with %s is still one', async (_name, more, name) => {
    const { fake, list } = await startSource();
    fake.on(CUSTOMERS, { json: { items: [item(1, more)] } });
    expect(await list()).toMatchObject([{ tenantId: tenant(1), name }]);
  });

  it('is kept unless the relationship is none, or there is no tenant id', async () => {
    const { fake, list } = await startSource();
    const items = [
      item(1),
      item(2, { relationshipToPartner: 'none' }),
      item(3, { relationshipToPartner: undefined }),
      item(4, { relationshipToPartner: 'somethingNew' }),
      { id: 'not-a-tenant', companyProfile: { companyName: 'Nobody' } },
      null,
    ];
    fake.on(CUSTOMERS, { json: { items } });
    expect((await list()).map(({ tenantId }) => tenantId)).toEqual([tenant(1), tenant(3), tenant(4)]);
  });

  it.each([
    ['no items', {}],
    ['only rows that are no customers', { items: [{}, null] }],
  ])('list with %s is no answer', async (_name, json) => {
    const { fake, list } = await startSource();
    fake.on(CUSTOMERS, { json });
    expect(await errorOf(list())).toMatchObject({ code: 'invalidAnswer' });
  });

  it.each([
    [403, 'forbidden'],
    [404, 'notFound'],
    [400, 'invalidAnswer'],
  ])('list refused with %i means %s', async (status, code) => {
    const { fake, list } = await startSource();
    fake.on(CUSTOMERS, { status, json: { code: '900150' }, headers: { 'MS-RequestId': 'pc-1' } });
    expect(await errorOf(list())).toMatchObject({ code, status, requestId: 'pc-1' });
  });
});
