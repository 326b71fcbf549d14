import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../src/database.ts';
import { createRequestDesk } from '../../src/requests/desk.ts';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { openStore } from '../../src/store/open-store.ts';
import { type AskOptions, type FakeTeams, startFakeTeams } from '../support/fake-teams.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { runKillStorm } from '../support/kill-storm.ts';
import { startPostgres } from '../support/postgres.ts';
import { pressCard } from '../support/press-card.ts';
import { readActions, readCardText } from '../support/read-card.ts';
import { CONTACT, makeDraft, PEOPLE } from '../support/requests.ts';
import { startBot } from '../support/start-bot.ts';
import { createSqliteDatabase } from '../support/test-store.ts';
import { describe, percentile } from './measure.ts';

const SEED = 20_264;
const FORMS = 100;
const PRESSES = 1_000;
const KILLS = 200;
/** Before every answer of Microsoft's, in milliseconds, and how long Azure takes to create a ticket. */
const SLOW_MS = 3_000;
const SLOW_CREATION_MS = 20_000;
const ROUNDS = 30;

/** Service requests: what the issue names. One line a figure. */
export async function benchRequests(): Promise<string[]> {
  return [
    await timeInvokes(),
    ...(await onBothDatabases('simultaneous presses', pressAtOnce)),
    ...(await onBothDatabases('kills', killOften)),
  ];
}

/** Every button of a request's life, while everything of Microsoft's takes seconds. */
async function timeInvokes(): Promise<string> {
  const sandbox = createSandbox({ clock: Date.now, latencyMs: 0, support: { createMs: SLOW_CREATION_MS } });
  const { url } = await sandbox.start();
  const bot = await startBot({ upstream: { url, accounts: SANDBOX_ACCOUNTS } });
  const teams = await startFakeTeams(bot.url);
  const times: number[] = [];
  try {
    sandbox.latency.set(SLOW_MS);
    for (let round = 0; round < ROUNDS; round += 1) await live(teams, round, times);
  } finally {
    await teams.stop();
    await bot.stop();
    await sandbox.stop();
  }
  const worst = percentile(times, 0.99);
  return `${times.length} presses over all of a request's life, ${SLOW_MS / 1000} s before every answer of Microsoft's: ${describe(times)}, p99 ${worst.toFixed(0)} ms (target 1,000)`;
}

async function live(teams: FakeTeams, round: number, times: number[]): Promise<void> {
  const at: AskOptions & { readonly replyTo: string } = {
    conversationId: `bench-${round}`,
    replyTo: `card-${round}`,
  };
  const press = async (
    card: unknown,
    verb: string,
    options: Omit<Parameters<typeof pressCard>[3] & object, never> = {},
  ) => {
    const start = performance.now();
    const answer = await pressCard(teams, card, verb, { ...at, ...options });
    times.push(performance.now() - start);
    return answer.card;
  };
  const customer = { cloud: 'global', tenantId: await findTenant(teams) };
  const start = performance.now();
  const opened = await teams.press('open-request', customer, at);
  times.push(performance.now() - start);
  const how = await press(opened.card, 'edit-request', {
    typed: { title: 'Mail does not arrive', category: 'performance', description: 'Since this morning.' },
    where: { to: 'how' },
  });
  const look = await press(how, 'edit-request', {
    typed: { firstName: 'Adele', lastName: 'Vance', email: 'adele@partner.example', severity: 'B' },
    where: { to: 'look' },
  });
  const sent = await press(look, 'send-request');
  await press(sent, 'show-handoff');
  const taken = await press(sent, 'take-request');
  const noted = await press(taken, 'note-request', { typed: { note: 'Called them back.' } });
  const recorded = await press(noted, 'record-ticket', { typed: { ticket: `22112200300${round + 10}` } });
  await press(recorded, 'list-request-changes');
  const resolved = await press(recorded, 'resolve-request');
  await press(resolved, 'reopen-request');
  for (const [verb, data] of [
    ['list-requests', { view: 'open', offset: 0 }],
    ['list-vendor-requests', { ...customer, offset: 0 }],
  ] as const) {
    const begun = performance.now();
    await teams.press(verb, data, at);
    times.push(performance.now() - begun);
  }
}

/** From the list of customers, which was read before everything became slow. */
async function findTenant(teams: FakeTeams): Promise<unknown> {
  const [answer] = await teams.ask('customers Fabrikam');
  const card = answer?.attachments?.[0]?.content;
  const button = readActions(card).find(
    ({ data }) => typeof data.tenantId === 'string' && data.cloud === 'global',
  );
  if (!button) throw new Error(`No customer in: ${readCardText(card)}`);
  return button.data.tenantId;
}

async function onBothDatabases(
  what: string,
  measure: (database: Database) => Promise<string>,
): Promise<string[]> {
  const sqlite = await createSqliteDatabase();
  const lines = [`${what} on SQLite: ${await measure(sqlite.database)}`];
  await sqlite.close();
  const postgres = await startPostgres({ TEST_DATABASE_URL: process.env.TEST_DATABASE_URL });
  if ('reason' in postgres) return [...lines, `${what} on PostgreSQL: not measured: ${postgres.reason}`];
  try {
    const { url } = await postgres.createSchema();
    return [...lines, `${what} on PostgreSQL: ${await measure({ kind: 'postgres', url })}`];
  } finally {
    await postgres.stop();
  }
}

/** 1,000 presses of Send at once, of 100 forms, over two replicas. */
async function pressAtOnce(database: Database): Promise<string> {
  const open = () =>
    openStore({
      ...{ database, accounts: SANDBOX_ACCOUNTS, clock: Date.now, log: createKeptLog() },
      sleep: (ms) => wait(ms),
    });
  const stores = [await open(), await open()];
  const desks = stores.map(({ requests }) =>
    createRequestDesk({ store: requests, clock: Date.now, randomUUID, wake: () => {} }),
  );
  const forms = Array.from({ length: FORMS }, () => randomUUID());
  const { number: _number, form: _form, ...draft } = makeDraft();
  for (const form of forms)
    await desks[0]?.openForm({ ...draft, form, content: { ...draft, contact: CONTACT } });
  const start = performance.now();
  const results = await Promise.all(
    Array.from({ length: PRESSES }, (_, press) =>
      desks[press % 2]?.send(forms[press % FORMS] ?? '', PEOPLE.adele),
    ),
  );
  const ms = performance.now() - start;
  const numbers = new Set(
    results.map((result) => (result && 'request' in result ? result.request.number : undefined)),
  );
  const { total } = (await stores[0]?.requests.list({}, { offset: 0, limit: 1 })) ?? { total: -1 };
  for (const store of stores) await store.close();
  return `${PRESSES} presses of ${FORMS} forms, two replicas: ${total} requests, ${numbers.size} different answers, ${ms.toFixed(0)} ms (target ${FORMS})`;
}

async function killOften(database: Database): Promise<string> {
  const start = performance.now();
  const found = await runKillStorm({
    database,
    forms: FORMS,
    kills: KILLS,
    seed: SEED,
    createMs: 1_500,
    killWithinMs: 900,
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  return `${found.kills} × kill -9 while ${FORMS} requests are raised over a slow Azure route (seed ${SEED}, ${seconds} s): ${found.requests} requests, ${found.numbers} numbers, ${found.tickets} tickets at Azure, most creations of one name ${found.mostCreations}, ${found.ticketNumbers} ticket numbers recorded, ${found.withoutTicket} without, ${found.jobsLeft} jobs left over`;
}
