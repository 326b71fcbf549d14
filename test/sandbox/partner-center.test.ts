import { expect, test } from 'vitest';
import { z } from 'zod';
import { CLOUDS, type CloudName } from '../../src/clouds.ts';
import { accountOf, trySandbox } from './try-sandbox.ts';

const PAGE = z.object({
  items: z.array(
    z.looseObject({
      id: z.string(),
      companyProfile: z.object({ companyName: z.string(), domain: z.string() }),
    }),
  ),
  links: z.object({
    next: z
      .object({ uri: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })) })
      .optional(),
  }),
});
const readPage = async (answer: Response) => PAGE.parse(await answer.json());

async function readAll(sandbox: Awaited<ReturnType<typeof trySandbox>>, cloud: CloudName, query: string) {
  let page = await readPage(await sandbox.readPartnerCenter(cloud, `/v1/customers${query}`));
  const items = [...page.items];
  let pages = 1;
  while (page.links.next) {
    const token = page.links.next.headers[0]?.value ?? '';
    page = await readPage(
      await sandbox.readPartnerCenter(cloud, '/v1/customers?seekOperation=Next', {
        'MS-ContinuationToken': token,
      }),
    );
    items.push(...page.items);
    pages += 1;
  }
  return { items, pages };
}

test('customers come page by page, each once, with nothing but the continuation token', async () => {
  const sandbox = await trySandbox();
  const { items, pages } = await readAll(sandbox, 'global', '?size=10');
  expect(pages).toBe(4);
  expect(new Set(items.map(({ id }) => id)).size).toBe(39);
});

test('the link to the next page is malformed as in the documentation, and fails when followed blindly', async () => {
  const { readPartnerCenter } = await trySandbox();
  const { links } = await readPage(await readPartnerCenter('global', '/v1/customers?size=10'));
  expect(links.next?.uri).toBe('/customers?size=10?seekOperation=Next');
  expect((await readPartnerCenter('global', `/v1${links.next?.uri}`)).status).toBe(400);
  expect(
    (await readPartnerCenter('global', '/v1/customers?seekOperation=Next', { 'MS-ContinuationToken': 'x' }))
      .status,
  ).toBe(400);
});

test('ten thousand generated customers are spread over both clouds and each can sign in', async () => {
  const sandbox = await trySandbox({ customers: 10_000 });
  const global = await readAll(sandbox, 'global', '?size=500');
  const china = await readAll(sandbox, 'china', '');
  expect([global.items.length, china.items.length]).toEqual([39 + 9500, 6 + 500]);
  expect(new Set([...global.items, ...china.items].map(({ id }) => id)).size).toBe(10_045);
  expect(new Set(global.items.map(({ companyProfile }) => companyProfile.companyName)).size).toBe(9539);
  const last = global.items.at(-1);
  for (const tenant of [last?.id ?? '', last?.companyProfile.domain ?? '']) {
    expect((await sandbox.requestToken('global', tenant, CLOUDS.global.graph)).status).toBe(200);
  }
  expect((await sandbox.requestToken('china', last?.id ?? '', CLOUDS.china.graph)).status).toBe(400);
});

test('a filter finds names that start with a text, and no other operator is understood', async () => {
  const { readPartnerCenter } = await trySandbox();
  const ask = (Operator: string) =>
    readPartnerCenter(
      'global',
      `/v1/customers?size=0&filter=${encodeURIComponent(JSON.stringify({ Field: 'CompanyName', Value: 'conto', Operator }))}`,
    );
  const names = (await readPage(await ask('starts_with'))).items.map(
    ({ companyProfile }) => companyProfile.companyName,
  );
  expect(names).toEqual(['Contoso', 'Contoso Pharmaceuticals', 'Contoso Suites']);
  expect((await ask('substring')).status).toBe(400);
});

test('one customer and its subscriptions can be read; an unknown one is 404 with code 60003', async () => {
  const { readPartnerCenter, tenantOf } = await trySandbox();
  const { tenantId } = tenantOf('legere');
  const one = await readPartnerCenter('global', `/v1/customers/${tenantId}`, { 'MS-CorrelationId': 'mine' });
  expect(one.headers.get('ms-correlationid')).toBe('mine');
  expect(await one.json()).toMatchObject({
    companyProfile: { companyName: 'Légère Boulangerie' },
    allowDelegatedAccess: true,
  });
  const subscriptions = await readPartnerCenter('global', `/v1/customers/${tenantId}/subscriptions`);
  expect(await subscriptions.json()).toMatchObject({ items: [{ status: 'active' }] });
  const unknown = await readPartnerCenter('global', '/v1/customers/11111111-2222-3333-4444-555555555555');
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({ code: '60003' });
});

test('a token for Graph is refused with code 900420, a customer of its own with 403', async () => {
  const { call, signIn, tenantOf } = await trySandbox();
  const url = `${CLOUDS.global.partnerCenter}/v1/customers`;
  const wrong = await call(url, {
    headers: await signIn('global', accountOf('global').tenantId, CLOUDS.global.graph),
  });
  expect(wrong.status).toBe(401);
  expect(await wrong.json()).toMatchObject({ code: '900420' });
  const headers = await signIn('global', tenantOf('contoso').tenantId, CLOUDS.global.partnerCenter);
  expect((await call(url, { headers })).status).toBe(403);
});

test('throttling has its own shape', async () => {
  const { sandbox, readPartnerCenter } = await trySandbox();
  sandbox.faults.add({
    host: 'api.partnercenter.*',
    fault: { kind: 'status', status: 429, retryAfterSeconds: 57 },
  });
  const answer = await readPartnerCenter('global', '/v1/customers');
  expect(answer.headers.get('retry-after')).toBe('57');
  expect(await answer.json()).toEqual({
    statusCode: 429,
    message: 'Rate limit is exceeded. Try again in 57 seconds.',
  });
});
