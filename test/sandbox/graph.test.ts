import { expect, test } from 'vitest';
import { z } from 'zod';
import { CLOUDS } from '../../src/clouds.ts';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { trySandbox } from './try-sandbox.ts';

const PAGE = z.object({
  '@odata.nextLink': z.string().optional(),
  value: z.array(z.looseObject({ id: z.string(), status: z.string().optional() })),
});
const readPage = async (answer: Response) => PAGE.parse(await answer.json());

test('Contoso has 25 services and five open issues', async () => {
  const { readGraph } = await trySandbox();
  expect((await readPage(await readGraph('contoso', 'healthOverviews'))).value).toHaveLength(25);
  const open = await readPage(await readGraph('contoso', 'issues?$filter=isResolved eq false'));
  expect(open.value.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['EX1002731', 'OD1002702', 'CP1002720', 'PB1002610', 'SP1002590']),
  );
});

test('Woodgrove Bank has ten lasting issues, Alpine Ski House none', async () => {
  const { readGraph, pass } = await trySandbox();
  pass(30);
  const count = async (key: string) =>
    (await readPage(await readGraph(key, 'issues?$filter=isResolved eq false'))).value.length;
  expect(await count('woodgrove')).toBe(10);
  expect(await count('alpine')).toBe(0);
  const overviews = await readPage(await readGraph('alpine', 'healthOverviews'));
  expect(new Set(overviews.value.map(({ status }) => status?.toLowerCase()))).toEqual(
    new Set(['serviceoperational']),
  );
});

test('some customers get enums in PascalCase and some in camelCase', async () => {
  const { readGraph } = await trySandbox();
  const statusOf = async (key: string) =>
    (await readPage(await readGraph(key, "issues?$filter=id eq 'EX1002731'"))).value[0]?.status;
  expect([await statusOf('contoso'), await statusOf('fabrikam')].sort()).toEqual([
    'ServiceDegradation',
    'serviceDegradation',
  ]);
});

test('pages link to the next one on the original host and together hold every issue once', async () => {
  const { readGraph, call, signIn, tenantOf } = await trySandbox();
  const all = await readPage(await readGraph('woodgrove', 'issues'));
  const headers = await signIn('global', tenantOf('woodgrove').tenantId, CLOUDS.global.graph);
  let page = await readPage(await readGraph('woodgrove', 'issues', { prefer: 'odata.maxpagesize=4' }));
  const ids = page.value.map(({ id }) => id);
  expect(ids).toHaveLength(4);
  while (page['@odata.nextLink']) {
    expect(page['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/.*\$skip=\d+$/);
    page = await readPage(
      await call(page['@odata.nextLink'], { headers: { ...headers, prefer: 'odata.maxpagesize=4' } }),
    );
    ids.push(...page.value.map(({ id }) => id));
  }
  expect(ids).toEqual(all.value.map(({ id }) => id));
});

test.each([
  ["service eq 'Exchange Online'", true],
  ["status ne 'resolved'", true],
  ['lastModifiedDateTime ge 2026-11-01T00:00:00Z and not (isResolved eq true)', true],
  ["contains(title,'email') or startswith(id,'TM')", true],
  ["details eq 'x'", false],
  ['isResolved eq', false],
  ["isResolved eq false and 'x'", false],
  ['colour eq 1', false],
])('the filter %s is understood: %s', async (filter, understood) => {
  const { readGraph } = await trySandbox();
  const answer = await readGraph('contoso', `issues?$filter=${encodeURIComponent(filter)}`);
  expect(answer.status).toBe(understood ? 200 : 400);
  if (understood) expect((await readPage(answer)).value.length).toBeGreaterThan(0);
  else expect(await answer.json()).toMatchObject({ error: { code: 'BadRequest', innerError: {} } });
});

test('overviews carry their issues when asked to, and one can be read by its id', async () => {
  const { readGraph } = await trySandbox();
  const one = await readGraph('contoso', 'healthOverviews/Exchange?$expand=issues');
  expect(await one.json()).toMatchObject({
    id: 'Exchange',
    service: 'Exchange Online',
    issues: [
      { id: 'EX1002731' },
      { id: 'EX1001877' },
      { id: 'EX1001611' },
      { id: 'EX1001122' },
      { id: 'EX1000588' },
      { id: 'EX1000391' },
      { id: 'EX999720' },
    ],
  });
});

test('messages of every category are there, with dates to come', async () => {
  const { readGraph } = await trySandbox();
  const text = (await (await readGraph('contoso', 'messages')).text()).toLowerCase();
  for (const category of ['planforchange', 'preventorfixissue', 'stayinformed'])
    expect(text).toContain(category);
  expect(text).toMatch(/"actionrequiredbydatetime":"2026-1[12]-/);
});

test('the issue of another tenant is not found, and a report only exists once it is published', async () => {
  const { readGraph, pass } = await trySandbox();
  expect((await readGraph('alpine', 'issues/EX1002731')).status).toBe(404);
  const early = await readGraph('contoso', 'issues/TM1002744/incidentReport');
  expect(early.status).toBe(404);
  expect(await early.json()).toMatchObject({ error: { code: 'NotFound' } });
  pass(21);
  expect((await readGraph('contoso', 'issues/TM1002744/incidentReport')).status).toBe(200);
});

test('a report is a PDF whose bytes arrive as they are', async () => {
  const { readGraph } = await trySandbox();
  const answer = await readGraph('contoso', 'issues/OL1000987/incidentReport');
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.headers.get('content-length')).toBe(String(bytes.length));
  const text = bytes.toString('latin1');
  expect(text.startsWith('%PDF-1.4\n%\xE2\xE3\xCF\xD3\n')).toBe(true);
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  expect(text.slice(table, table + 4)).toBe('xref');
});

test('a customer without the permission gets 403 with ids', async () => {
  const { readGraph } = await trySandbox();
  const answer = await readGraph('proseware', 'healthOverviews', { 'client-request-id': 'mine' });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('client-request-id')).toBe('mine');
  expect(await answer.json()).toMatchObject({
    error: { code: 'Forbidden', innerError: { 'client-request-id': 'mine' } },
  });
});

test('a token of another audience, another cloud, forged or expired is refused', async () => {
  const { call, signIn, tenantOf, pass } = await trySandbox();
  const url = `${CLOUDS.global.graph}/v1.0/admin/serviceAnnouncement/issues`;
  const contoso = tenantOf('contoso').tenantId;
  const right = await signIn('global', contoso, CLOUDS.global.graph);
  const wrong = [
    await signIn('global', contoso, CLOUDS.global.partnerCenter),
    await signIn('china', tenantOf('qinghe').tenantId, CLOUDS.china.graph),
    { authorization: `${right.authorization}x` },
    {},
  ];
  for (const headers of wrong) {
    const answer = await call(url, { headers });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
  }
  expect((await call(url, { headers: right })).status).toBe(200);
  pass(61);
  expect((await call(url, { headers: right })).status).toBe(401);
});

test('the 241st request of a minute is throttled until the minute is over, for that tenant alone', async () => {
  const { call, signIn, tenantOf, pass, readGraph } = await trySandbox();
  const headers = await signIn('global', tenantOf('nod').tenantId, CLOUDS.global.graph);
  const ask = () =>
    call(`${CLOUDS.global.graph}/v1.0/admin/serviceAnnouncement/healthOverviews/Exchange`, { headers });
  for (let request = 0; request < 240; request += 1) expect((await ask()).status).toBe(200);
  const throttled = await ask();
  expect(throttled.status).toBe(429);
  expect(throttled.headers.get('retry-after')).toBe('60');
  expect((await readGraph('contoso', 'healthOverviews')).status).toBe(200);
  pass(1);
  expect((await ask()).status).toBe(200);
});

test('the partner sees its relationships in the global cloud, and Graph in China does not know them', async () => {
  const { call, signIn } = await trySandbox();
  const statuses: number[] = [];
  for (const { cloud, tenantId } of SANDBOX_ACCOUNTS) {
    const headers = await signIn(cloud, tenantId, CLOUDS[cloud].graph);
    for (const name of ['delegatedAdminCustomers', 'delegatedAdminRelationships']) {
      statuses.push(
        (await call(`${CLOUDS[cloud].graph}/v1.0/tenantRelationships/${name}`, { headers })).status,
      );
    }
  }
  expect(statuses).toEqual([200, 200, 400, 400]);
});
