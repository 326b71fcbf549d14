import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WatchStore } from '../../src/watch/ports.ts';
import { PEOPLE } from '../support/requests.ts';
import { MINUTE, START } from '../support/test-store.ts';
import {
  goOn,
  KEY,
  loadOne,
  makeChannel,
  makeIncidentState,
  makeSubjectChange,
  makeTransition,
  watchAll,
} from '../support/watch-subjects.ts';
import { type QueriedDatabase, showAll } from './watch-cases.ts';

const OVER = makeIncidentState({ phase: 'over', outcome: 'resolved', overAt: START });
const OTHER = { ...KEY, id: 'TM1' };

/** What is promised of living cards as the watcher and people write them, whatever the database. */
export function describeLivingCards(create: () => Promise<QueriedDatabase>): void {
  describe('living cards', () => {
    let database: QueriedDatabase;
    let watch: WatchStore;
    let other: WatchStore;
    let placeId: number;
    beforeEach(async () => {
      database = await create();
      ({ watch } = await database.open());
      ({ watch: other } = await database.open());
      placeId = await watchAll(watch);
    });
    afterEach(() => database.close());

    const claim = (store = watch, now = START) =>
      store.queue.claimPlaces({ owner: `at ${now}`, now, leaseMs: MINUTE, limit: 99 });
    const claimOne = async (store = watch) => {
      const [place] = await claim(store);
      if (place === undefined) throw new Error('Nothing is due.');
      return place;
    };
    const next = async () => {
      const place = await claimOne();
      const card = await watch.queue.nextCard(place, START);
      await watch.queue.release(place, { now: START, notBefore: START, failures: 0 });
      if (card === undefined) throw new Error('No card is behind.');
      return card;
    };
    const find = async (store = watch) => {
      const card = await store.cards.find(makeChannel('outages', { thread: '170' }), KEY);
      if (card === undefined) throw new Error('There is no card.');
      return card;
    };
    const drop = async () => {
      await goOn(watch, { transitions: [makeTransition('worse')] });
      const place = await claimOne();
      const card = await watch.queue.nextCard(place, START);
      expect(await watch.queue.drop(place, card?.id ?? 0)).toBe(true);
      await watch.queue.release(place, { now: START, notBefore: START, failures: 0 });
    };

    it('are made with what caused them, and are behind', async () => {
      const tells = makeTransition('worse', { happenedAt: START - MINUTE });
      await goOn(watch, { cards: [placeId, placeId], transitions: [makeTransition('appeared'), tells] });
      const card = await next();
      expect(card).toMatchObject({ messageId: undefined, wanted: 1, shown: 0, digest: undefined, told: 0 });
      expect(card).toMatchObject({ sequence: 2, changedAt: START - MINUTE, conversation: makeChannel() });
      const [place] = await watch.listPlaces();
      expect(card.content).toEqual({
        ...{ id: card.id, place, subject: await loadOne(watch), watches: await watch.listAll() },
        ...{ takers: [], quiet: undefined, untold: [tells] },
      });
      expect(await find(other)).toEqual(card.content);
      expect(await watch.cards.find(makeChannel(), OTHER)).toBeUndefined();
      expect(await watch.cards.find(makeChannel('another'), KEY)).toBeUndefined();
    });

    it('are drawn from the newest state, and tell everything that was not told, 20 at a time', async () => {
      await goOn(watch, { cards: [placeId] });
      await showAll(watch);
      const all = Array.from({ length: 25 }, (_, at) => makeTransition('worse', { customers: at }));
      for (const each of all) await goOn(watch, { transitions: [makeTransition('posted'), each] });
      const [first, second, ...rest] = await showAll(watch);
      expect(first?.content.subject.version).toBe(26);
      expect(first?.content.untold).toEqual(all.slice(0, 20));
      expect(second?.content.untold).toEqual(all.slice(20));
      expect(rest).toEqual([]);
      expect(await claim()).toEqual([]);
    });

    it('are not behind where nothing is to be shown', async () => {
      await goOn(watch, { cards: [placeId] });
      await showAll(watch);
      await goOn(watch, { transitions: [], dueAt: START });
      expect(await claim()).toEqual([]);
    });

    it('that are made later do not tell what was before', async () => {
      await goOn(watch, { transitions: [makeTransition('appeared'), makeTransition('worse')] });
      const better = makeTransition('better');
      const second = await watchAll(watch, makeChannel('second'));
      await goOn(watch, { transitions: [better], cards: [second] });
      expect((await next()).content.untold).toEqual([better]);
      await watch.cards.place(makeChannel(), [KEY, { ...KEY, id: 'nobody-knows' }]);
      expect((await find()).untold).toEqual([]);
    });

    it('are one a subject and conversation, and are left alone where they are asked for again', async () => {
      await goOn(watch, { cards: [placeId] });
      await showAll(watch);
      await watch.cards.place(makeChannel('outages', { thread: '1' }), [KEY]);
      expect(await claim()).toEqual([]);
      await watch.cards.place(makeChannel('another'), [KEY]);
      expect(await database.query('select id from living_cards')).toHaveLength(1);
      await goOn(watch, { cards: [placeId, 999_999] });
      expect(await database.query('select id from living_cards')).toHaveLength(1);
      expect(await showAll(watch)).toMatchObject([{ messageId: expect.any(String), wanted: 2, shown: 1 }]);
    });

    it('are kept up to date where posting was given up, and are shown once it is tried again', async () => {
      await goOn(watch, { cards: [placeId] });
      await watch.queue.park(await claimOne(), 'gone', START);
      await goOn(watch, { transitions: [makeTransition('worse')] });
      await watch.cards.place(makeChannel(), [KEY]);
      await watch.cards.take((await find()).id, PEOPLE.adele);
      await watch.remove(makeChannel());
      expect(await claim(watch, START + 99 * MINUTE)).toEqual([]);
      await watch.noteActivity(makeChannel());
      expect((await next()).content.untold).toEqual([makeTransition('worse')]);
    });

    it('whose message is gone are not wanted any more, unless it begins anew or somebody asks', async () => {
      await goOn(watch, { cards: [placeId] });
      await showAll(watch, makeChannel('outages', { thread: '170' }));
      await drop();
      await goOn(watch, { transitions: [makeTransition('worse')], cards: [placeId] });
      expect(await claim()).toEqual([]);
      await goOn(watch, { next: OVER, transitions: [makeTransition('resolved')] });
      const reopened = makeTransition('reopened');
      await goOn(watch, { transitions: [reopened] });
      const anew = {
        messageId: undefined,
        digest: undefined,
        isReposted: false,
        conversation: makeChannel(),
      };
      const [card] = await showAll(watch);
      expect(card).toMatchObject(anew);
      expect(card?.content.untold).toEqual([reopened]);
      await drop();
      await watch.cards.place(makeChannel(), [KEY]);
      const [again] = await showAll(watch);
      expect(again).toMatchObject(anew);
      expect(again?.content.untold).toEqual([]);
    });

    it('show who is on it, in the order in which they said so, five at most', async () => {
      await goOn(watch, { cards: [placeId] });
      await showAll(watch);
      const { id } = await find();
      await watch.cards.take(id, PEOPLE.adele);
      await watch.cards.take(id, PEOPLE.megan);
      const [card] = await showAll(watch);
      expect(card?.content.takers).toEqual([PEOPLE.adele, PEOPLE.megan]);
      await other.cards.take(id, { ...PEOPLE.adele, name: 'Adele V.' });
      expect((await find()).takers).toEqual([PEOPLE.megan]);
      const many = Array.from({ length: 12 }, (_, at) => ({ ...PEOPLE.alex, objectId: `person-${at}` }));
      await Promise.all(many.map((person, at) => (at % 2 ? other : watch).cards.take(id, person)));
      expect((await find()).takers).toHaveLength(5);
      expect(await showAll(watch)).toMatchObject([{ wanted: 16 }]);
      await watch.cards.take(999_999, PEOPLE.adele);
    });

    it('are quiet for a while, and until it is over no longer than that', async () => {
      await goOn(watch, { cards: [placeId] });
      await showAll(watch);
      const { id } = await find();
      const quiet = { until: START + MINUTE, by: PEOPLE.megan };
      await watch.cards.quieten(id, quiet);
      expect((await showAll(watch))[0]?.content.quiet).toEqual(quiet);
      await watch.cards.quieten(id, undefined);
      expect((await showAll(watch))[0]?.content.quiet).toBeUndefined();
      await watch.cards.quieten(id, { until: undefined, by: PEOPLE.megan });
      await goOn(watch, { next: OVER, transitions: [makeTransition('resolved')] });
      expect((await find()).quiet).toEqual({ until: undefined, by: PEOPLE.megan });
      await goOn(watch, { transitions: [makeTransition('reopened')] });
      expect((await find()).quiet).toBeUndefined();
    });

    it('are shown anew at once although something of them was put off', async () => {
      await goOn(watch, { cards: [placeId] });
      await showAll(watch);
      await goOn(watch, { transitions: [makeTransition('worse')] });
      const place = await claimOne();
      const card = await watch.queue.nextCard(place, START);
      if (card === undefined) throw new Error('No card is behind.');
      await watch.queue.putOff(place, card, START + 9 * MINUTE);
      await watch.queue.release(place, { now: START, notBefore: START, failures: 0 });
      expect(await claim()).toEqual([]);
      await watch.cards.take(card.id, PEOPLE.alex);
      expect((await next()).content.takers).toEqual([PEOPLE.alex]);
    });

    it('are counted for the operator', async () => {
      const nothing = { cards: 0, posted: 0, behind: 0, oldestBehindAt: undefined, openIncidents: 0 };
      expect(await watch.count()).toEqual({ watches: 1, places: 1, parked: 0, ...nothing });
      const second = await watchAll(watch, makeChannel('second'));
      await goOn(watch, { cards: [placeId, second], at: START - MINUTE });
      await goOn(watch, { key: OTHER, cards: [placeId] });
      await goOn(watch, { key: { ...KEY, id: 'over' }, next: OVER, cards: [placeId] });
      const counted = { watches: 2, places: 2, parked: 0, cards: 3, posted: 0, openIncidents: 2 };
      expect(await other.count()).toEqual({ ...counted, behind: 4, oldestBehindAt: START - MINUTE });
      await showAll(watch);
      expect(await other.count()).toMatchObject({ posted: 3, behind: 0, oldestBehindAt: undefined });
      const { id } = await find();
      await watch.cards.quieten(id, { until: START + MINUTE, by: PEOPLE.alex });
      await showAll(watch);
      await database.query(`update living_cards set behind_since = 1 where id = ${id}`);
      expect(await other.count()).toMatchObject({ behind: 0 });
      await goOn(watch, { transitions: [makeTransition('worse')] });
      expect(await other.count()).toMatchObject({ behind: 2, oldestBehindAt: START });
      for (const place of await claim()) await watch.queue.park(place, 'refused', START);
      expect(await other.count()).toMatchObject({ places: 2, parked: 2, behind: 0 });
    });

    it('are never forgotten by who is done with a conversation just now', { timeout: 60_000 }, async () => {
      await goOn(watch, { cards: [placeId] });
      await goOn(watch, { key: OTHER });
      await showAll(watch);
      const { id } = await find();
      let taken = 0;
      const writes: readonly (() => Promise<unknown>)[] = [
        () => goOn(other, { transitions: [makeTransition('worse')] }),
        () => other.cards.take(id, { ...PEOPLE.alex, objectId: `${++taken}` }),
        () => other.cards.quieten(id, undefined),
        () =>
          other.add(
            makeChannel(),
            { scope: 'maintenance', customers: undefined, service: `${++taken}` },
            {
              ...{ reader: { language: 'en', timeZone: 'UTC' }, by: PEOPLE.alex, at: START },
            },
          ),
        () => other.remove(makeChannel()),
        () => other.cards.place(makeChannel(), [OTHER]),
      ];
      for (let round = 0; round < 36; round += 1) {
        const write = writes[round % writes.length];
        if (round >= writes.length && round % writes.length === writes.length - 1) continue;
        await watchAll(watch);
        await showAll(watch);
        await goOn(watch, { transitions: [makeTransition('better')] });
        const place = await claimOne();
        for (let card = await watch.queue.nextCard(place, START); card; ) {
          const { wanted, sequence } = card;
          await watch.queue.record(place, card.id, { shown: wanted, digest: 'd', told: sequence });
          card = await watch.queue.nextCard(place, START);
        }
        await Promise.all([
          write?.(),
          wait(round % 4).then(() =>
            watch.queue.release(place, { now: START, notBefore: START, failures: 0 }),
          ),
        ]);
        expect(await showAll(watch), `round ${round}`).not.toEqual([]);
      }
    });

    it('of many conversations end up right, however many write and post at once', {
      timeout: 60_000,
    }, async () => {
      const places = [placeId];
      for (let at = 0; at < 5; at += 1) places.push(await watchAll(watch, makeChannel(`${at}`)));
      const keys = Array.from({ length: 4 }, (_, at) => ({ ...KEY, id: `EX${at}` }));
      let isDone = false;
      const post = async (store: WatchStore) => {
        while (!isDone) {
          await showAll(store);
          await setImmediate();
        }
      };
      const follow = async (store: WatchStore, key: typeof KEY) => {
        for (let step = 0; step < 15; step += 1) {
          const [before] = await store.load([key]);
          const kind = before === undefined ? 'appeared' : 'worse';
          const cards = step % 2 ? places : places.toReversed();
          await store.commit(makeSubjectChange({ key, before, transitions: [makeTransition(kind)], cards }));
        }
      };
      const press = async (store: WatchStore, channel: string) => {
        for (let step = 0; step < 15; step += 1) {
          await store.cards.place(makeChannel(channel), keys.toReversed());
          const card = await store.cards.find(makeChannel(channel), keys[step % 4] ?? KEY);
          if (card) await store.cards.take(card.id, PEOPLE.adele);
          await watchAll(store, makeChannel(channel));
        }
      };
      const posting = [post(watch), post(other)];
      await Promise.all([
        ...keys.flatMap((key) => [follow(watch, key), follow(other, key)]),
        ...['0', '1'].flatMap((channel) => [press(watch, channel), press(other, channel)]),
      ]).finally(() => {
        isDone = true;
      });
      await Promise.all(posting);
      await showAll(watch);
      expect(await showAll(watch)).toEqual([]);
      const cards = await database.query(
        'select wanted, shown, behind_since, told_sequence, sequence from living_cards join subjects on subjects.id = subject_id',
      );
      expect(cards).toHaveLength(24);
      for (const card of cards) {
        expect(card).toMatchObject({
          behind_since: null,
          shown: card.wanted,
          told_sequence: card.sequence,
        });
      }
    });
  });
}
