import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEstate } from '../../src/health/estate/estate.ts';
import type { Incident } from '../../src/health/incident.ts';
import type { Store } from '../../src/store/open-store.ts';
import { createFollowSubjects } from '../../src/watch/follow-subjects.ts';
import { DEFAULT_TIMINGS } from '../../src/watch/timings.ts';
import type { TransitionKind } from '../../src/watch/transition.ts';
import { createWatcher } from '../../src/watch/watcher.ts';
import type { Worker } from '../../src/work/work-loop.ts';
import { named, reading } from '../health/estate/open-estate.ts';
import { createFakeLeases } from '../support/fake-leases.ts';
import { createKeptLog } from '../support/kept-log.ts';
import {
  createSqliteDatabase,
  MINUTE,
  makeKeptIncident,
  makePost,
  START,
  type TestDatabase,
} from '../support/test-store.ts';
import { KEY, loadOne, makeChannel, watchAll } from '../support/watch-subjects.ts';

const CUSTOMERS = ['Adatum', 'Contoso', 'Fabrikam'].map((name) => named(name));

let database: TestDatabase;
let now: number;
let workers: Worker[];
beforeEach(async () => {
  now = START;
  workers = [];
  database = await createSqliteDatabase();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await database.close();
});

/** A replica that believes it is the one that watches: its leases are nobody else's. */
async function startReplica(owner: string) {
  const store = await database.open({ clock: () => now });
  const states = [{ cloud: 'global', loadedAt: START, error: undefined }] as const;
  const estate = createEstate({ directory: { customers: CUSTOMERS, states }, clock: () => now });
  const told: TransitionKind[] = [];
  const world = { clock: () => now, log: createKeptLog() };
  const worker = createWatcher({
    ...{ store: store.watch, estate, leases: createFakeLeases().open(), owner, ...world },
    follow: createFollowSubjects({
      ...{ store: store.watch, archive: store.archive, estate, hurries: { add: async () => {} }, ...world },
      matchService: () => true,
      sightOf: undefined,
      isReading: true,
      timings: { ...DEFAULT_TIMINGS, gatherMs: 0 },
      observe: ({ kind }) => void told.push(kind),
    }),
    followEpisodes: async () => {},
    onWritten: () => {},
    sleep: (ms, signal) => wait(Math.min(ms, 5), undefined, signal ? { signal } : {}),
    random: () => 0,
  });
  workers.push(worker);
  worker.start();
  return { estate, told, store, log: world.log };
}

const listKinds = async ({ watch }: Store) =>
  (await watch.listTransitions(KEY, 100)).map(({ kind }) => kind).toReversed();

it('two replicas that both believe they watch write every transition once, in one order', async () => {
  const replicas = [await startReplica('a'), await startReplica('b')] as const;
  const [{ store }] = replicas;
  await watchAll(store.watch);
  const steps: (readonly [Partial<Incident>, number])[] = [[{}, 1]];
  for (let step = 1; step <= 20; step += 1)
    steps.push([{ updatedAt: START + step * MINUTE, posts: [makePost(-step)] }, 1 + (step % 3)]);
  for (const [incident, count] of steps) {
    now += 6 * MINUTE;
    for (const { estate } of replicas)
      for (const [at, customer] of CUSTOMERS.entries()) {
        const incidents = at < count ? [makeKeptIncident(incident)] : [];
        estate.note(reading(customer, { triedAt: now, incidents }));
      }
    const isShown = async () => {
      const [subject] = await store.watch.load([KEY]);
      return (
        subject?.state.kind === 'incident' &&
        subject.state.incident.updatedAt === (incident.updatedAt ?? makeKeptIncident().updatedAt)
      );
    };
    while (!(await isShown())) await wait(5);
  }
  await wait(100);
  const kinds = await listKinds(store);
  expect(kinds.filter((kind) => kind === 'appeared')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'posted')).toHaveLength(20);
  // Whoever wrote a transition told of it, and nobody else.
  expect(replicas.flatMap(({ told }) => told).toSorted()).toEqual(kinds.toSorted());
  expect((await loadOne(store.watch)).sequence).toBe(kinds.length);
  expect(await store.watch.cards.find(makeChannel(), KEY)).toBeDefined();
  expect(replicas.flatMap(({ log }) => log.lines)).toEqual([]);
}, 30_000);
