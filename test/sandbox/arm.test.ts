import { expect, test } from 'vitest';
import { z } from 'zod';
import { CLOUDS } from '../../src/clouds.ts';
import { trySandbox } from './try-sandbox.ts';

const VERSION = 'api-version=2024-02-01';
const PAGE = z.object({
  value: z.array(
    z.looseObject({ name: z.string(), properties: z.looseObject({ lastUpdateTime: z.string() }) }),
  ),
  nextLink: z.string().optional(),
});
const ERROR = z.object({ error: z.strictObject({ code: z.string(), message: z.string() }) });
const codeOf = async (answer: Response) => ERROR.parse(await answer.json()).error.code;
const namesOf = async (answer: Response) =>
  PAGE.parse(await answer.json())
    .value.map(({ name }) => name)
    .sort();

type Tried = Awaited<ReturnType<typeof trySandbox>>;
const eventsPath = (sandbox: Tried, query = '', name = 'Production') =>
  `${sandbox.subscriptionOf('contoso', name)}/providers/Microsoft.ResourceHealth/events?${VERSION}${query}`;

test('events are those updated in the last three days, unless an earlier start is given', async () => {
  const sandbox = await trySandbox();
  const read = async (start: string) =>
    (await namesOf(await sandbox.readArm('contoso', eventsPath(sandbox, start)))).length;
  const recent = await sandbox.readArm('contoso', eventsPath(sandbox));
  expect(await namesOf(recent)).toEqual(['5V3P-1CG', 'KV2R-5X8', 'PBI0-L8G', 'PM1D-2WZ', 'VMW1-7QG']);
  expect(await read('&queryStartTime=11/10/2026')).toBeGreaterThan(5);
  expect(await read(`&queryStartTime=${encodeURIComponent('2026-11-21T00:00:00Z')}`)).toBe(3);
  for (const wrong of ['13/45/2026', '2/30/2026', 'yesterday', '']) {
    const answer = await sandbox.readArm('contoso', eventsPath(sandbox, `&queryStartTime=${wrong}`));
    expect(answer.status, wrong).toBe(400);
    await codeOf(answer);
  }
});

test('pages link to the next one on the original host and together hold every event once', async () => {
  const sandbox = await trySandbox();
  const { readArm, call, signIn, tenantOf } = sandbox;
  const headers = await signIn('global', tenantOf('contoso').tenantId, CLOUDS.global.arm);
  let page = PAGE.parse(
    await (await readArm('contoso', eventsPath(sandbox, '&queryStartTime=1/1/2026'))).json(),
  );
  const names = page.value.map(({ name }) => name);
  expect(names).toHaveLength(10);
  while (page.nextLink) {
    expect(page.nextLink).toMatch(/^https:\/\/management\.azure\.com\/subscriptions\/.*\$skipToken=/);
    page = PAGE.parse(await (await call(page.nextLink, { headers })).json());
    names.push(...page.value.map(({ name }) => name));
  }
  expect(names).toHaveLength(14);
  expect(new Set(names).size).toBe(names.length);
  expect((await readArm('contoso', eventsPath(sandbox, '&$skipToken=bm9uc2Vuc2U%3D'))).status).toBe(400);
});

test('an event has the shape of the documented sample', async () => {
  const sandbox = await trySandbox();
  const id = sandbox.subscriptionOf('contoso', 'Production');
  const path = `${id}/providers/microsoft.resourceHealth/events/vmw1-7qg?api-version=2018-07-01`;
  expect(await (await sandbox.readArm('contoso', path)).json()).toMatchObject({
    id: '/providers/Microsoft.ResourceHealth/events/VMW1-7QG',
    name: 'VMW1-7QG',
    type: '/providers/Microsoft.ResourceHealth/events',
    properties: {
      eventType: 'ServiceIssue',
      status: 'Active',
      title: 'ACTIVE: Virtual machines in West Europe',
      article: { articleContent: expect.stringMatching(/^<html>/) },
      links: [{ type: 'Hyperlink' }, { type: 'Button' }],
      level: 'Warning',
      eventLevel: 'Error',
      impactStartTime: '2026-11-21T08:50:00Z',
      impact: [
        {
          impactedService: 'Virtual Machines',
          impactedRegions: [
            {
              impactedRegion: 'West Europe',
              status: 'Active',
              impactedSubscriptions: [id],
              impactedTenants: [],
              lastUpdateTime: '2026-11-21T09:35:00Z',
              updates: [{ updateDateTime: '2026-11-21T09:35:00Z' }, {}],
            },
          ],
        },
        {},
      ],
      recommendedActions: { message: 'Recommended actions', actions: [{}], localeCode: 'en' },
      faqs: [],
      isHIR: false,
      priority: 2,
      lastUpdateTime: '2026-11-21T09:35:00Z',
    },
  });
});

test.each([
  ["service eq 'Virtual Machines' or region eq 'West US'", ['PM1D-2WZ', 'VMW1-7QG']],
  ["eventType eq 'SecurityAdvisory'", []],
  ["properties/eventType eq 'PlannedMaintenance'", ['PM1D-2WZ']],
  ["status eq 'Resolved'", ['KV2R-5X8']],
])('the filter %s finds %j', async (filter, expected) => {
  const sandbox = await trySandbox();
  const query = `&$filter=${encodeURIComponent(filter)}`;
  expect(await namesOf(await sandbox.readArm('contoso', eventsPath(sandbox, query)))).toEqual(expected);
});

test('a filter that makes no sense, a missing or unknown api-version, an odd path and method are refused', async () => {
  const sandbox = await trySandbox();
  const { readArm, call, signIn, tenantOf } = sandbox;
  const id = sandbox.subscriptionOf('contoso', 'Production');
  const events = `${id}/providers/Microsoft.ResourceHealth/events`;
  const ask = async (path: string) => {
    const answer = await readArm('contoso', path);
    return [answer.status, await codeOf(answer)];
  };
  expect(await ask(eventsPath(sandbox, '&$filter=colour eq 1'))).toEqual([400, 'InvalidFilterInQueryString']);
  expect(await ask(events)).toEqual([400, 'MissingApiVersionParameter']);
  expect(await ask(`${events}?api-version=2020-01-01`)).toEqual([400, 'InvalidApiVersionParameter']);
  expect(await ask(`${events}/NONE-123?${VERSION}`)).toEqual([404, 'NotFound']);
  expect(await ask(`${id}/providers/Microsoft.Compute/virtualMachines?${VERSION}`)).toEqual([
    404,
    'NotFound',
  ]);
  const headers = await signIn('global', tenantOf('contoso').tenantId, CLOUDS.global.arm);
  const post = await call(`${CLOUDS.global.arm}/subscriptions/${events}?${VERSION}`, {
    method: 'POST',
    headers,
  });
  expect(post.status).toBe(405);
});

test('subscriptions of the customer are listed; deleted, foreign and forbidden ones are refused', async () => {
  const { readArm, subscriptionOf, tenantOf } = await trySandbox();
  const LIST = z.object({ value: z.array(z.looseObject({ displayName: z.string() })) });
  const list = async (key: string) =>
    LIST.parse(await (await readArm(key, '?api-version=2022-12-01')).json()).value.map(
      ({ displayName }) => displayName,
    );
  expect(await list('contoso')).toEqual(['Production', 'Test', 'Development', 'Shared Services']);
  expect(await list('fabrikam')).toEqual(['Production', 'Staging', 'Data Platform']);
  expect(await list('alpine')).toEqual([]);
  const one = await readArm(
    'northwind',
    `${subscriptionOf('northwind', 'Old web shop')}?api-version=2022-12-01`,
  );
  expect(await one.json()).toMatchObject({
    displayName: 'Old web shop',
    state: 'Disabled',
    tenantId: tenantOf('northwind').tenantId,
  });
  const refused = async (key: string, id: string) => {
    const answer = await readArm(key, `${id}/providers/Microsoft.ResourceHealth/events?${VERSION}`);
    return [answer.status, await codeOf(answer)];
  };
  expect(await refused('fabrikam', subscriptionOf('fabrikam', 'Finance'))).toEqual([
    403,
    'AuthorizationFailed',
  ]);
  expect(await refused('fabrikam', subscriptionOf('contoso', 'Production'))).toEqual([
    404,
    'SubscriptionNotFound',
  ]);
  expect(await refused('northwind', subscriptionOf('northwind', 'Pilot'))).toEqual([
    404,
    'SubscriptionNotFound',
  ]);
});

test.each([
  'https://management.azure.com',
  'https://management.azure.com/',
  'https://management.core.windows.net/',
])('a token for %s is good', async (resource) => {
  const { call, signIn, tenantOf } = await trySandbox();
  const headers = await signIn('global', tenantOf('contoso').tenantId, resource);
  const url = `${CLOUDS.global.arm}/subscriptions?api-version=2022-12-01`;
  expect((await call(url, { headers })).status).toBe(200);
});

test('a token of another audience, another cloud, none, or an expired one is refused with a challenge', async () => {
  const { call, signIn, tenantOf, pass } = await trySandbox();
  const url = `${CLOUDS.global.arm}/subscriptions?api-version=2022-12-01`;
  const { tenantId } = tenantOf('contoso');
  const right = await signIn('global', tenantId, CLOUDS.global.arm);
  const wrong: [string, Record<string, string>][] = [
    ['AuthenticationFailed', {}],
    ['InvalidAuthenticationTokenAudience', await signIn('global', tenantId, CLOUDS.global.graph)],
    ['InvalidAuthenticationToken', await signIn('china', tenantOf('qinghe').tenantId, CLOUDS.china.arm)],
    ['InvalidAuthenticationToken', { authorization: `${right.authorization}x` }],
  ];
  const expectRefused = async (code: string, headers: Record<string, string>) => {
    const answer = await call(url, { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer authorization_uri=/);
    expect(await codeOf(answer)).toBe(code);
  };
  for (const [code, headers] of wrong) await expectRefused(code, headers);
  pass(61);
  await expectRefused('ExpiredAuthenticationToken', right);
});

test('China has Azure Resource Manager, but nobody has a subscription there', async () => {
  const { readArm, subscriptionOf } = await trySandbox();
  const list = await readArm('contoso-china', '?api-version=2022-12-01');
  expect(await list.json()).toMatchObject({ value: [] });
  const one = await readArm(
    'contoso-china',
    `${subscriptionOf('contoso', 'Production')}?api-version=2022-12-01`,
  );
  expect([one.status, await codeOf(one)]).toEqual([404, 'SubscriptionNotFound']);
});

test('a subscription allows 250 reads at once and 25 more a second; others are not affected', async () => {
  const sandbox = await trySandbox();
  const { call, signIn, tenantOf, pass } = sandbox;
  const headers = await signIn('global', tenantOf('contoso').tenantId, CLOUDS.global.arm);
  const ask = (name: string) =>
    call(
      `${CLOUDS.global.arm}/subscriptions/${sandbox.subscriptionOf('contoso', name)}?api-version=2022-12-01`,
      { headers },
    );
  const left: (string | null)[] = [];
  for (let turn = 0; turn < 250; turn += 1) {
    left.push((await ask('Production')).headers.get('x-ms-ratelimit-remaining-subscription-reads'));
  }
  expect([left[0], left.at(-1)]).toEqual(['249', '0']);
  const throttled = await ask('Production');
  expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '1']);
  expect(await codeOf(throttled)).toBe('SubscriptionRequestsThrottled');
  expect((await ask('Test')).status).toBe(200);
  pass(1);
  expect((await ask('Production')).status).toBe(200);
});
