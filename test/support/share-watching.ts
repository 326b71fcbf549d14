import { setTimeout as wait } from 'node:timers/promises';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { STORY } from '../../src/sandbox/health/story-book.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { type BotProcess, startProcess } from '../bench/processes.ts';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import type { TestSchema } from './postgres.ts';
import { readActions, readCardText } from './read-card.ts';
import { toEnvironment, waitUntilReady } from './start-bot.ts';

export interface SharedOptions {
  readonly schema: TestSchema;
  readonly replicas: number;
  /** Generated ones, besides the named ones. */
  readonly customers: number;
  readonly conversations: number;
  readonly pollSeconds: number;
  readonly gatherSeconds: number;
  /** How long it is counted who reads whom, in periods. */
  readonly periods: number;
  /** How the replica ends that watches. */
  readonly end: 'SIGKILL' | 'SIGTERM';
}

export interface SharedResult {
  readonly customers: number;
  /** Customers that were read in the periods counted: all of them; those read twice within half a period; readings a customer and period. */
  readonly read: number;
  readonly readTwice: number;
  readonly readingsAPeriod: number;
  /** Different answers to `overview` over all replicas, before the end of one and when all is over. */
  readonly overviews: number;
  readonly overviewsAfter: number;
  readonly overview: string;
  /** From the end of a replica until every customer has been read again, and until what happened then is on every card, in seconds. */
  readonly readAgainSeconds: number;
  readonly shownAgainSeconds: number;
  /** Incidents with a card in all conversations together, cards, and messages of cards beyond one an incident and conversation. */
  readonly incidents: number;
  readonly cards: number;
  readonly doubles: number;
  /** Conversations whose card does not show the end of the incident that was told, or whose thread does not. */
  readonly unfinished: number;
}

const SHARDS = 60;
const MOST_WAIT_MS = 90_000;
const YEAR_MS = 365 * 86_400_000;
/** Incidents that are there when the first conversation watches. */
const BEFORE = 4;

/** Whole bots over one database and one simulated Microsoft; the one that watches ends in the middle of an incident. */
export async function runShared(options: SharedOptions): Promise<SharedResult> {
  const { schema, replicas, pollSeconds, periods, end } = options;
  const sandbox = createSandbox({
    ...{ clock: Date.now, customers: options.customers, logLimit: 100_000 },
    // Only what is told here happens: a new incident has every customer read.
    start: Date.now() + YEAR_MS,
  });
  for (let number = 0; number < BEFORE; number += 1)
    createStory(sandbox, 7_800 + number).say('serviceDegradation', 'Known before.');
  const { url } = await sandbox.start();
  const env = {
    ...toEnvironment({ url, accounts: SANDBOX_ACCOUNTS }),
    ...{ DATABASE_URL: schema.url, POLL_SECONDS: String(pollSeconds) },
    GATHER_SECONDS: String(options.gatherSeconds),
  };
  const bots: BotProcess[] = [];
  const teams: FakeTeams[] = [];
  const everybody: FakeTeams[] = [];
  const start = async () => {
    const bot = await startProcess('src/main.ts', { ...definedOnly(env) });
    bots.push(bot);
    await waitUntilReady(bot.url);
    const own = await startFakeTeams(bot.url);
    teams.push(own);
    everybody.push(own);
  };
  try {
    // Whoever is first watches, as long as it lives.
    await start();
    await until('the first replica watches', async () => (await listOwners(schema, 'watcher')).length > 0);
    await Promise.all(Array.from({ length: replicas - 1 }, start));
    const [first] = teams;
    if (first === undefined) throw new Error('No replica has started.');
    const channels = Array.from({ length: options.conversations }, (_, at) => `19:noc-${at}@thread.tacv2`);
    for (const conversationId of channels)
      await first.write('watch all', { conversationType: 'channel', conversationId });
    await until('the replicas share the customers', () => areShared(schema, replicas));
    // Whoever has let go of a customer has finished reading it, and who took it has read it.
    await wait(pollSeconds * 500);
    sandbox.requests.clear();
    await wait(pollSeconds * 1_000 * periods);
    const counted = countReadings(sandbox, pollSeconds, periods);
    const overviews = await askAll(teams);

    const incident = createStory(sandbox, 7_700);
    incident.say('serviceDegradation', 'First words.');
    const listShown = (words: string) => channels.filter((channel) => shows(first, channel, words));
    await until(
      'the incident is in every channel',
      () => listShown('First words.').length === channels.length,
    );
    const endedAt = Date.now();
    await endProcess(bots.shift(), end);
    teams.shift();
    incident.say('serviceInterruption', 'Second words.');
    let shownAt = 0;
    let readAt = 0;
    await until('what happened then is shown', () => {
      if (shownAt === 0 && listShown('Second words.').length === channels.length) shownAt = Date.now();
      readAt ||= findReadAgain(sandbox, counted.tenants, endedAt) ?? 0;
      // Who stops in good order gives its customers back at once.
      return shownAt > 0 && (readAt > 0 || end === 'SIGTERM');
    });
    incident.say('serviceRestored', 'Last words.');
    await until('the end is shown', () => listShown('Last words.').length === channels.length);
    await wait(2_000);
    const overviewsAfter = await askAll(teams);

    const cards = first.log.filter(({ call, isKept }) => call === 'create' && isKept);
    const keys = cards.map(({ card, conversationId }) => `${conversationId} ${findId(readCardText(card))}`);
    const { tenants, ...figures } = counted;
    return {
      customers: sandbox.tenants.count('global') + sandbox.tenants.count('china'),
      ...figures,
      overviews: new Set(overviews).size,
      overviewsAfter: new Set(overviewsAfter).size,
      overview: overviewsAfter[0] ?? '',
      readAgainSeconds: (readAt - endedAt) / 1_000,
      shownAgainSeconds: (shownAt - endedAt) / 1_000,
      incidents: new Set(cards.map(({ card }) => findId(readCardText(card)))).size,
      cards: cards.length,
      doubles: keys.length - new Set(keys).size,
      unfinished: channels.filter((channel) => !isTold(first, channel, incident.id)).length,
    };
  } finally {
    await Promise.all(bots.map((bot) => bot.stop()));
    await Promise.all(everybody.map((each) => each.stop()));
    await sandbox.stop();
  }
}

const definedOnly = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

async function endProcess(bot: BotProcess | undefined, signal: SharedOptions['end']): Promise<void> {
  if (bot === undefined) return;
  if (signal === 'SIGKILL') process.kill(bot.pid, signal);
  else await bot.stop();
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + MOST_WAIT_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Never so: ${what}.`);
    await wait(100);
  }
}

async function listOwners({ query }: TestSchema, name: string): Promise<readonly number[]> {
  const rows = await query(
    `select count(*) as count from leases where name like '%${name}%' and until > ${Date.now()} group by owner`,
  );
  return rows.map(({ count }) => Number(count));
}

async function areShared(schema: TestSchema, replicas: number): Promise<boolean> {
  const counts = await listOwners(schema, 'shard');
  const fair = SHARDS / replicas;
  return counts.length === replicas && counts.every((count) => Math.abs(count - fair) <= 1);
}

/** Readings of what is open, each by tenant and when. */
function listReadings({ requests }: Sandbox) {
  return requests
    .list()
    .filter(({ path, query }) => path.endsWith('/issues') && query.includes('isResolved+eq+false'))
    .flatMap(({ tenant, at, status }) => (tenant === undefined ? [] : [{ tenant, at, status }]));
}

function countReadings(sandbox: Sandbox, pollSeconds: number, periods: number) {
  const byTenant = Map.groupBy(
    listReadings(sandbox).filter(({ status }) => status === 200),
    ({ tenant }) => tenant,
  );
  const times = [...byTenant.values()].map((readings) => readings.map(({ at }) => at).sort((a, b) => a - b));
  const isTwice = (instants: readonly number[]) =>
    instants.some((at, index) => at - (instants[index - 1] ?? Number.NEGATIVE_INFINITY) < pollSeconds * 500);
  return {
    tenants: [...byTenant.keys()],
    read: byTenant.size,
    readTwice: times.filter(isTwice).length,
    readingsAPeriod: times.reduce((sum, { length }) => sum + length, 0) / times.length / periods,
  };
}

/** When the last of these had been read since; undefined: not all have. */
function findReadAgain(sandbox: Sandbox, tenants: readonly string[], since: number): number | undefined {
  const first = new Map<string, number>();
  for (const { tenant, at } of listReadings(sandbox))
    if (at > since && !first.has(tenant)) first.set(tenant, at);
  const instants = tenants.map((tenant) => first.get(tenant) ?? Number.POSITIVE_INFINITY);
  const last = Math.max(...instants);
  return Number.isFinite(last) ? last : undefined;
}

/** What every replica says of all customers: how many incidents, and customers that have them or were read. */
async function askAll(teams: readonly FakeTeams[]): Promise<readonly string[]> {
  return Promise.all(
    teams.map(async (each) => {
      const [answer] = await each.ask('overview');
      const read = /\d+ of \d+ customers read/.exec(readCardText(answer?.attachments?.[0]?.content))?.[0];
      return `${answer?.summary} ${read ?? 'all read'}`;
    }),
  );
}

/** An incident at a third of the generated customers, whose words follow one another. */
function createStory({ stories: book }: Sandbox, number: number) {
  const steps: { readonly toldAt: number; readonly status: string; readonly text: string }[] = [];
  return {
    id: `EX${number}`,
    say(status: string, text: string) {
      const now = Date.now();
      steps.push({ toldAt: now, status, text });
      book.tell(
        STORY.parse({
          ...{ prefix: 'EX', number, service: 'Exchange', title: `Trouble ${number}`, hits: [], share: 0.33 },
          startsAt: -10,
          steps: steps.map(({ toldAt, ...step }) => ({ ...step, at: (toldAt - now) / 60_000 })),
        }),
      );
    },
  };
}

const findId = (text: string) => /\b[A-Z]{2}\d{4,}\b/.exec(text)?.[0] ?? text.slice(0, 60);

const isCard = (card: unknown) => readActions(card).length > 0;

function shows(teams: FakeTeams, channel: string, words: string): boolean {
  return teams.messages(channel).some(({ card }) => isCard(card) && readCardText(card).includes(words));
}

/** Whether the card is green, and its people were told in its thread. */
function isTold(teams: FakeTeams, channel: string, id: string): boolean {
  const texts = teams
    .messages(channel)
    .map(({ card }) => ({ isCard: isCard(card), text: readCardText(card) }));
  const mine = texts.filter(({ text }) => text.includes(id));
  return (
    mine.filter((each) => each.isCard && /Resolved/.test(each.text)).length === 1 &&
    mine.some((each) => !each.isCard && /resolved/.test(each.text))
  );
}
