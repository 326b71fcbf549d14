import { afterAll, beforeAll, describe, it } from 'vitest';
import { runBurst } from './support/post-burst.ts';
import { type NoPostgres, startPostgres, type TestPostgres } from './support/postgres.ts';
import { runShared } from './support/share-watching.ts';
import { createSqliteDatabase } from './support/test-store.ts';
import { runWatchStorm } from './support/watch-storm.ts';

// Processes of their own, over one database: what `npm run bench -- watch` measures at length.

const SEED = 20_267;

let postgres: TestPostgres | NoPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  if ('stop' in postgres) await postgres.stop();
});

describe.concurrent('watching over processes', () => {
  it('loses nothing when it is killed 10 times in the middle of a storm of incidents', async ({ expect }) => {
    const sqlite = await createSqliteDatabase();
    const found = await runWatchStorm({
      ...{ database: sqlite.database, kills: 10, incidents: 12, conversations: 6, seed: SEED },
      ...{ killWithinMs: 800, endsOnce: true },
    });
    await sqlite.close();
    const lost = { missing: 0, stale: 0, untold: 0, wentBack: 0, unexplained: 0 };
    expect(found, `seed ${SEED}`).toMatchObject(lost);
    expect(found.accepted).toBe(found.cards + found.unrecorded);
    expect(found.cards).toBeGreaterThan(50);
  }, 90_000);

  it('posts 200 updates at once over two replicas without exceeding a window of Teams', async ({
    expect,
    skip,
  }) => {
    if ('reason' in postgres) return skip(postgres.reason);
    const { url } = await postgres.createSchema();
    const database = { kind: 'postgres', url } as const;
    const found = await runBurst({
      ...{ database, replicas: 2, conversations: 40, incidents: 5, seed: SEED },
      // To the millisecond it is measured by the bench, on a machine that does nothing else. Two replicas that know nothing of each other
      // would send twice as much as is allowed.
      lateMs: 300,
    });
    expect(found).toMatchObject({ wanted: 200, shown: 200, messages: 200, excess: [] });
  }, 90_000);

  it('shares customers between two replicas, shows one card, and goes on when one of them ends', async ({
    expect,
    skip,
  }) => {
    if ('reason' in postgres) return skip(postgres.reason);
    const found = await runShared({
      ...{ schema: await postgres.createSchema(), replicas: 2, customers: 20, conversations: 2 },
      ...{ pollSeconds: 10, gatherSeconds: 1, periods: 1, end: 'SIGTERM' },
    });
    expect(found).toMatchObject({ readTwice: 0, doubles: 0, unfinished: 0, overviews: 1 });
    expect(found.incidents).toBeGreaterThan(0);
  }, 120_000);
});
