import { expect, test } from 'vitest';
import { z } from 'zod';
import { writeMoment } from '../../src/sandbox/health/write-post.ts';
import { trySandbox } from './try-sandbox.ts';

const ISSUE = z.object({
  status: z.string().transform((text) => text.toLowerCase()),
  classification: z.string().transform((text) => text.toLowerCase()),
  title: z.string(),
  endDateTime: z.string().nullable(),
  isResolved: z.boolean(),
  lastModifiedDateTime: z.string(),
  posts: z.array(z.object({ createdDateTime: z.string(), description: z.object({ content: z.string() }) })),
});

async function readIssue({ readGraph }: Awaited<ReturnType<typeof trySandbox>>, key: string, id: string) {
  const answer = await readGraph(key, `issues/${id}`);
  return answer.status === 404 ? undefined : ISSUE.parse(await answer.json());
}

test('an advisory becomes an incident a minute after start, hits more customers, and is over after twelve', async () => {
  const sandbox = await trySandbox();
  expect(await readIssue(sandbox, 'contoso', 'TM1002744')).toMatchObject({
    status: 'investigating',
    classification: 'advisory',
  });
  expect(await readIssue(sandbox, 'northwind', 'TM1002744')).toBeUndefined();
  sandbox.pass(1);
  const worse = await readIssue(sandbox, 'northwind', 'TM1002744');
  expect(worse).toMatchObject({
    status: 'servicedegradation',
    classification: 'incident',
    lastModifiedDateTime: '2026-11-21T10:01:00.000Z',
  });
  expect(worse?.title).toBe("Some users can't join Microsoft Teams meetings or place calls");
  expect(worse?.posts.at(-1)?.description.content).toContain(
    '<b>Next update by:</b> Saturday, November 21, 2026, at 10:31 AM UTC',
  );
  sandbox.pass(11);
  expect(await readIssue(sandbox, 'contoso', 'TM1002744')).toMatchObject({
    status: 'servicerestored',
    isResolved: true,
    endDateTime: '2026-11-21T10:12:00.000Z',
  });
});

test('an incident that returns has a new id each time, and the former one stays resolved', async () => {
  const sandbox = await trySandbox();
  expect(await readIssue(sandbox, 'fabrikam', 'SP1003100')).toBeUndefined();
  sandbox.pass(50);
  expect(await readIssue(sandbox, 'fabrikam', 'SP1003100')).toMatchObject({ isResolved: true });
  expect(await readIssue(sandbox, 'fabrikam', 'SP1003101')).toMatchObject({ isResolved: false });
});

test('an open incident never looks forgotten, however long the sandbox runs', async () => {
  const sandbox = await trySandbox();
  sandbox.pass(3 * 24 * 60);
  const issue = await readIssue(sandbox, 'contoso', 'EX1002731');
  expect(issue?.isResolved).toBe(false);
  expect(Date.parse(issue?.lastModifiedDateTime ?? '')).toBeGreaterThan(Date.parse('2026-11-24T08:59:00Z'));
  expect(issue?.posts.length).toBeLessThanOrEqual(10);
});

test('one post of Woodgrove Bank is about 50 KB, and no post is dated later than now', async () => {
  const { readGraph } = await trySandbox();
  const answer = await readGraph('woodgrove', 'issues');
  const { value } = z.object({ value: z.array(ISSUE) }).parse(await answer.json());
  const posts = value.flatMap((issue) => issue.posts);
  expect(Math.max(...posts.map(({ description }) => description.content.length))).toBeGreaterThan(50_000);
  expect(
    posts.filter(({ createdDateTime }) => Date.parse(createdDateTime) > Date.parse('2026-11-21T10:00:00Z')),
  ).toEqual([]);
});

test('moments are written the way Microsoft writes them', () => {
  expect(writeMoment(Date.parse('2026-11-21T11:30:00Z'))).toBe(
    'Saturday, November 21, 2026, at 11:30 AM UTC',
  );
});
