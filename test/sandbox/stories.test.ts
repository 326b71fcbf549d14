import { expect, it } from 'vitest';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { createSimulatedHealth } from '../../src/sandbox/health/service-health.ts';
import { createStoryBook, STORY } from '../../src/sandbox/health/story-book.ts';
import { createTenants } from '../../src/sandbox/tenants/tenants.ts';

const START = Date.parse('2026-11-20T08:00:00Z');

function createWorld() {
  let now = START + 3_600_000;
  const stories = createStoryBook([], START, () => now);
  const health = createSimulatedHealth(stories, START, () => now);
  const tenants = createTenants({ accounts: SANDBOX_ACCOUNTS, generated: 0, seed: 1 });
  const list = (domain: string) => {
    const tenant = tenants.find('global', domain);
    if (!tenant) throw new Error(`There is no ${domain}.`);
    return health.listIssues(tenant);
  };
  return {
    stories,
    list,
    pass: (seconds: number) => {
      now += seconds * 1_000;
    },
  };
}

it('plays a short outage that appears, spreads, worsens and is resolved within three quarters of a minute', () => {
  const { stories, list, pass } = createWorld();
  const id = stories.playLive();
  expect(list('contoso.com')).toEqual([]);
  pass(2);
  expect(list('contoso.com')).toMatchObject([{ id, status: 'serviceDegradation', isResolved: false }]);
  expect(list('wingtiptoys.com')).toEqual([]);
  pass(12);
  expect(list('wingtiptoys.com')).toMatchObject([{ id, isResolved: false }]);
  pass(12);
  expect(list('contoso.com')).toMatchObject([{ id, status: 'serviceInterruption' }]);
  pass(12);
  expect(list('contoso.com')).toMatchObject([{ id, status: 'serviceRestored', isResolved: true }]);
});

it('plays one at a time, and another one with an id of its own after it', () => {
  const { stories, pass } = createWorld();
  const first = stories.playLive();
  pass(5);
  expect(stories.playLive()).toBe(first);
  pass(60);
  expect(stories.playLive()).not.toBe(first);
});

it('takes a story while it runs, its minutes counted from then', () => {
  const { stories, list, pass } = createWorld();
  const story = STORY.parse({
    prefix: 'TM',
    number: 77,
    service: 'microsoftteams',
    title: 'Calls drop',
    hits: ['contoso'],
    steps: [
      { at: 0, status: 'serviceDegradation', text: 'We look into it.' },
      { at: 1, status: 'falsePositive', text: 'It was nothing.' },
    ],
  });
  stories.tell(story);
  expect(list('contoso.com')).toMatchObject([{ id: 'TM77', isResolved: false }]);
  expect(list('fabrikam.com')).toEqual([]);
  pass(61);
  expect(list('contoso.com')).toMatchObject([{ id: 'TM77', status: 'falsePositive', isResolved: true }]);
});
