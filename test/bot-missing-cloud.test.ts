import { afterAll, beforeAll, expect, it } from 'vitest';
import { SANDBOX_ACCOUNTS } from '../src/sandbox/accounts.ts';
import { createSandbox, type Sandbox } from '../src/sandbox/sandbox.ts';
import { type FakeTeams, startFakeTeams } from './support/fake-teams.ts';
import { readCardText } from './support/read-card.ts';
import { type RunningBot, startBot } from './support/start-bot.ts';

// The whole bot while the customers of one cloud cannot be loaded: every answer owns up to it, and none takes another customer for theirs.

let sandbox: Sandbox;
let bot: RunningBot;
let teams: FakeTeams;

beforeAll(async () => {
  sandbox = createSandbox({ clock: Date.now });
  const { url } = await sandbox.start();
  sandbox.faults.add({ host: 'api.partnercenter.microsoft.com', fault: { kind: 'status', status: 403 } });
  bot = await startBot({
    upstream: { url, accounts: SANDBOX_ACCOUNTS },
    env: { POLL_SECONDS: '3600' },
    untilReady: false,
  });
  teams = await startFakeTeams(bot.url);
});

afterAll(async () => {
  await teams.stop();
  await bot.stop();
  await sandbox.stop();
});

const MISSING = /Customers in the global Microsoft cloud could not be loaded/;

it.each([
  'health for Contoso',
  'is Exchange down at Contoso?',
  'history for Contoso',
  'maintenance for Contoso',
])('asks who is meant rather than answer %j about a customer of the other cloud', async (question) => {
  const [activity] = await teams.ask(question);
  const text = readCardText(activity?.attachments?.[0]?.content);
  expect(text).toMatch(/^(Which customer\?|No customer called)/);
  expect(text).toMatch(MISSING);
});

it.each([
  'overview',
  'access',
  'maintenance',
  'incident EX1002731',
  'customers',
])('says in the answer to %j whose customers are missing', async (question) => {
  const [activity] = await teams.ask(question);
  const text = readCardText(activity?.attachments?.[0]?.content);
  expect(text).toMatch(MISSING);
  expect(text).not.toMatch(/\bAll \d+ customers\b/);
});

it('answers about a customer whose very name was said', async () => {
  const [activity] = await teams.ask('health for Fabrikam China');
  expect(readCardText(activity?.attachments?.[0]?.content)).toMatch(/Fabrikam China/);
});
