import { expect, test } from 'vitest';
import { z } from 'zod';
import { SERVICE_NAMES } from '../../src/sandbox/health/services.ts';
import { trySandbox } from './try-sandbox.ts';

const ISSUES = z.object({
  value: z.array(
    z.looseObject({
      id: z.string(),
      status: z.string(),
      service: z.string(),
      startDateTime: z.string(),
      lastModifiedDateTime: z.string(),
      isResolved: z.boolean(),
      posts: z.array(z.unknown()),
    }),
  ),
});
const MESSAGES = z.object({
  value: z.array(
    z.looseObject({
      id: z.string(),
      services: z.array(z.string()),
      isMajorChange: z.boolean(),
      actionRequiredByDateTime: z.string().nullable(),
    }),
  ),
});
const WEEK_MS = 7 * 86_400_000;

type Tried = Awaited<ReturnType<typeof trySandbox>>;
const readIssues = async ({ readGraph }: Tried, key: string) =>
  ISSUES.parse(await (await readGraph(key, 'issues')).json()).value;

test.each([
  ['contoso', 25],
  ['woodgrove', 20],
  ['fabrikam', 15],
])('%s has at least %i resolved issues over many services and weeks, some with a review', async (key, least) => {
  const issues = (await readIssues(await trySandbox(), key)).filter(({ isResolved }) => isResolved);
  expect(issues.length).toBeGreaterThanOrEqual(least);
  expect(new Set(issues.map(({ service }) => service)).size).toBeGreaterThanOrEqual(6);
  const weeks = issues.map(({ startDateTime }) => Math.floor(Date.parse(startDateTime) / WEEK_MS));
  expect(new Set(weeks).size).toBeGreaterThanOrEqual(8);
  const reviewed = issues.filter(({ status }) => /^postIncidentReviewPublished$/i.test(status));
  expect(reviewed.length).toBeGreaterThanOrEqual(3);
  expect(new Set(issues.map(({ id }) => id)).size).toBe(issues.length);
});

test('the list forgets what has been over for 90 days', async () => {
  const sandbox = await trySandbox();
  const before = await readIssues(sandbox, 'contoso');
  expect(before.some(({ id }) => id === 'MO999814')).toBe(true);
  sandbox.pass(30 * 24 * 60);
  const after = await readIssues(sandbox, 'contoso');
  expect(after.some(({ id }) => id === 'MO999814')).toBe(false);
  const oldest = Math.min(...after.map(({ lastModifiedDateTime }) => Date.parse(lastModifiedDateTime)));
  expect(oldest).toBeGreaterThan(Date.parse('2026-12-21T10:00:00Z') - 90 * 86_400_000);
});

test('one incident has sixty posts, one advisory none', async () => {
  const issues = await readIssues(await trySandbox(), 'contoso');
  expect(issues.find(({ id }) => id === 'SP1001502')?.posts).toHaveLength(60);
  expect(issues.find(({ id }) => id === 'FM1001760')?.posts).toEqual([]);
});

test('the message centre has something for every service, major changes and dates to act by', async () => {
  const { readGraph, tenantOf } = await trySandbox();
  const { value } = MESSAGES.parse(await (await readGraph('contoso', 'messages')).json());
  for (const service of tenantOf('contoso').services) {
    const own = value.filter(({ services }) => services.includes(SERVICE_NAMES[service]));
    expect(own.length, service).toBeGreaterThanOrEqual(3);
  }
  expect(value.filter(({ isMajorChange }) => isMajorChange).length).toBeGreaterThanOrEqual(10);
  const toDo = value.filter(({ actionRequiredByDateTime }) => actionRequiredByDateTime !== null);
  expect(toDo.length).toBeGreaterThanOrEqual(10);
  expect(new Set(value.map(({ id }) => id)).size).toBe(value.length);
});
