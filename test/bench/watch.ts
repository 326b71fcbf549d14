import type { Database } from '../../src/database.ts';
import { type BurstOptions, runBurst } from '../support/post-burst.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { runShared } from '../support/share-watching.ts';
import { createSqliteDatabase } from '../support/test-store.ts';
import { runWatchStorm } from '../support/watch-storm.ts';
import { percentile } from './measure.ts';
import { benchWideIncident } from './watch-wide.ts';

const SEED = 20_268;
const KILLS = 200;
const STORM = { kills: KILLS, incidents: 60, conversations: 12, seed: SEED, killWithinMs: 1_000 };
const SHARED = {
  ...{ replicas: 3, customers: 300, conversations: 4, pollSeconds: 30, gatherSeconds: 5, periods: 2 },
  end: 'SIGKILL',
} as const;
/** 2,000 cards each. */
const MANY = { conversations: 400, incidents: 5, seed: SEED };
const FEW = { conversations: 20, incidents: 100, seed: SEED };
/** 33 messages a second, well below the limit: what waits then waits for somebody else. */
const STEADY = { conversations: 50, incidents: 12, seed: SEED, steps: { count: 12, everyMs: 1_500 } };
const TARGET_A_SECOND = 48;
const TARGET_DELAY_MS = 1_000;

/** Processes that are killed in the middle of a storm of incidents, on both databases side by side. */
export function benchWatchStorms(): Promise<string[]> {
  return withPostgres(async (server) => {
    const storms = [
      onSqlite((database) => benchStorm('SQLite', database)),
      ...(server ? [createDatabase(server).then((database) => benchStorm('PostgreSQL', database))] : []),
    ];
    return (await Promise.all(storms)).flat();
  });
}

/** Whole bots: three replicas, one of which is killed, and beside them one with an incident over hundreds of customers. */
export function benchWatchBots(): Promise<string[]> {
  return withPostgres(async (server) =>
    (await Promise.all([...(server ? [benchShared(server)] : []), benchWideIncident()])).flat(),
  );
}

/** Bursts of updates, one after the other: they need the processor for themselves. */
export function benchWatchBursts(): Promise<string[]> {
  return withPostgres(async (server) => [
    await onSqlite((database) => benchBurst('SQLite', { ...MANY, database, replicas: 1 })),
    ...(server ? await benchBursts(server) : []),
  ]);
}

async function withPostgres(
  work: (server: TestPostgres | undefined) => Promise<readonly string[]>,
): Promise<string[]> {
  const postgres = await startPostgres({ TEST_DATABASE_URL: process.env.TEST_DATABASE_URL });
  if ('reason' in postgres)
    return [...(await work(undefined)), `watching on PostgreSQL: not measured: ${postgres.reason}`];
  try {
    return [...(await work(postgres))];
  } finally {
    await postgres.stop();
  }
}

async function benchBursts(server: TestPostgres): Promise<string[]> {
  const burst = async (options: Omit<BurstOptions, 'database'>) =>
    benchBurst('PostgreSQL', { ...options, database: await createDatabase(server) });
  return [
    await burst({ ...MANY, replicas: 1 }),
    await burst({ ...MANY, replicas: 3 }),
    await burst({ ...FEW, replicas: 3 }),
    await benchThrottled(server),
  ];
}

async function createDatabase(server: TestPostgres): Promise<Database> {
  const { url } = await server.createSchema();
  return { kind: 'postgres', url };
}

async function onSqlite<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const sqlite = await createSqliteDatabase();
  try {
    return await work(sqlite.database);
  } finally {
    await sqlite.close();
  }
}

async function benchStorm(name: string, database: Database): Promise<string[]> {
  const found = await runWatchStorm({ ...STORM, database });
  const { cards, accepted, edits, replies, unrecorded, unexplained, toldTwice, earlierEnds } = found;
  return [
    `${found.kills} × kill -9 while ${found.incidents} incidents come and go in ${found.conversations} conversations, on ${name} (seed ${SEED}, ${found.seconds.toFixed(0)} s): ${cards} cards, ${accepted} accepted, ${edits} edits, ${replies} replies`,
    `  lost: ${found.missing} cards missing, ${found.stale} not as they are to be in the end, ${found.untold} ends untold, ${found.wentBack} messages that went back (targets 0)`,
    `  ${unrecorded} cards accepted and not recorded because of a kill, ${unexplained} for no such reason (target 0); ${toldTwice} replies sent twice; ${earlierEnds} incidents that ended a second time unseen show their first end`,
    ...found.problems.map((problem) => `  ${problem}`),
  ];
}

async function benchShared(server: TestPostgres): Promise<string[]> {
  const found = await runShared({ ...SHARED, schema: await server.createSchema() });
  return [
    `${SHARED.replicas} replicas on PostgreSQL, ${found.customers} customers, POLL_SECONDS ${SHARED.pollSeconds}: ${found.read} can be read, each ${found.readingsAPeriod.toFixed(2)} times a period (target 1), ${found.readTwice} twice within half of one (target 0)`,
    `  ${found.incidents} incidents, ${found.cards} cards in ${SHARED.conversations} conversations, ${found.doubles} too many (target 0), ${found.unfinished} ends missing (target 0); ${found.overviews} answer to “overview” over ${SHARED.replicas} replicas, ${found.overviewsAfter} over those left (target 1): ${found.overview}`,
    `  the one that watches is killed: what happens then is on every card after ${found.shownAgainSeconds.toFixed(0)} s, every customer has been read again after ${found.readAgainSeconds.toFixed(0)} s (target 40 s)`,
  ];
}

async function benchBurst(name: string, options: BurstOptions): Promise<string> {
  const { replicas, conversations } = options;
  const found = await runBurst(options);
  // Few conversations are held back by their own windows.
  const target = conversations < 100 ? '' : ` (target ${TARGET_A_SECOND})`;
  const of = replicas === 1 ? '1 replica' : `${replicas} replicas`;
  return `${found.wanted.toLocaleString('en')} updates at once in ${conversations} conversations, ${of} on ${name}: ${found.shown} shown with ${found.messages} messages, ${found.aSecond.toFixed(1)} a second${target}, ${found.excess.length} over a window of Teams (target 0)`;
}

async function benchThrottled(server: TestPostgres): Promise<string> {
  const run = async (isThrottled: boolean) =>
    runBurst({ ...STEADY, isThrottled, replicas: 3, database: await createDatabase(server) });
  const [without, beside] = [await run(false), await run(true)];
  const [p99, p99Beside] = [percentile(without.delays, 0.99), percentile(beside.delays, 0.99)];
  const violations = without.excess.length + beside.excess.length;
  return `33 updates a second in ${STEADY.conversations} conversations, 3 replicas: on the card after p99 ${p99.toFixed(0)} ms, beside one that always answers 429 (${beside.refused} refused) ${p99Beside.toFixed(0)} ms: ${(p99Beside - p99).toFixed(0)} ms later (target ${TARGET_DELAY_MS}), ${violations} over a window of Teams (target 0)`;
}
