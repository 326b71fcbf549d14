import { expect, test } from 'vitest';
import { z } from 'zod';
import { EVENT_STORIES } from '../../src/sandbox/azure/azure-events.ts';
import { trySandbox } from './try-sandbox.ts';

const EVENT = z.object({
  name: z.string(),
  properties: z.looseObject({
    eventType: z.string(),
    eventSubType: z.string().optional(),
    status: z.string(),
    level: z.string(),
    title: z.string(),
    impactStartTime: z.string(),
    impactMitigationTime: z.string().optional(),
    lastUpdateTime: z.string(),
    externalIncidentId: z.string().optional(),
    impact: z.array(
      z.looseObject({ impactedRegions: z.array(z.looseObject({ updates: z.array(z.unknown()) })) }),
    ),
  }),
});
const PAGE = z.object({ value: z.array(EVENT), nextLink: z.string().optional() });

type Tried = Awaited<ReturnType<typeof trySandbox>>;

async function readEvents({ readArm, subscriptionOf }: Tried, key: string, name: string) {
  const base = `${subscriptionOf(key, name)}/providers/Microsoft.ResourceHealth/events`;
  const query = 'api-version=2024-02-01&queryStartTime=1/1/2026';
  const events: z.output<typeof EVENT>[] = [];
  let path: string | undefined = `${base}?${query}`;
  while (path) {
    const page: z.output<typeof PAGE> = PAGE.parse(await (await readArm(key, path)).json());
    events.push(...page.value);
    path = page.nextLink?.split('/subscriptions/')[1];
  }
  return events;
}

test('an outage of virtual machines hits several customers, and more of them as time passes', async () => {
  const sandbox = await trySandbox();
  const find = async (key: string, name: string) =>
    (await readEvents(sandbox, key, name)).find((event) => event.name === 'VMW1-7QG')?.properties;
  expect(await find('contoso', 'Production')).toMatchObject({ status: 'Active' });
  expect(await find('contoso', 'Test')).toMatchObject({ status: 'Active' });
  expect(await find('fabrikam', 'Production')).toMatchObject({ status: 'Active' });
  expect(await find('fabrikam', 'Staging')).toBeUndefined();
  sandbox.pass(9);
  expect(await find('fabrikam', 'Staging')).toMatchObject({
    status: 'Active',
    lastUpdateTime: '2026-11-21T10:08:00Z',
  });
  sandbox.pass(600);
  const later = await find('contoso', 'Production');
  expect(later).toMatchObject({ status: 'Active' });
  expect(Date.parse(later?.lastUpdateTime ?? '')).toBeGreaterThan(Date.parse('2026-11-21T19:00:00Z'));
  expect(later?.impactMitigationTime).toBeUndefined();
  expect(later?.impact[0]?.impactedRegions[0]?.updates.length).toBeLessThanOrEqual(10);
});

test('one outage begins and ends while somebody watches', async () => {
  const sandbox = await trySandbox();
  const find = async () =>
    (await readEvents(sandbox, 'contoso', 'Development')).find((event) => event.name === 'BL5F-4DZ')
      ?.properties;
  expect(await find()).toBeUndefined();
  sandbox.pass(7);
  expect(await find()).toMatchObject({ status: 'Active' });
  sandbox.pass(12);
  expect(await find()).toMatchObject({ status: 'Resolved', impactMitigationTime: '2026-11-21T10:18:00Z' });
});

test('there is a critical outage, advisories of each kind, a retirement, and maintenance to come', async () => {
  const sandbox = await trySandbox();
  const found = [
    ...(await readEvents(sandbox, 'haneul', '생산')),
    ...(await readEvents(sandbox, 'contoso', 'Production')),
    ...(await readEvents(sandbox, 'contoso', 'Test')),
    ...(await readEvents(sandbox, 'contoso', 'Shared Services')),
  ];
  const of = (name: string) => found.find((event) => event.name === name)?.properties;
  expect(of('SQK8-9T0')).toMatchObject({ eventType: 'ServiceIssue', status: 'Active', level: 'Critical' });
  expect(of('5V3P-1CG')).toMatchObject({ eventType: 'HealthAdvisory', status: 'Active' });
  expect(of('SEC9-XTC')).toMatchObject({ eventType: 'SecurityAdvisory', status: 'Active' });
  expect(of('RET0-BIP')).toMatchObject({
    eventType: 'HealthAdvisory',
    eventSubType: 'Retirement',
    status: 'Active',
    impactMitigationTime: '2027-03-31T10:00:00Z',
  });
  expect(of('PM1D-2WZ')).toMatchObject({
    eventType: 'PlannedMaintenance',
    status: 'Active',
    maintenanceType: 'Planned Maintenance',
    impactStartTime: '2026-11-22T10:00:00Z',
    impactMitigationTime: '2026-11-22T16:00:00Z',
  });
  expect(of('PM2W-8LD')).toMatchObject({ impactStartTime: '2026-12-05T10:00:00Z', status: 'Active' });
});

test('two outages are told in Microsoft 365 as well, by external id in small letters and by tracking id', async () => {
  const sandbox = await trySandbox();
  const events = await readEvents(sandbox, 'contoso', 'Production');
  const both = events
    .flatMap(({ name, properties }) => [name, properties.externalIncidentId ?? ''])
    .filter((id) => /^(PB1002610|MO999814)$/i.test(id));
  expect(both.sort()).toEqual(['MO999814', 'pb1002610']);
  for (const id of both) expect((await sandbox.readGraph('contoso', `issues/${id}`)).status).toBe(200);
});

test('at least a dozen events of the past 200 days are over, each with updates and an end after its start', async () => {
  const sandbox = await trySandbox();
  const resolved = (await readEvents(sandbox, 'contoso', 'Production')).filter(
    ({ properties }) => properties.status === 'Resolved',
  );
  expect(resolved.length).toBeGreaterThanOrEqual(8);
  for (const { properties } of resolved) {
    const end = Date.parse(properties.impactMitigationTime ?? '');
    expect(end).toBeGreaterThan(Date.parse(properties.impactStartTime));
    expect(properties.impact[0]?.impactedRegions[0]?.updates.length).toBeGreaterThanOrEqual(3);
  }
  expect(EVENT_STORIES.filter(({ steps }) => steps.some(({ isOver }) => isOver)).length).toBeGreaterThan(12);
});

test('tracking ids are unique', () => {
  const ids = EVENT_STORIES.map(({ trackingId }) => trackingId);
  expect(new Set(ids).size).toBe(ids.length);
});
