import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangedThing, Observation } from '../../src/health/estate/ports.ts';
import type { Incident } from '../../src/health/incident.ts';
import type { EpochMs } from '../../src/time.ts';
import type { Followed } from '../../src/watch/follow-subjects.ts';
import { type SubjectKey, subjectKey } from '../../src/watch/subject.ts';
import { createWatcher, type WatcherOptions } from '../../src/watch/watcher.ts';
import type { Worker } from '../../src/work/work-loop.ts';
import { createVirtualTime, type VirtualTime } from '../health/estate/virtual-time.ts';
import { createFakeLeases, type FakeLeases } from '../support/fake-leases.ts';
import { makeIncident } from '../support/incidents.ts';
import { createKeptLog } from '../support/kept-log.ts';

const EX1: ChangedThing = { kind: 'incident', cloud: 'global', id: 'EX1' };
const TM2: ChangedThing = { kind: 'incident', cloud: 'global', id: 'TM2' };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let time: VirtualTime;
let leases: FakeLeases;
let workers: Worker[];
beforeEach(() => {
  time = createVirtualTime();
  leases = createFakeLeases();
  workers = [];
});
afterEach(async () => {
  const stopped = Promise.all(workers.map((worker) => worker.stop()));
  await time.pass(3_000);
  await stopped;
});

/** A replica whose estate and store a test fills, and what it followed. */
function startReplica(owner: string, overrides: Partial<WatcherOptions> = {}) {
  const changed = new Map<string, ChangedThing>();
  const now = new Map<string, { incident?: Incident; customers: number }>();
  const replica = {
    /** Ids as they were followed, one entry a call. */
    followed: [] as string[][],
    episodes: 0,
    forgotten: [] as EpochMs[],
    written: 0,
    isCut: false,
    open: [] as SubjectKey[],
    due: [] as SubjectKey[],
    log: createKeptLog(),
    /** What becomes of what is followed. */
    answer: (seen: Observation): Partial<Followed> => ({ seen }),
    change(thing: ChangedThing, incident: Partial<Incident> = {}, customers = 1) {
      now.set(subjectKey(thing), { incident: makeIncident({ id: thing.id, ...incident }), customers });
      changed.set(subjectKey(thing), thing);
    },
  };
  const { log } = replica;
  const check = () => {
    if (replica.isCut) throw new Error('The database does not answer.');
  };
  const worker = createWatcher({
    store: {
      async listDue() {
        check();
        return replica.due.splice(0);
      },
      async listOpen() {
        check();
        return replica.open;
      },
      async forget(before) {
        replica.forgotten.push(before);
        return 0;
      },
    },
    estate: {
      takeChanged(limit) {
        const taken = [...changed].slice(0, limit);
        for (const [key] of taken) changed.delete(key);
        return taken.map(([, thing]) => thing);
      },
      markAllChanged() {
        for (const key of now.keys()) {
          const [kind = '', cloud, id = ''] = key.split(':');
          if (kind === 'incident' && cloud === 'global')
            changed.set(key, { kind, cloud, id: id.toUpperCase() });
        }
      },
      observe: (things) =>
        things.map((thing) => {
          const { incident, customers = 0 } = now.get(subjectKey(thing)) ?? {};
          const ids = Array.from({ length: customers }, (_, at) => `customer-${at}`);
          return { ...thing, incident, change: undefined, customers: new Set(ids) };
        }),
    },
    leases: leases.open(() => replica.isCut),
    owner,
    async follow(all) {
      check();
      replica.followed.push(all.map(({ id }) => id));
      return all.map((seen) => ({ seen, dueAt: undefined, isStale: false, ...replica.answer(seen) }));
    },
    async followEpisodes() {
      replica.episodes += 1;
    },
    onWritten: () => {
      replica.written += 1;
    },
    ...{ clock: time.clock, sleep: time.sleep, random: () => 0, log },
    ...overrides,
  });
  workers.push(worker);
  worker.start();
  return { replica, worker };
}

describe('the watcher', () => {
  it('follows what changes within about a second, and wakes those who post', async () => {
    const { replica } = startReplica('a');
    await time.pass(SECOND);
    replica.change(EX1);
    await time.pass(1_500);
    expect(replica.followed).toEqual([['EX1']]);
    expect(replica.written).toBeGreaterThan(0);
    await time.pass(10 * SECOND);
    expect(replica.followed).toHaveLength(1);
  });

  it('begins with everything that is known and everything that is open', async () => {
    const { replica, worker } = startReplica('a');
    replica.change(EX1);
    replica.open.push({ kind: 'incident', cloud: 'global', id: 'OLD' });
    // Episodes are followed elsewhere.
    replica.open.push({ kind: 'access', cloud: 'global', id: 'access-1' });
    await time.pass(1_500);
    expect(replica.followed.flat().toSorted()).toEqual(['EX1', 'OLD']);
    worker.wake();
  });

  it('looks at everything again every five minutes: what nobody told of is put right', async () => {
    const { replica } = startReplica('one');
    replica.change(EX1);
    await time.pass(10 * SECOND);
    replica.followed.length = 0;
    replica.open = [{ ...TM2 }];
    await time.pass(4 * MINUTE);
    expect(replica.followed.flat()).toEqual([]);
    await time.pass(MINUTE);
    expect(new Set(replica.followed.flat())).toEqual(new Set(['EX1', 'TM2']));
  });

  it('whose clock is set back does not go on for ever beside the one that took over', async () => {
    let backMs = 0;
    const { replica: a } = startReplica('a', { clock: () => time.clock() - backMs });
    await time.pass(2 * SECOND);
    const { replica: b } = startReplica('b');
    backMs = 60 * MINUTE;
    await time.pass(30 * SECOND);
    a.change(EX1);
    b.change(EX1);
    await time.pass(2 * SECOND);
    expect([a.followed.flat(), b.followed.flat()]).toEqual([[], ['EX1']]);
  });

  it('follows what falls due although nothing changed', async () => {
    const { replica } = startReplica('a');
    replica.answer = () => ({ dueAt: time.clock() + 5 * SECOND });
    replica.change(EX1);
    await time.pass(1_500);
    replica.due.push({ kind: 'incident', cloud: 'global', id: 'EX1' });
    await time.pass(2_000);
    // Somebody else put its time off meanwhile: it is not due for us.
    expect(replica.followed).toHaveLength(1);
    await time.pass(5 * SECOND);
    expect(replica.followed).toEqual([['EX1'], ['EX1']]);
  });

  it('leaves what cannot be decided alone for a while, however due it is, unless it changes', async () => {
    const { replica } = startReplica('a');
    replica.answer = () => ({ restsUntil: time.clock() + 5 * MINUTE });
    const pass = async (ms: number) => {
      for (const end = time.clock() + ms; time.clock() < end; await time.pass(SECOND))
        replica.due.push({ kind: 'incident', cloud: 'global', id: 'EX1' });
    };
    replica.change(EX1);
    await pass(4 * MINUTE);
    expect(replica.followed).toHaveLength(1);
    await pass(2 * MINUTE);
    expect(replica.followed).toHaveLength(2);
    replica.change(EX1, { updatedAt: time.clock() });
    await time.pass(1_500);
    expect(replica.followed).toHaveLength(3);
  });

  it('follows at once what Microsoft changed, and leaves alone until it is due what only gained customers', async () => {
    const { replica } = startReplica('a');
    replica.answer = () => ({ dueAt: time.clock() + 30 * SECOND });
    replica.change(EX1);
    await time.pass(1_500);
    for (let customers = 2; customers < 12; customers += 1) {
      replica.change(EX1, {}, customers);
      await time.pass(SECOND);
    }
    expect(replica.followed).toHaveLength(1);
    replica.change(EX1, { updatedAt: time.clock() }, 12);
    await time.pass(1_500);
    expect(replica.followed).toHaveLength(2);
    replica.change(EX1, { updatedAt: time.clock() }, 0);
    await time.pass(1_500);
    expect(replica.followed).toHaveLength(3);
    replica.change(EX1, { updatedAt: time.clock() - 1_500 }, 1);
    await time.pass(32 * SECOND);
    expect(replica.followed.length).toBeGreaterThan(3);
  });

  it('takes in new customers within a minute although it is due much later for another reason', async () => {
    const { replica } = startReplica('a');
    replica.answer = () => ({ dueAt: time.clock() + 14 * 24 * 60 * MINUTE });
    replica.change(EX1);
    await time.pass(10 * SECOND);
    replica.change(EX1, {}, 2);
    await time.pass(MINUTE);
    expect(replica.followed).toHaveLength(2);
    await time.pass(3 * MINUTE);
    expect(replica.followed).toHaveLength(2);
  });

  it('does again what somebody else wrote meanwhile, without turning in circles', async () => {
    const { replica } = startReplica('a');
    let stale = 3;
    replica.answer = () => ({ isStale: stale-- > 0 });
    replica.change(EX1);
    await time.pass(10 * SECOND);
    expect(replica.followed).toEqual([['EX1'], ['EX1'], ['EX1'], ['EX1']]);
  });

  it('follows thousands of things in one tick, some at a time', async () => {
    const { replica } = startReplica('a');
    for (let count = 0; count < 1_000; count += 1) replica.change({ ...EX1, id: `EX${count}` });
    await time.pass(500);
    expect(new Set(replica.followed.flat()).size).toBe(1_000);
    expect(Math.max(...replica.followed.map(({ length }) => length))).toBeLessThanOrEqual(200);
  });

  it('looks after episodes every ten seconds, and forgets every hour what has been over for a month', async () => {
    const { replica } = startReplica('a');
    await time.pass(MINUTE);
    expect(replica.episodes).toBeGreaterThanOrEqual(6);
    expect(replica.episodes).toBeLessThanOrEqual(7);
    await time.pass(60 * MINUTE);
    expect(replica.forgotten).toHaveLength(2);
    expect(time.clock() - (replica.forgotten.at(-1) ?? 0)).toBeGreaterThanOrEqual(30 * 86_400_000);
  });

  it('goes on where it was when the store is back, and tells of the failure once', async () => {
    const { replica } = startReplica('a');
    await time.pass(SECOND);
    replica.isCut = true;
    replica.change(EX1);
    await time.pass(5 * MINUTE);
    expect(replica.followed).toEqual([]);
    expect(replica.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    replica.isCut = false;
    await time.pass(MINUTE);
    expect(replica.followed).toEqual([['EX1']]);
  });

  it('loses nothing when following fails half-way', async () => {
    let failures = 1;
    const seen: string[] = [];
    const { replica } = startReplica('a', {
      async follow(all) {
        if (failures-- > 0) throw new Error('The database is away.');
        seen.push(...all.map(({ id }) => id));
        return all.map((one) => ({ seen: one, dueAt: undefined, isStale: false }));
      },
    });
    replica.change(EX1);
    replica.change(TM2);
    await time.pass(10 * SECOND);
    expect(seen.toSorted()).toEqual(['EX1', 'TM2']);
  });
});

describe('several replicas', () => {
  it('watch one at a time; another takes over within half a minute when it dies, and begins with everything', async () => {
    const first = startReplica('a').replica;
    await time.pass(SECOND);
    const second = startReplica('b').replica;
    for (const each of [first, second]) each.change(EX1);
    await time.pass(10 * SECOND);
    expect([first.followed, second.followed]).toEqual([[['EX1']], []]);
    first.isCut = true;
    await time.pass(30 * SECOND);
    expect(second.followed).toEqual([['EX1']]);
    expect(second.episodes).toBeGreaterThan(0);
    // The one that comes back is not the one any more.
    first.isCut = false;
    first.change(TM2);
    await time.pass(MINUTE);
    expect(first.followed).toEqual([['EX1']]);
  });

  it('take over at once from one that stops', async () => {
    const { worker } = startReplica('a');
    await time.pass(SECOND);
    const second = startReplica('b').replica;
    second.change(EX1);
    await time.pass(SECOND);
    const stopped = worker.stop();
    await time.pass(6 * SECOND);
    await stopped;
    expect(leases.findOwner('watcher', time.clock())).toBe('b');
    expect(second.followed).toEqual([['EX1']]);
  });

  it('begin nothing more when the lease is lost in the middle of a long tick', async () => {
    const { replica } = startReplica('a', {
      async follow(all) {
        replica.followed.push(all.map(({ id }) => id));
        await time.sleep(30 * SECOND);
        return all.map((seen) => ({ seen, dueAt: undefined, isStale: false }));
      },
    });
    for (let count = 0; count < 1_000; count += 1) replica.change({ ...EX1, id: `EX${count}` });
    await time.pass(SECOND);
    const second = startReplica('b').replica;
    await time.pass(60 * SECOND);
    expect(replica.followed).toHaveLength(1);
    expect(second.episodes).toBeGreaterThan(0);
  });

  it('end within two seconds although the database hangs', async () => {
    const never = () => new Promise<never>(() => {});
    const { worker } = startReplica('a', {
      leases: { hold: never, release: never, listOwners: never },
    });
    await time.pass(SECOND);
    let isStopped = false;
    const stopped = worker.stop().then(() => {
      isStopped = true;
    });
    await time.pass(2 * SECOND);
    expect(isStopped).toBe(true);
    await stopped;
  });
});
