import { expect, test } from 'vitest';
import { z } from 'zod';
import { CLOUDS } from '../../src/clouds.ts';
import { accountOf, trySandbox } from './try-sandbox.ts';

const RELATIONSHIP = z.looseObject({
  '@odata.type': z.string(),
  id: z.string(),
  customer: z.object({ tenantId: z.string(), displayName: z.string() }).nullable(),
  status: z.string(),
  autoExtendDuration: z.string(),
  endDateTime: z.string().nullable(),
});
const PAGE = z.object({
  '@odata.nextLink': z.string().optional(),
  '@odata.count': z.number().optional(),
  value: z.array(z.looseObject({ id: z.string() })),
});

type Tried = Awaited<ReturnType<typeof trySandbox>>;

async function ask({ call, signIn }: Tried, path: string) {
  const { graph } = CLOUDS.global;
  const headers = await signIn('global', accountOf('global').tenantId, graph);
  return call(path.startsWith('https:') ? path : `${graph}/v1.0/tenantRelationships/${path}`, { headers });
}

async function readAll(sandbox: Tried, path: string) {
  const rows: unknown[] = [];
  let pages = 0;
  for (let next: string | undefined = path; next; ) {
    const page: z.output<typeof PAGE> = PAGE.parse(await (await ask(sandbox, next)).json());
    rows.push(...page.value);
    pages += 1;
    next = page['@odata.nextLink'];
  }
  return { rows, pages };
}

async function readRelationships(sandbox: Tried) {
  return z.array(RELATIONSHIP).parse((await readAll(sandbox, 'delegatedAdminRelationships')).rows);
}

test('named customers show every state a relationship can be in', async () => {
  const sandbox = await trySandbox();
  const all = await readRelationships(sandbox);
  const of = (key: string) =>
    all
      .filter(({ customer }) => customer?.tenantId === sandbox.tenantOf(key).tenantId)
      .map(({ status, autoExtendDuration, endDateTime }) => [
        status,
        autoExtendDuration,
        endDateTime?.slice(0, 10),
      ]);
  expect(of('southridge')).toEqual([['expired', 'PT0S', '2026-11-11']]);
  expect(of('nod')).toEqual([['expiring', 'PT0S', '2026-11-30']]);
  expect(of('lucerne')).toEqual([['expiring', 'P180D', '2026-11-30']]);
  expect(of('vanarsdel').map(([status]) => status)).toEqual(['expired', 'active']);
  expect(of('margies')[0]?.[0]).toBe('terminated');
  expect(of('coho-vineyard')).toEqual([['approvalPending', 'PT0S', undefined]]);
  expect(of('contoso')[0]?.[0]).toBe('active');
  expect(all.filter(({ status }) => status === 'active').length).toBeGreaterThan(30);
  expect(all.filter(({ customer }) => customer === null)).toMatchObject([{ status: 'created' }]);
  expect(all.filter((row) => row['@odata.type'].includes('reseller'))).toMatchObject([
    { customer: { displayName: 'Best For You Organics' }, isPartnerConsentPending: false },
  ]);
});

test('a page holds at most 300, and all pages together hold every relationship once', async () => {
  const sandbox = await trySandbox({ customers: 1000 });
  const { rows, pages } = await readAll(sandbox, 'delegatedAdminRelationships?$top=300');
  const ids = z
    .array(RELATIONSHIP)
    .parse(rows)
    .map(({ id }) => id);
  expect(pages).toBe(4);
  // 39 named customers, one with two relationships, one invitation, 950 generated customers.
  expect(new Set(ids).size).toBe(39 + 1 + 1 + 950);
  expect((await ask(sandbox, 'delegatedAdminRelationships?$top=301')).status).toBe(400);
  expect((await ask(sandbox, 'delegatedAdminRelationships?$skiptoken=x')).status).toBe(400);
  const one = await ask(sandbox, `delegatedAdminRelationships/${ids.at(-1)}`);
  expect(await one.json()).toMatchObject({ id: ids.at(-1) });
});

test('relationships can be filtered by state and customer, and counted', async () => {
  const sandbox = await trySandbox();
  const { tenantId } = sandbox.tenantOf('vanarsdel');
  const read = async (filter: string) =>
    PAGE.parse(
      await (
        await ask(
          sandbox,
          `delegatedAdminRelationships?$count=true&$filter=${encodeURIComponent(filter)}&$orderby=endDateTime`,
        )
      ).json(),
    );
  expect((await read("status eq 'expiring'"))['@odata.count']).toBe(2);
  expect((await read(`customer/tenantId eq '${tenantId}'`)).value).toMatchObject([
    { status: 'expired' },
    { status: 'active' },
  ]);
});

test('only customers with a relationship in force are delegated admin customers', async () => {
  const sandbox = await trySandbox({ customers: 100 });
  const { rows } = await readAll(sandbox, 'delegatedAdminCustomers?$top=50');
  const ids = new Set(rows.map((row) => z.object({ id: z.string() }).parse(row).id));
  expect(ids.size).toBe(39 - 4 + 95);
  const has = (key: string) => ids.has(sandbox.tenantOf(key).tenantId);
  expect(['contoso', 'nod', 'vanarsdel'].map(has)).toEqual([true, true, true]);
  expect(['southridge', 'margies', 'coho-vineyard', 'fine-art'].map(has)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  const gone = await ask(
    sandbox,
    `delegatedAdminCustomers/${sandbox.tenantOf('southridge').tenantId}/serviceManagementDetails`,
  );
  expect(gone.status).toBe(404);
});

test('links to admin pages name the customer, and Azure only where it has Azure', async () => {
  const sandbox = await trySandbox();
  const LINKS = z.object({
    value: z.array(z.looseObject({ serviceName: z.string(), serviceManagementUrl: z.string() })),
  });
  const read = async (key: string) => {
    const path = `delegatedAdminCustomers/${sandbox.tenantOf(key).tenantId}/serviceManagementDetails`;
    const { value } = LINKS.parse(await (await ask(sandbox, path)).json());
    return new Map(value.map((link) => [link.serviceName, link.serviceManagementUrl]));
  };
  const contoso = await read('contoso');
  expect(contoso.get('Teams')).toBe('https://admin.teams.microsoft.com/?delegatedOrg=contoso.com');
  expect(contoso.get('Azure')).toBe('https://portal.azure.com/contoso.com');
  expect(contoso.get('Microsoft 365 Lighthouse')).toBe('https://lighthouse.microsoft.com');
  expect((await read('alpine')).has('Azure')).toBe(false);
});
