import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { createNoteActivity, type NoteActivity } from '../../../src/chat/watch/note-activity.ts';
import type { Conversation } from '../../../src/delivery/conversation.ts';
import { createFakeTime } from '../../support/fake-time.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { createSqliteDatabase } from '../../support/test-store.ts';
import { KEY, makeChannel, watchAll } from '../../support/watch-subjects.ts';

let noted: Conversation[];
let wakes: number;
let isAway: boolean;
let note: NoteActivity;
let time = createFakeTime();
const log = createKeptLog();
beforeEach(() => {
  [noted, wakes, isAway, time] = [[], 0, false, createFakeTime()];
  log.lines.length = 0;
  note = createNoteActivity({
    store: {
      async noteActivity(conversation) {
        if (isAway) throw new Error('The database is away.');
        noted.push(conversation);
        return conversation.id.includes('outages');
      },
    },
    wake: () => {
      wakes += 1;
    },
    clock: time.clock,
    log,
  });
});

describe('activity', () => {
  it('tells how a conversation is reached, whatever the thread, and wakes those who post where it is a place', async () => {
    note(makeChannel('outages', { thread: 'm1' }));
    note(makeChannel('other'));
    await setImmediate();
    expect(noted).toEqual([makeChannel('outages'), makeChannel('other')]);
    expect(wakes).toBe(1);
  });

  it('is noted once in ten seconds, but for another address at once', () => {
    note(makeChannel('outages'));
    note(makeChannel('outages', { thread: 'm2' }));
    time.advance(9_999);
    note(makeChannel('outages'));
    expect(noted).toHaveLength(1);
    const serviceUrl = 'https://smba.trafficmanager.net/amer/';
    note(makeChannel('outages', { serviceUrl }));
    expect(noted.at(-1)).toMatchObject({ serviceUrl });
    time.advance(10_000);
    note(makeChannel('outages', { serviceUrl }));
    expect(noted).toHaveLength(3);
  });

  it('harms nobody where the store fails, and is noted later', async () => {
    isAway = true;
    note(makeChannel('outages'));
    await setImmediate();
    expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
    isAway = false;
    time.advance(10_000);
    note(makeChannel('outages'));
    await setImmediate();
    expect([noted.length, wakes]).toEqual([1, 1]);
  });

  it('has posting tried again where it was given up', async () => {
    const database = await createSqliteDatabase();
    const store = await database.open({ clock: time.clock });
    await watchAll(store.watch);
    await store.watch.commit({
      ...{ key: KEY, before: undefined, hits: new Map(), transitions: [], dueAt: undefined },
      next: {
        kind: 'standstill',
        what: 'posting',
        phase: 'open',
        startedAt: 0,
        overAt: undefined,
        waiting: 0,
      },
      ...{ at: time.clock(), cards: [] },
    });
    await store.watch.cards.place(makeChannel(), [KEY]);
    const claim = { owner: 'a', now: time.clock(), leaseMs: 1_000, limit: 1 };
    const [place] = await store.watch.queue.claimPlaces(claim);
    if (place === undefined) throw new Error('Nothing is due.');
    await store.watch.queue.park(place, 'gone', time.clock());
    const woken = Promise.withResolvers<void>();
    createNoteActivity({ store: store.watch, wake: woken.resolve, clock: time.clock, log })(makeChannel());
    await woken.promise;
    expect((await store.watch.listPlaces())[0]?.parked).toBeUndefined();
    expect(await store.watch.queue.claimPlaces(claim)).toHaveLength(1);
    await database.close();
  });
});
