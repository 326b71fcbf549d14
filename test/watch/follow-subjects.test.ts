import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Observation } from '../../src/health/estate/ports.ts';
import type { Incident } from '../../src/health/incident.ts';
import type { Store } from '../../src/store/open-store.ts';
import { createFollowSubjects, type FollowOptions } from '../../src/watch/follow-subjects.ts';
import type { Hurry } from '../../src/watch/ports.ts';
import { DEFAULT_TIMINGS } from '../../src/watch/timings.ts';
import type { TransitionKind } from '../../src/watch/transition.ts';
import type { WatchRule } from '../../src/watch/watch.ts';
import { makeChange } from '../health/estate/open-estate.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { PEOPLE } from '../support/requests.ts';
import {
  CONTOSO,
  createSqliteDatabase,
  FABRIKAM,
  MINUTE,
  makeKeptIncident,
  makePost,
  START,
  type TestDatabase,
} from '../support/test-store.ts';
import { ALL, FRENCH, KEY, loadOne, makeChannel } from '../support/watch-subjects.ts';

const KNOWN = makeKeptIncident({ posts: [makePost(10)] });

let database: TestDatabase;
let store: Store;
let now: number;
/** What the next calls find. */
let isComplete: boolean;
let hurries: Hurry[];
let told: TransitionKind[];
let log: ReturnType<typeof createKeptLog>;
beforeEach(async () => {
  now = START;
  database = await createSqliteDatabase();
  store = await database.open({ clock: () => now });
  isComplete = true;
  hurries = [];
  told = [];
  log = createKeptLog();
});
afterEach(() => database.close());

function open(overrides: Partial<FollowOptions> = {}) {
  return createFollowSubjects({
    store: store.watch,
    archive: store.archive,
    estate: { isKnown: () => true, isComplete: () => isComplete },
    hurries: {
      async add(hurry) {
        hurries.push(hurry);
      },
    },
    sightOf: undefined,
    matchService: (words, names) => names.some((name) => name.includes(words)),
    timings: DEFAULT_TIMINGS,
    isReading: true,
    clock: () => now,
    observe: ({ kind }) => void told.push(kind),
    log,
    ...overrides,
  });
}

/** These customers have it. */
function seen(incident: Incident | undefined, ...tenantIds: string[]): Observation {
  return {
    ...{ kind: 'incident', cloud: 'global', id: 'ex226574', incident, change: undefined },
    customers: new Set(tenantIds),
  };
}

async function watch(channel: string, rule: Partial<WatchRule> = {}): Promise<void> {
  const set = { reader: FRENCH, by: PEOPLE.adele, at: START };
  await store.watch.add(makeChannel(channel), { ...ALL, ...rule }, set);
}

const hasCard = async (channel: string) =>
  (await store.watch.cards.find(makeChannel(channel), KEY)) !== undefined;

describe('following an incident', () => {
  it('gathers its customers, then posts it where it is watched, and nowhere else', async () => {
    await watch('all');
    await watch('contoso', { customers: [CONTOSO] });
    await watch('fabrikam', { customers: [FABRIKAM] });
    await watch('teams', { service: 'Teams' });
    await watch('planned', { scope: 'maintenance' });
    const follow = open();
    const [first] = await follow([seen(KNOWN, CONTOSO.tenantId)]);
    expect(first).toMatchObject({ dueAt: START + 30_000, isStale: false });
    expect([told, await hasCard('all')]).toEqual([[], false]);
    now += 30_000;
    await follow([seen(KNOWN, CONTOSO.tenantId)]);
    expect(told).toEqual(['appeared']);
    const posted = ['all', 'contoso', 'fabrikam', 'teams', 'planned'];
    expect(await Promise.all(posted.map(hasCard))).toEqual([true, true, false, false, false]);
    // It spreads to a customer that somebody else watches.
    now += 5 * MINUTE;
    await follow([seen(KNOWN, CONTOSO.tenantId, FABRIKAM.tenantId)]);
    expect(told).toEqual(['appeared', 'spread']);
    expect(await hasCard('fabrikam')).toBe(true);
  });

  it('writes nothing where nothing changed', async () => {
    const follow = open({ timings: { ...DEFAULT_TIMINGS, gatherMs: 0 } });
    await follow([seen(KNOWN, CONTOSO.tenantId)]);
    const before = await loadOne(store.watch);
    now += MINUTE;
    await follow([seen(KNOWN, CONTOSO.tenantId)]);
    expect(await loadOne(store.watch)).toEqual(before);
  });

  it('takes from the archive how it ended, when nobody has it any more', async () => {
    await watch('all');
    const follow = open({ timings: { ...DEFAULT_TIMINGS, gatherMs: 0 } });
    await follow([seen(KNOWN, CONTOSO.tenantId)]);
    now += 3 * MINUTE;
    const ended: Incident = {
      ...{ ...KNOWN, status: 'serviceRestored', isResolved: true },
      ...{ endedAt: now - MINUTE, updatedAt: now },
    };
    await store.archive.record(CONTOSO, [ended], now);
    await follow([seen(undefined)]);
    expect(told).toEqual(['appeared', 'resolved']);
    expect((await loadOne(store.watch)).state).toMatchObject({ phase: 'over', overAt: ended.endedAt });
  });

  it('does not ask the archive while somebody has it', async () => {
    const asked: string[] = [];
    const archive = {
      async findIncidents(id: string) {
        asked.push(id);
        return [];
      },
    };
    const follow = open({ archive, timings: { ...DEFAULT_TIMINGS, gatherMs: 0 } });
    await follow([seen(KNOWN, CONTOSO.tenantId)]);
    await follow([seen(KNOWN, CONTOSO.tenantId)]);
    expect(asked).toEqual([]);
    await follow([seen(undefined)]);
    expect(asked).toEqual(['ex226574']);
  });

  it('has others read before their turn when one is new, once', async () => {
    const follow = open();
    await follow([seen(KNOWN, CONTOSO.tenantId)]);
    now += 30_000;
    await follow([seen(KNOWN, CONTOSO.tenantId)]);
    expect(hurries).toEqual([
      { cloud: 'global', source: 'microsoft365', service: 'Exchange Online', at: START },
    ]);
  });

  it('has others read before their turn when one is open again', async () => {
    const follow = open({ timings: { ...DEFAULT_TIMINGS, gatherMs: 0 } });
    await follow([seen(KNOWN, CONTOSO.tenantId)]);
    now += 3 * MINUTE;
    const ended: Incident = {
      ...{ ...KNOWN, status: 'serviceRestored', isResolved: true },
      ...{ endedAt: now - MINUTE, updatedAt: now },
    };
    await store.archive.record(CONTOSO, [ended], now);
    await follow([seen(undefined)]);
    expect([told, hurries.length]).toEqual([['appeared', 'resolved'], 1]);
    now += 5 * MINUTE;
    await follow([seen({ ...KNOWN, updatedAt: now }, CONTOSO.tenantId)]);
    expect(told).toContain('reopened');
    expect(hurries.map(({ at }) => at)).toEqual([START, now]);
  });

  it('hurries nobody before every customer was read once', async () => {
    isComplete = false;
    await open()([seen(KNOWN, CONTOSO.tenantId)]);
    expect(hurries).toEqual([]);
  });

  it('hurries for Azure whatever the service', async () => {
    await open()([seen({ ...KNOWN, source: 'azure', service: 'Virtual Machines' }, CONTOSO.tenantId)]);
    expect(hurries).toMatchObject([{ source: 'azure', service: '' }]);
  });

  it('tells what somebody else wrote meanwhile, and decides it anew from that', async () => {
    const { watch: book } = store;
    let isLate = true;
    const follow = open({
      timings: { ...DEFAULT_TIMINGS, gatherMs: 0 },
      store: {
        ...book,
        async commit(change) {
          if (isLate) {
            isLate = false;
            await open({ timings: { ...DEFAULT_TIMINGS, gatherMs: 0 } })([seen(KNOWN, CONTOSO.tenantId)]);
          }
          return book.commit(change);
        },
      },
    });
    const all = [seen(KNOWN, CONTOSO.tenantId)];
    expect(await follow(all)).toMatchObject([{ isStale: true }]);
    expect(await follow(all)).toMatchObject([{ isStale: false }]);
    expect(told).toEqual(['appeared']);
  });

  it('goes on with the others where one cannot be decided', async () => {
    const { watch: book } = store;
    const follow = open({
      store: {
        ...book,
        async commit(change) {
          if (change.key.id === 'BAD') throw new RangeError('Invalid time value');
          return book.commit(change);
        },
      },
    });
    const bad = { ...seen(KNOWN, CONTOSO.tenantId), id: 'BAD' };
    const followed = await follow([bad, seen(KNOWN, CONTOSO.tenantId)]);
    expect(followed).toMatchObject([{ restsUntil: START + 5 * MINUTE }, { dueAt: START + 30_000 }]);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { id: 'BAD' } }]);
  });

  it('posts it where a watch was set after the watches were listed, and before it was written', async () => {
    const { watch: book } = store;
    const follow = open({
      timings: { ...DEFAULT_TIMINGS, gatherMs: 0 },
      store: {
        ...book,
        async commit(change) {
          await watch('late');
          await watch('fabrikam', { customers: [FABRIKAM] });
          return book.commit(change);
        },
      },
    });
    await follow([seen(KNOWN, CONTOSO.tenantId)]);
    expect(told).toEqual(['appeared']);
    expect([await hasCard('late'), await hasCard('fabrikam')]).toEqual([true, false]);
  });

  it('does not post advisories that were open already, as all customers are read for the first time', async () => {
    isComplete = false;
    const follow = open();
    await watch('all');
    const advisory = { ...KNOWN, kind: 'advisory' } as const;
    const old = seen({ ...advisory, updatedAt: START - MINUTE }, CONTOSO.tenantId);
    const outage = seen({ ...KNOWN, id: 'EX4', updatedAt: START - MINUTE }, CONTOSO.tenantId);
    const fresh = seen({ ...advisory, id: 'EX2', updatedAt: START + 1_000 }, CONTOSO.tenantId);
    const late = seen({ ...advisory, id: 'EX3', updatedAt: START - MINUTE }, CONTOSO.tenantId);
    const all = [old, { ...fresh, id: 'EX2' }, { ...outage, id: 'EX4' }];
    await follow(all);
    // The first reading ends while they gather; what is found afterwards is new.
    now += 10_000;
    isComplete = true;
    await follow([{ ...late, id: 'EX3' }]);
    now += 40_000;
    await follow([...all, { ...late, id: 'EX3' }]);
    expect(told).toEqual(['appeared', 'appeared', 'appeared', 'appeared']);
    const posted = (id: string) => store.watch.cards.find(makeChannel('all'), { ...KEY, id });
    expect(await posted(KEY.id)).toBeUndefined();
    expect([await posted('EX2'), await posted('EX3'), await posted('EX4')]).not.toContain(undefined);
    // It has a card as soon as anything happens to it.
    now += MINUTE;
    await follow([
      seen({ ...advisory, status: 'investigating', updatedAt: now, posts: [] }, CONTOSO.tenantId),
    ]);
    expect(await posted(KEY.id)).toBeDefined();
  });

  it('holds few subjects at once, however many are followed', async () => {
    const { watch: book } = store;
    let most = 0;
    const follow = open({
      store: {
        ...book,
        load(keys) {
          most = Math.max(most, keys.length);
          return book.load(keys);
        },
      },
    });
    const all = Array.from({ length: 42 }, (_, number) => ({
      ...seen({ ...KNOWN, id: `EX${number}` }, CONTOSO.tenantId),
      id: `EX${number}`,
    }));
    expect((await follow(all)).map(({ seen: { id } }) => id)).toEqual(all.map(({ id }) => id));
    expect(await book.load(all)).toHaveLength(42);
    expect(most).toBe(5);
  });

  it('ends where the store fails: what was written stands', async () => {
    await store.close();
    await expect(open()([seen(KNOWN, CONTOSO.tenantId)])).rejects.toMatchObject({ name: 'StoreError' });
    expect(told).toEqual([]);
  });
});

describe('following a planned change', () => {
  it('posts it a day before where planned changes are watched, and in no other conversation', async () => {
    await watch('all');
    await watch('planned', { scope: 'maintenance' });
    const startsAt = START + 30 * 60 * MINUTE;
    const change = makeChange({ actionRequiredBy: startsAt, startsAt, endsAt: undefined, updatedAt: START });
    const it: Observation = {
      ...{ kind: 'change', cloud: 'global', id: change.id, incident: undefined, change },
      customers: new Set([CONTOSO.tenantId]),
    };
    const follow = open();
    await follow([it]);
    expect(told).toEqual([]);
    now = startsAt - 23 * 60 * MINUTE;
    await follow([it]);
    expect(told).toEqual(['dayBefore']);
    const key = { kind: 'change', cloud: 'global', id: change.id } as const;
    expect(await store.watch.cards.find(makeChannel('planned'), key)).toBeDefined();
    expect(await store.watch.cards.find(makeChannel('all'), key)).toBeUndefined();
    expect(hurries).toEqual([]);
  });
});
