import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryQueue } from '../../src/delivery/ports.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { LivingCard } from '../../src/watch/living-card.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { MINUTE, START, type TestDatabase } from '../support/test-store.ts';
import {
  claimOne,
  claimOptions,
  happen,
  LEASE_MS,
  makeConversation,
  takeCard,
  watchAll,
} from './delivery-world.ts';

type TestStore = TestDatabase & {
  readonly query: (sql: string) => Promise<readonly Record<string, unknown>[]>;
};

const AT_ONCE = { now: START, notBefore: START, failures: 0 };

/** What the queue of living cards promises, whatever the database. */
export function describeDeliveryQueue(create: () => Promise<TestStore>): void {
  describe('the queue of living cards', () => {
    let database: TestStore;
    let store: Store;
    let other: Store;
    let queue: DeliveryQueue<LivingCard>;
    let channel: number;
    beforeEach(async () => {
      database = await create();
      store = await database.open();
      other = await database.open();
      ({ queue } = store.watch);
      channel = await watchAll(store, 'alerts');
    });
    afterEach(() => database.close());

    it('hands out a card with all that it is drawn from', async () => {
      const subject = await happen(store, 'i1', { tell: 1, others: 1, cards: [channel], at: START - 1 });
      const place = await claimOne(store);
      expect(place).toEqual({
        ...{ id: channel, owner: 'a', failures: 0 },
        conversation: makeConversation('alerts'),
      });
      const card = await takeCard(store, place);
      expect(card).toEqual({
        ...{ id: card.id, conversation: makeConversation('alerts'), messageId: undefined, isReposted: false },
        ...{ wanted: 1, shown: 0, digest: undefined, sequence: 1, told: 0, changedAt: START - 1 },
        content: card.content,
      });
      expect(card.content).toMatchObject({ id: card.id, subject, place: { id: channel } });
      expect(card.content.untold).toHaveLength(1);
    });

    it('remembers what was done, and has no more to do when all was', async () => {
      await happen(store, 'i1', { tell: 1, cards: [channel] });
      const place = await claimOne(store);
      const card = await takeCard(store, place);
      const conversation = { ...makeConversation('alerts'), thread: 'm1' };
      const posted = { conversation, messageId: 'm1', isReposted: true, shown: 1, digest: 'd1' };
      expect(await queue.record(place, card.id, posted)).toBe(true);
      expect(await takeCard(store, place)).toMatchObject({ ...posted, wanted: 1, told: 0, sequence: 1 });
      expect(await queue.record(place, card.id, { told: 1 })).toBe(true);
      expect(await queue.nextCard(place, START)).toBeUndefined();
      await queue.release(place, AT_ONCE);
      expect(await queue.claimPlaces(claimOptions({ now: START + 10 * LEASE_MS }))).toEqual([]);
    });

    it('hands out once more what became newer while it was shown', async () => {
      await happen(store, 'i1', { others: 1, cards: [channel] });
      const place = await claimOne(store);
      const card = await takeCard(store, place);
      await happen(other, 'i1', { others: 1, at: START + 1 });
      await queue.record(place, card.id, { messageId: 'm1', shown: card.wanted, digest: 'd1' });
      expect(await takeCard(store, place)).toMatchObject({ shown: 1, wanted: 2 });
      await queue.record(place, card.id, { shown: 2, digest: 'd2' });
      expect(await queue.nextCard(place, START)).toBeUndefined();
    });

    it('never hands out a transition that the state beside it does not show yet', async () => {
      await happen(store, 'i1', { tell: 1, cards: [channel] });
      const place = await claimOne(store);
      for (let round = 1; round <= 60; round += 1) {
        const happening = happen(other, 'i1', { tell: 1, at: START + round });
        for (let turns = 0; turns < round % 12; turns += 1) await setImmediate();
        const card = await takeCard(store, place);
        await happening;
        expect(card.sequence).toBeLessThanOrEqual(card.content.subject.sequence);
        await queue.record(place, card.id, { told: card.sequence });
      }
    });

    it('tells twenty transitions at once, and the others afterwards', async () => {
      await happen(store, 'i1', { others: 1, tell: 23, cards: [channel] });
      const place = await claimOne(store);
      const card = await takeCard(store, place);
      expect(card).toMatchObject({ told: 0, sequence: 20 });
      await queue.record(place, card.id, { shown: 1, told: card.sequence });
      const rest = await takeCard(store, place);
      expect(rest).toMatchObject({ told: 20, sequence: 23 });
      expect(rest.content.untold).toHaveLength(3);
      await queue.record(place, card.id, { told: 23 });
      expect(await queue.nextCard(place, START)).toBeUndefined();
    });

    it('hands out what is behind longest first, and nothing that was put off', async () => {
      await happen(store, 'late', { others: 1, cards: [channel], at: START + 2 });
      await happen(store, 'early', { others: 1, cards: [channel], at: START + 1 });
      const now = START + MINUTE;
      const place = await claimOne(store, { now });
      const early = await takeCard(store, place, now);
      expect(early.content.subject.key.id).toBe('early');
      expect(await queue.putOff(place, early, now + 1)).toBe(true);
      const late = await takeCard(store, place, now);
      expect(late.content.subject.key.id).toBe('late');
      await queue.putOff(place, late, now + 5_000);
      expect(await queue.nextCard(place, now)).toBeUndefined();
      expect(await queue.nextCard(place, now + 1)).toMatchObject({ id: early.id });
      await queue.release(place, { ...AT_ONCE, now });
      expect(await queue.claimPlaces(claimOptions({ now }))).toEqual([]);
      await claimOne(store, { now: now + 1 });
    });

    it('shows something newer at once, also where the card was put off', async () => {
      await happen(store, 'i1', { others: 1, cards: [channel] });
      const place = await claimOne(store);
      const card = await takeCard(store, place);
      await queue.putOff(place, card, START + MINUTE);
      await happen(other, 'i1', { others: 1 });
      const newer = await takeCard(store, place);
      expect(newer.wanted).toBe(2);
      await happen(other, 'i1', { others: 1 });
      // What is put off is what was handed out, and that is not the newest any more.
      expect(await queue.putOff(place, newer, START + MINUTE)).toBe(true);
      expect(await takeCard(store, place)).toMatchObject({ wanted: 3 });
    });

    it('makes a released place due when something there may be tried again, not before', async () => {
      await happen(store, 'i1', { others: 1, cards: [channel] });
      const place = await claimOne(store);
      await queue.release(place, { now: START, notBefore: START + 5_000, failures: 3 });
      expect(await queue.claimPlaces(claimOptions({ now: START + 4_999 }))).toEqual([]);
      const again = await claimOne(store, { owner: 'b', now: START + 5_000 });
      expect(again.failures).toBe(3);
      const card = await takeCard(store, again);
      await queue.putOff(again, card, START + 60_000);
      await queue.release(again, { now: START + 5_000, notBefore: START + 9_000, failures: 0 });
      expect(await queue.claimPlaces(claimOptions({ now: START + 59_999 }))).toEqual([]);
      expect((await claimOne(store, { now: START + 60_000 })).failures).toBe(0);
    });

    it('lets a place that failed wait as long as Teams asked, in every replica, whatever is new there', async () => {
      await happen(store, 'i1', { others: 1, cards: [channel] });
      const place = await claimOne(store);
      await queue.release(place, { now: START, notBefore: START + MINUTE, failures: 1 });
      await happen(other, 'i1', { others: 1, at: START + 1_000 });
      await happen(other, 'i2', { others: 1, cards: [channel], at: START + 2_000 });
      expect(await other.watch.queue.claimPlaces(claimOptions({ now: START + MINUTE - 1 }))).toEqual([]);
      const again = await claimOne(other, { owner: 'b', now: START + MINUTE });
      expect(again.failures).toBe(1);
      expect((await takeCard(other, again, START + MINUTE)).wanted).toBe(2);
    });

    it('is due at once for something new where it waits for a card that is put off, not for a failure', async () => {
      await happen(store, 'quiet', { others: 1, cards: [channel] });
      const failed = await claimOne(store);
      await queue.release(failed, { now: START, notBefore: START + 1_000, failures: 1 });
      const place = await claimOne(store, { now: START + 1_000 });
      await queue.putOff(place, await takeCard(store, place, START + 1_000), START + 1_000 * MINUTE);
      await queue.release(place, { now: START + 1_000, notBefore: START + 1_000, failures: 1 });
      await happen(other, 'i2', { others: 1, cards: [channel], at: START + 2_000 });
      await claimOne(store, { now: START + 2_000 });
    });

    it('never hands out what is not to be seen yet', async () => {
      await happen(store, 'i1', { cards: [channel] });
      for (const place of await queue.claimPlaces(claimOptions())) {
        expect(await queue.nextCard(place, START)).toBeUndefined();
        await queue.release(place, AT_ONCE);
      }
      expect(await queue.claimPlaces(claimOptions({ now: START + MINUTE }))).toEqual([]);
      await happen(other, 'i1', { others: 1 });
      await takeCard(store, await claimOne(store));
    });

    it('takes nothing from who has lost the claim', async () => {
      await happen(store, 'i1', { others: 1, cards: [channel] });
      const lost = await claimOne(store);
      const card = await takeCard(store, lost);
      const now = START + LEASE_MS;
      expect(await other.watch.queue.claimPlaces(claimOptions({ owner: 'b', now: now - 1 }))).toEqual([]);
      const place = await claimOne(other, { owner: 'b', now });
      expect(await queue.nextCard(lost, now)).toBeUndefined();
      expect(await queue.record(lost, card.id, { shown: 1, messageId: 'm1' })).toBe(false);
      expect(await queue.putOff(lost, card, now + MINUTE)).toBe(false);
      expect(await queue.drop(lost, card.id)).toBe(false);
      await queue.release(lost, AT_ONCE);
      await queue.park(lost, 'gone', now);
      expect(await takeCard(other, place, now)).toMatchObject({ shown: 0, messageId: undefined });
      expect(await queue.claimPlaces(claimOptions({ now: now + LEASE_MS - 1 }))).toEqual([]);
    });

    it('takes nothing about a card of another place', async () => {
      const second = await watchAll(store, 'second');
      await happen(store, 'i1', { others: 1, cards: [channel, second] });
      const [one, two] = await queue.claimPlaces(claimOptions());
      if (one === undefined || two === undefined) throw new Error('Two were to be due.');
      const card = await takeCard(store, one);
      expect(await queue.record(two, card.id, { shown: 1 })).toBe(false);
    });

    it('forgets a card whose message is gone, until somebody wants it again', async () => {
      await happen(store, 'i1', { others: 1, cards: [channel] });
      const place = await claimOne(store);
      const card = await takeCard(store, place);
      await queue.record(place, card.id, { messageId: 'm1', digest: 'd1' });
      expect(await queue.drop(place, card.id)).toBe(true);
      await happen(store, 'i1', { others: 1 });
      expect(await queue.nextCard(place, START)).toBeUndefined();
      await queue.release(place, AT_ONCE);
      const { key } = card.content.subject;
      await store.watch.cards.place(makeConversation('alerts'), [key]);
      const again = await takeCard(store, await claimOne(store));
      expect(again).toMatchObject({ id: card.id, messageId: undefined, digest: undefined });
    });

    it('leaves a parked place alone until somebody writes there', async () => {
      await happen(store, 'i1', { others: 1, cards: [channel] });
      await queue.park(await claimOne(store), 'blocked', START);
      await happen(store, 'i1', { others: 1, at: START + 1 });
      expect(await queue.claimPlaces(claimOptions({ now: START + 10 * LEASE_MS }))).toEqual([]);
      expect(await store.watch.listPlaces()).toMatchObject([{ parked: { reason: 'blocked', at: START } }]);
      await store.watch.noteActivity(makeConversation('alerts'));
      expect(await takeCard(store, await claimOne(store))).toMatchObject({ wanted: 2 });
    });

    it('posts to the newest address of a place', async () => {
      await happen(store, 'i1', { others: 1, cards: [channel] });
      const serviceUrl = 'https://smba.trafficmanager.net/amer/';
      await store.watch.noteActivity({ ...makeConversation('alerts'), serviceUrl });
      const place = await claimOne(store);
      const card = await takeCard(store, place);
      expect(card.conversation.serviceUrl).toBe(serviceUrl);
      const conversation = { ...makeConversation('alerts'), thread: 'm1' };
      await queue.record(place, card.id, { conversation, messageId: 'm1' });
      expect((await takeCard(store, place)).conversation).toEqual({ ...conversation, serviceUrl });
    });

    it('passes over a card that cannot be understood, and says so', async () => {
      await happen(store, 'bad', { others: 1, cards: [channel], at: START - 1 });
      await happen(store, 'good', { others: 1, cards: [channel] });
      await database.query("update subjects set state = '{}' where subject = 'bad'");
      const log = createKeptLog();
      const reading = await database.open({ log });
      const place = await claimOne(reading);
      expect((await takeCard(reading, place)).content.subject.key.id).toBe('good');
      expect(JSON.stringify(log)).toContain('cannot be understood');
    });

    it('gives each place to one worker, of however many replicas, and every place to somebody', async () => {
      const places = [channel];
      for (let at = 1; at < 30; at += 1) places.push(await watchAll(store, `channel-${at}`));
      await happen(store, 'i1', { others: 1, cards: places });
      const stores = [store, other, await database.open()];
      const claims = await Promise.all(
        Array.from({ length: 15 }, (_, at) =>
          (stores[at % 3] ?? store).watch.queue.claimPlaces(claimOptions({ owner: `${at}`, limit: 3 })),
        ),
      );
      for (const each of claims) expect(each.length).toBeLessThanOrEqual(3);
      const rest = await queue.claimPlaces(claimOptions({ owner: 'rest', limit: 100 }));
      const ids = [...claims.flat(), ...rest].map(({ id }) => id);
      expect(ids.toSorted((one, next) => one - next)).toEqual(places);
    });

    it('is never left with something behind and nothing due, however news and releases meet', async () => {
      await happen(store, 'i1', { others: 1, cards: [channel] });
      for (let round = 0; round < 25; round += 1) {
        const place = await claimOne(store, { owner: `${round}` });
        const card = await takeCard(store, place);
        await queue.record(place, card.id, { shown: card.wanted, told: card.sequence });
        await Promise.all([queue.release(place, AT_ONCE), happen(other, 'i1', { others: 1 })]);
      }
      await claimOne(store);
    });

    it('is shown to the end by three replicas, none of them twice in a place at once', async () => {
      const places = [
        channel,
        await watchAll(store, 'b'),
        await watchAll(store, 'c'),
        await watchAll(store, 'd'),
      ];
      const stores = [store, other, await database.open()];
      const busy = new Set<number>();
      let doubles = 0;
      let isOver = false;
      const work = async (each: Store, name: string) => {
        for (let claims = 0; ; claims += 1) {
          // SQLite answers in this very thread: the others are to get their turn.
          await setImmediate();
          const wasOver = isOver;
          const owner = `${name}-${claims}`;
          const claimed = await each.watch.queue.claimPlaces(claimOptions({ owner, limit: 2 }));
          if (claimed.length === 0 && wasOver) return;
          for (const place of claimed) {
            if (busy.has(place.id)) doubles += 1;
            busy.add(place.id);
            const card = await each.watch.queue.nextCard(place, START);
            if (card)
              await each.watch.queue.record(place, card.id, { shown: card.wanted, told: card.sequence });
            busy.delete(place.id);
            await each.watch.queue.release(place, AT_ONCE);
          }
        }
      };
      const news = async () => {
        try {
          for (let at = 0; at < 40; at += 1)
            await happen(store, `i${at % 5}`, { tell: at % 2, others: 1, cards: places });
        } finally {
          isOver = true;
        }
      };
      await Promise.all([news(), ...stores.map((each, at) => work(each, `${at}`))]);
      expect(doubles).toBe(0);
      const rows = await database.query('select wanted, shown, behind_since from living_cards');
      expect(rows).toHaveLength(20);
      for (const row of rows)
        expect(row).toEqual({ wanted: row.shown, shown: row.shown, behind_since: null });
    });
  });
}
