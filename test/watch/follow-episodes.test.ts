import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UnreadableCustomer } from '../../src/health/estate/ports.ts';
import type { Store } from '../../src/store/open-store.ts';
import { createFollowEpisodes } from '../../src/watch/follow-episodes.ts';
import type { SubjectKey, SubjectKind } from '../../src/watch/subject.ts';
import { DEFAULT_TIMINGS } from '../../src/watch/timings.ts';
import type { TransitionKind } from '../../src/watch/transition.ts';
import type { WatchRule } from '../../src/watch/watch.ts';
import { COVERAGE } from '../support/estate-fixtures.ts';
import { PEOPLE } from '../support/requests.ts';
import {
  CONTOSO,
  createSqliteDatabase,
  FABRIKAM,
  MINUTE,
  START,
  type TestDatabase,
} from '../support/test-store.ts';
import { ALL, FRENCH, makeChannel } from '../support/watch-subjects.ts';

let database: TestDatabase;
let store: Store;
let now: number;
let told: TransitionKind[];
/** What the estate knows. */
let unreadable: UnreadableCustomer[];
let known: ReadonlySet<string>;
let newestReadAt: number | undefined;
let total: number;
let behindSince: number | undefined;
beforeEach(async () => {
  now = START;
  database = await createSqliteDatabase();
  store = await database.open({ clock: () => now });
  told = [];
  unreadable = [];
  known = new Set([CONTOSO.tenantId, FABRIKAM.tenantId]);
  newestReadAt = START;
  total = 2;
  behindSince = undefined;
});
afterEach(() => database.close());

/** A process that begins now. */
function start({
  isReading = true,
  skewMs = 0,
  listOpen = (kinds?: readonly SubjectKind[]) => store.watch.listOpen(kinds),
} = {}): () => Promise<void> {
  const { watch } = store;
  return createFollowEpisodes({
    store: {
      load: (keys) => watch.load(keys),
      listOpen,
      commit: (change) => watch.commit(change),
      listAll: () => watch.listAll(),
      count: async () => ({
        ...(await watch.count()),
        behind: behindSince === undefined ? 0 : 3,
        oldestBehindAt: behindSince,
      }),
    },
    estate: {
      listUnreadable: () => unreadable,
      isKnown: (_cloud, tenantId) => known.has(tenantId),
      isComplete: () => true,
      get coverage() {
        return { ...COVERAGE, total, newestReadAt };
      },
    },
    listClouds: () => ['global'],
    matchService: () => true,
    sightOf: undefined,
    timings: DEFAULT_TIMINGS,
    isReading,
    clock: () => now + skewMs,
    observe: ({ kind }) => void told.push(kind),
  });
}

/** Goes on for so long, looking every ten seconds, while customers are read, or not. */
async function pass(ms: number, follow: () => Promise<void>, isRead = true): Promise<void> {
  for (const end = now + ms; now < end; ) {
    now += 10_000;
    if (isRead) newestReadAt = now;
    unreadable = unreadable.map((one) => ({ ...one, triedAt: now }));
    await follow();
  }
}

async function watch(channel: string, rule: Partial<WatchRule> = {}): Promise<void> {
  const set = { reader: FRENCH, by: PEOPLE.adele, at: START };
  await store.watch.add(makeChannel(channel), { ...ALL, ...rule }, set);
}

/** What is open, by id. */
const listOpen = async (kind: SubjectKind) => (await store.watch.listOpen([kind])).map(({ id }) => id);

const hasCard = async (channel: string, key: SubjectKey) =>
  (await store.watch.cards.find(makeChannel(channel), key)) !== undefined;

const fail = (customer: UnreadableCustomer['customer']): UnreadableCustomer => ({
  ...{ customer, code: 'noConsent', readAt: now, triedAt: now },
});

describe('customers that cannot be read', () => {
  it('are an episode, posted where these customers are watched, until all can be read again', async () => {
    await watch('all');
    await watch('contoso', { customers: [CONTOSO] });
    await watch('fabrikam', { customers: [FABRIKAM] });
    await watch('incidents', { scope: 'incidents' });
    const follow = start();
    await pass(MINUTE, follow);
    unreadable = [fail(CONTOSO)];
    await pass(9 * MINUTE, follow);
    expect(await listOpen('access')).toEqual([]);
    await pass(3 * MINUTE, follow);
    expect(told).toEqual(['unreadable']);
    const [id = ''] = await listOpen('access');
    const key = { kind: 'access', cloud: 'global', id } as const;
    const channels = ['all', 'contoso', 'fabrikam', 'incidents'];
    expect(await Promise.all(channels.map((channel) => hasCard(channel, key)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    unreadable = [];
    await pass(MINUTE, follow);
    expect(told).toEqual(['unreadable', 'readable']);
    expect(await listOpen('access')).toEqual([]);
    // Soon after, it is the same episode; the day after, another one.
    unreadable = [fail(CONTOSO)];
    await pass(12 * MINUTE, follow);
    expect(await listOpen('access')).toEqual([id]);
    unreadable = [];
    await pass(2 * 60 * MINUTE, follow);
    unreadable = [fail(CONTOSO)];
    await pass(12 * MINUTE, follow);
    const [next] = await listOpen('access');
    expect(next).not.toBe(id);
    expect(next).toBeDefined();
  });

  it('are one episode where two processes watch at once, and the second does not know of it yet', async () => {
    await watch('all');
    const other = await database.open({ clock: () => now });
    const late = start({ skewMs: 7, listOpen: async () => [] });
    const follow = start();
    unreadable = [fail(CONTOSO)];
    await pass(12 * MINUTE, async () => void (await Promise.all([follow(), late()])));
    const [id = '', ...more] = await listOpen('access');
    expect(more).toEqual([]);
    expect(told).toEqual(['unreadable']);
    // It goes on as it was begun.
    unreadable = [];
    await pass(MINUTE, start({ skewMs: 9 }));
    expect(told).toEqual(['unreadable', 'readable']);
    expect((await other.watch.load([{ kind: 'access', cloud: 'global', id }]))[0]?.state.phase).toBe('over');
  });

  it('are over, without a word that all is well, where customers are read only when somebody asks', async () => {
    await watch('all');
    unreadable = [fail(CONTOSO)];
    await pass(12 * MINUTE, start());
    const [id = ''] = await listOpen('access');
    const key = { kind: 'access', cloud: 'global', id } as const;
    await pass(MINUTE, start({ isReading: false }), false);
    expect(await listOpen('access')).toEqual([]);
    expect((await store.watch.load([key]))[0]?.state).toMatchObject({ phase: 'over', isReadingOff: true });
    expect((await store.watch.listTransitions(key, 9)).filter(({ tells }) => tells)).toEqual([]);
  });

  it('stay one episode over a restart', async () => {
    await watch('all');
    const follow = start();
    unreadable = [fail(CONTOSO)];
    await pass(12 * MINUTE, follow);
    const before = await listOpen('access');
    const again = start();
    await pass(30 * MINUTE, again);
    expect(await listOpen('access')).toEqual(before);
    expect(told).toEqual(['unreadable']);
    unreadable = [];
    await pass(MINUTE, again);
    expect(told).toEqual(['unreadable', 'readable']);
  });
});

describe('reading that stands still', () => {
  it('is told where alarms are watched, until it goes on', async () => {
    await watch('alarms', { scope: 'alarms' });
    await watch('all');
    const follow = start();
    await pass(10 * MINUTE, follow);
    await pass(14 * MINUTE, follow, false);
    expect(told).toEqual([]);
    await pass(2 * MINUTE, follow, false);
    expect(told).toEqual(['stoodStill']);
    const [id = ''] = await listOpen('standstill');
    const key = { kind: 'standstill', cloud: 'global', id } as const;
    expect([await hasCard('alarms', key), await hasCard('all', key)]).toEqual([true, false]);
    const again = start();
    await pass(10 * MINUTE, again, false);
    expect(told).toEqual(['stoodStill']);
    await pass(MINUTE, again);
    expect(told).toEqual(['stoodStill', 'goesOn']);
    expect(await listOpen('standstill')).toEqual([]);
  });

  it('is over where customers are read only when somebody asks', async () => {
    const follow = start();
    await pass(10 * MINUTE, follow);
    behindSince = now;
    await pass(20 * MINUTE, follow, false);
    expect(await listOpen('standstill')).toHaveLength(2);
    await pass(MINUTE, start({ isReading: false }), false);
    expect((await listOpen('standstill')).map((id) => id.split('-')[0])).toEqual(['posting']);
  });

  it('is none where customers are read only when somebody asks', async () => {
    const follow = start({ isReading: false });
    unreadable = [fail(CONTOSO)];
    await pass(60 * MINUTE, follow, false);
    expect(told).toEqual([]);
  });
});

describe('posting that stands still', () => {
  it('is an episode of its own, beside that of reading', async () => {
    const follow = start();
    await pass(10 * MINUTE, follow);
    behindSince = now;
    await pass(20 * MINUTE, follow, false);
    expect(told).toEqual(['stoodStill', 'stoodStill']);
    const words = (await listOpen('standstill')).map((id) => id.split('-')[0]);
    expect(words.toSorted()).toEqual(['posting', 'reading']);
    behindSince = undefined;
    await pass(MINUTE, follow, false);
    expect(told.at(-1)).toBe('goesOn');
    expect(await listOpen('standstill')).toHaveLength(1);
  });
});
