import { expect, test } from 'vitest';
import { z } from 'zod';
import { subscriptionsOf } from '../../src/sandbox/azure/subscriptions.ts';
import { trySandbox } from './try-sandbox.ts';

const LIST = z.object({
  totalCount: z.number(),
  items: z.array(
    z.looseObject({
      id: z.string(),
      friendlyName: z.string(),
      status: z.string(),
      offerName: z.string().optional(),
      entitlementId: z.string().optional(),
    }),
  ),
});

type Tried = Awaited<ReturnType<typeof trySandbox>>;

async function readBought({ readPartnerCenter, tenantOf }: Tried, key: string) {
  const { cloud, tenantId } = tenantOf(key);
  const answer = await readPartnerCenter(cloud, `/v1/customers/${tenantId}/subscriptions`);
  return LIST.parse(await answer.json()).items;
}

async function readEntitlements(sandbox: Tried, key: string) {
  const plan = (await readBought(sandbox, key)).find(({ offerName }) => offerName === 'Azure plan');
  const { cloud, tenantId } = sandbox.tenantOf(key);
  return sandbox.readPartnerCenter(
    cloud,
    `/v1/customers/${tenantId}/subscriptions/${plan?.id}/azureEntitlements`,
  );
}

test('an Azure plan has its Azure subscriptions as entitlements, some of them no longer active', async () => {
  const sandbox = await trySandbox();
  const contoso = LIST.parse(await (await readEntitlements(sandbox, 'contoso')).json());
  expect(contoso.items.map(({ friendlyName, status }) => [friendlyName, status])).toEqual([
    ['Production', 'active'],
    ['Test', 'active'],
    ['Development', 'active'],
    ['Shared Services', 'active'],
  ]);
  expect(contoso.items[0]?.id).toBe(sandbox.subscriptionOf('contoso', 'Production'));
  const northwind = LIST.parse(await (await readEntitlements(sandbox, 'northwind')).json());
  expect(northwind.items.map(({ status }) => status)).toEqual(['active', 'disabled', 'deleted']);
});

test('an older offer carries the Azure subscription itself, and has no entitlements', async () => {
  const sandbox = await trySandbox();
  const offers = (await readBought(sandbox, 'wingtip')).filter(
    ({ offerName }) => offerName === 'Microsoft Azure',
  );
  expect(offers.map(({ entitlementId }) => entitlementId)).toEqual([
    sandbox.subscriptionOf('wingtip', 'Microsoft Azure'),
    sandbox.subscriptionOf('wingtip', 'Microsoft Azure (campaigns)'),
  ]);
  const { tenantId } = sandbox.tenantOf('wingtip');
  const none = await sandbox.readPartnerCenter(
    'global',
    `/v1/customers/${tenantId}/subscriptions/${offers[0]?.id}/azureentitlements`,
  );
  expect(none.status).toBe(404);
  expect(await none.json()).toMatchObject({ code: '1000' });
});

test('licences are no plans, a customer without Azure has neither, and one subscription can be read by its id', async () => {
  const sandbox = await trySandbox();
  const [licence] = await readBought(sandbox, 'contoso');
  const base = `/v1/customers/${sandbox.tenantOf('contoso').tenantId}/subscriptions/${licence?.id}`;
  expect((await sandbox.readPartnerCenter('global', `${base}/azureentitlements`)).status).toBe(404);
  expect(await (await sandbox.readPartnerCenter('global', base)).json()).toMatchObject({ id: licence?.id });
  expect((await sandbox.readPartnerCenter('global', `${base}/conversions`)).status).toBe(404);
  for (const key of ['alpine', 'nod', 'contoso-china']) {
    const offers = (await readBought(sandbox, key)).map(({ offerName }) => offerName);
    expect(offers.some((offer) => /Azure/.test(offer ?? ''))).toBe(false);
  }
});

test('about half of the named customers have Azure, and one in five of the generated ones', async () => {
  const { sandbox } = await trySandbox({ customers: 2000 });
  const tenants = [...sandbox.tenants.list('global')];
  const withAzure = (isGenerated: boolean) => {
    const all = tenants.filter((tenant) => tenant.isGenerated === isGenerated);
    return all.filter((tenant) => subscriptionsOf(tenant).length > 0).length / all.length;
  };
  expect(withAzure(false)).toBeCloseTo(0.5, 1);
  expect(withAzure(true)).toBeCloseTo(0.2, 1);
});

test('subscriptions and entitlements share 500 requests a minute; customers have their own', async () => {
  const sandbox = await trySandbox();
  const { readPartnerCenter, tenantOf, pass } = sandbox;
  const path = `/v1/customers/${tenantOf('contoso').tenantId}`;
  for (let turn = 0; turn < 498; turn += 1) {
    expect((await readPartnerCenter('global', `${path}/subscriptions`)).status).toBe(200);
  }
  // One more for the list, one for the entitlements.
  expect((await readEntitlements(sandbox, 'contoso')).status).toBe(200);
  const throttled = await readPartnerCenter('global', `${path}/subscriptions`);
  expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '60']);
  expect(await throttled.json()).toEqual({
    statusCode: 429,
    message: 'Rate limit is exceeded. Try again in 60 seconds.',
  });
  expect((await readPartnerCenter('global', path)).status).toBe(200);
  pass(1);
  expect((await readPartnerCenter('global', `${path}/subscriptions`)).status).toBe(200);
});
