import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WatchStore } from '../../src/watch/ports.ts';
import type { WatchRule } from '../../src/watch/watch.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { PEOPLE } from '../support/requests.ts';
import { CONTOSO, FABRIKAM, KEJI, MINUTE, START, type TestDatabase } from '../support/test-store.ts';
import {
  ALL,
  FRENCH,
  goOn,
  KEY,
  makeChannel,
  makeIncidentState,
  makeTransition,
  watchAll,
} from '../support/watch-subjects.ts';
import { describeLivingCards } from './living-card-cases.ts';
import { describeSubjects } from './subject-cases.ts';

export type QueriedDatabase = TestDatabase & {
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
};

const SET = { reader: FRENCH, by: PEOPLE.adele, at: START } as const;
const ENGLISH = { language: 'en', timeZone: 'UTC' } as const;

/** What is promised of watches, subjects and living cards, whatever the database. */
export function describeWatches(create: () => Promise<QueriedDatabase>): void {
  describe('watches', () => {
    let database: QueriedDatabase;
    let watch: WatchStore;
    let other: WatchStore;
    beforeEach(async () => {
      database = await create();
      ({ watch } = await database.open());
      ({ watch: other } = await database.open());
    });
    afterEach(() => database.close());

    const add = (rule: WatchRule, conversation = makeChannel(), set: typeof SET = SET) =>
      watch.add(conversation, rule, set);
    const claim = (owner = 'a', now = START) =>
      watch.queue.claimPlaces({ owner, now, leaseMs: MINUTE, limit: 10 });
    const park = async () => {
      const [place] = await claim('parks');
      if (place === undefined) throw new Error('Nothing is due.');
      await watch.queue.park(place, 'blocked', START);
    };

    it('keep the groups of who set them; of other groups the same rule is another', async () => {
      const groups = ['group-a', 'group-b'];
      const added = await add({ ...ALL, groups });
      expect(added).toMatchObject({ kind: 'added', watch: { ...ALL, groups } });
      expect(await add({ ...ALL, groups: groups.toReversed() })).toMatchObject({ kind: 'same' });
      expect(await add({ ...ALL, groups: ['group-a'] })).toMatchObject({ kind: 'added' });
      expect(await add(ALL)).toMatchObject({ kind: 'added' });
      expect(await add({ ...ALL, groups: [] })).toMatchObject({ kind: 'same' });
      const kept = await other.list(makeChannel());
      expect(kept.map((one) => one.groups)).toEqual([groups, ['group-a'], undefined]);
      expect((await other.listAll()).map((one) => one.groups)).toEqual([groups, ['group-a'], undefined]);
    });

    it('are kept as they were set, and seen by every replica', async () => {
      const rule = { scope: 'incidents', customers: [CONTOSO, KEJI], service: 'Exchange Online' } as const;
      const added = await add(rule);
      const place = {
        id: expect.any(Number),
        conversation: makeChannel(),
        reader: FRENCH,
        parked: undefined,
      };
      const { name: setBy, objectId: setById } = PEOPLE.adele;
      const kept = { ...rule, id: expect.any(Number), place, setBy, setById, setAt: START };
      expect(added).toEqual({ kind: 'added', watch: kept });
      expect(await other.list(makeChannel())).toEqual([kept]);
      expect(await other.listAll()).toEqual([kept]);
      expect(await other.listPlaces()).toEqual([place]);
      expect(await other.list(makeChannel('another'))).toEqual([]);
    });

    it('are the same where the rule is, whatever the order and the case of its words', async () => {
      await add({ scope: 'everything', customers: [CONTOSO, FABRIKAM], service: 'Exchange' });
      const upper = { cloud: 'global', tenantId: FABRIKAM.tenantId.toUpperCase() } as const;
      const again = {
        scope: 'everything',
        customers: [upper, CONTOSO, CONTOSO],
        service: 'EXCHANGE',
      } as const;
      expect(await add(again)).toMatchObject({ kind: 'same', watch: { service: 'Exchange' } });
      expect(await add({ ...again, scope: 'incidents' })).toMatchObject({ kind: 'added' });
      expect(await add({ ...again, customers: undefined })).toMatchObject({ kind: 'added' });
      expect(await add({ ...again, service: undefined })).toMatchObject({ kind: 'added' });
      expect(await watch.list(makeChannel())).toHaveLength(4);
    });

    it('belong to the channel, whatever thread they were set in', async () => {
      const added = await add(ALL, makeChannel('outages', { thread: '170' }));
      expect(added).toMatchObject({ watch: { place: { conversation: { thread: undefined } } } });
      expect(await watch.list(makeChannel('outages', { thread: '180' }))).toHaveLength(1);
      expect(await add(ALL)).toMatchObject({ kind: 'same' });
      expect(await watch.listPlaces()).toHaveLength(1);
    });

    it('are 50 in a conversation at most, however many are set at once', async () => {
      const results = await Promise.all(
        Array.from({ length: 55 }, (_, at) =>
          (at % 2 ? other : watch).add(makeChannel(), { ...ALL, service: `s${at}` }, SET),
        ),
      );
      expect(results.filter(({ kind }) => kind === 'added')).toHaveLength(50);
      expect(results.filter(({ kind }) => kind === 'full')).toHaveLength(5);
      expect(await watch.list(makeChannel())).toHaveLength(50);
      expect(await add(ALL, makeChannel('another'))).toMatchObject({ kind: 'added' });
    });

    it('make one place of a conversation, and one watch of a rule, however often and at once', async () => {
      const results = await Promise.all(
        Array.from({ length: 12 }, (_, at) => (at % 2 ? other : watch).add(makeChannel(), ALL, SET)),
      );
      expect(results.filter(({ kind }) => kind === 'added')).toHaveLength(1);
      expect(await watch.listAll()).toHaveLength(1);
    });

    it('are written for who set one last', async () => {
      await goOn(watch, { cards: [await watchAll(watch)] });
      await watch.add(makeChannel(), ALL, { ...SET, reader: ENGLISH });
      const [place] = await watch.listPlaces();
      expect(place).toMatchObject({ reader: ENGLISH });
      const card = await watch.cards.find(makeChannel(), KEY);
      expect(card?.place.reader).toEqual(ENGLISH);
    });

    it('are removed, those that were named or all, and their open cards are drawn anew', async () => {
      const placeId = await watchAll(watch);
      const second = await add({ ...ALL, scope: 'maintenance' });
      await goOn(watch, { cards: [placeId] });
      const shown = await showAll(watch);
      expect(shown).toHaveLength(1);
      expect(await watch.remove(makeChannel(), [])).toEqual([]);
      expect(await watch.remove(makeChannel(), [999_999])).toEqual([]);
      if (second.kind === 'full') throw new Error('Full.');
      expect(await watch.remove(makeChannel(), [second.watch.id])).toEqual([second.watch]);
      expect(await showAll(watch)).toHaveLength(1);
      const [rest] = await watch.list(makeChannel());
      expect(await other.remove(makeChannel('outages', { thread: '1' }))).toEqual([rest]);
      expect(await watch.listPlaces()).toEqual([]);
      const [card] = await showAll(watch);
      expect(card?.content.watches).toEqual([]);
      expect(await watch.remove(makeChannel())).toEqual([]);
    });

    it('lose some customers, and what is left stays whose it was', async () => {
      const rule = { ...ALL, groups: ['a'] };
      const added = await add({ ...rule, customers: [CONTOSO, FABRIKAM] });
      await add({ ...rule, customers: [KEJI] });
      const [before] = await watch.list(makeChannel());
      if (added.kind === 'full') throw new Error('Full.');
      const contoso = new Set([`global:${CONTOSO.tenantId.toLowerCase()}`]);
      expect(await other.remove(makeChannel(), undefined, contoso)).toEqual([
        { ...before, customers: [CONTOSO] },
      ]);
      expect((await watch.list(makeChannel()))[0]).toEqual({ ...before, customers: [FABRIKAM] });
      // What is left is the same as another rule: one stays.
      await add({ ...rule, customers: [CONTOSO, FABRIKAM] });
      await watch.remove(makeChannel(), undefined, contoso);
      expect(await watch.list(makeChannel())).toMatchObject([
        { id: added.watch.id, customers: [FABRIKAM] },
        { customers: [KEJI] },
      ]);
      // A rule for all customers names none of them: it ends.
      const all = await add(ALL);
      if (all.kind === 'full') throw new Error('Full.');
      expect(await watch.remove(makeChannel(), [all.watch.id], contoso)).toMatchObject([
        { id: all.watch.id },
      ]);
      expect(await watch.list(makeChannel())).toHaveLength(2);
    });

    it('keep the object id of who set them; one that was set without gets it from who sets it again', async () => {
      await add(ALL);
      const [named] = await watch.list(makeChannel());
      expect(named?.setById).toBe(SET.by.objectId?.toLowerCase());
      const unnamed = { ...SET, by: { ...SET.by, objectId: undefined } };
      await watch.add(makeChannel('another'), ALL, unnamed);
      expect((await watch.list(makeChannel('another')))[0]?.setById).toBeUndefined();
      expect(await add(ALL, makeChannel('another'))).toMatchObject({
        kind: 'same',
        watch: { setById: named?.setById },
      });
      await watch.add(makeChannel('another'), ALL, { ...SET, by: { ...SET.by, objectId: 'somebody-else' } });
      expect((await other.list(makeChannel('another')))[0]?.setById).toBe(named?.setById);
    });

    it('leave cards of what is over as they are when they are removed', async () => {
      await goOn(watch, { cards: [await watchAll(watch)] });
      const next = makeIncidentState({ phase: 'over', outcome: 'resolved' });
      await goOn(watch, { next, transitions: [makeTransition('resolved')] });
      await showAll(watch);
      await watch.remove(makeChannel());
      expect(await claim()).toEqual([]);
    });

    it('try a conversation again that was given up, as soon as one is set there', async () => {
      await goOn(watch, { cards: [await watchAll(watch)] });
      await park();
      expect(await claim()).toEqual([]);
      expect(await watch.listPlaces()).toMatchObject([{ parked: { reason: 'blocked', at: START } }]);
      await watchAll(watch);
      expect(await watch.listPlaces()).toMatchObject([{ parked: undefined }]);
      expect(await claim()).toHaveLength(1);
    });

    it('try a conversation again that was given up, as soon as somebody writes there', async () => {
      await goOn(watch, { cards: [await watchAll(watch)] });
      await park();
      expect(await other.noteActivity(makeChannel('outages', { thread: '170' }))).toBe(true);
      expect(await claim()).toHaveLength(1);
      expect(await other.noteActivity(makeChannel('another'))).toBe(false);
    });

    it('do not post what ended more than a day before a conversation is tried again, unless it begins anew', async () => {
      const places = [await watchAll(watch)];
      await goOn(watch, { cards: places });
      await park();
      const next = makeIncidentState({ phase: 'over', outcome: 'resolved', overAt: START });
      await goOn(watch, { next, transitions: [makeTransition('resolved')] });
      const late = START + 24 * 60 * MINUTE;
      const { watch: atOnce } = await database.open({ clock: () => late });
      const { watch: later } = await database.open({ clock: () => late + 1 });
      await atOnce.noteActivity(makeChannel());
      expect(await claim('a', late)).toHaveLength(1);
      await database.query(`update places set parked_reason = 'gone', parked_at = ${START}, lease_by = null`);
      await later.noteActivity(makeChannel());
      await watchAll(later);
      expect(await watch.listPlaces()).toMatchObject([{ parked: undefined }]);
      expect(await watch.count()).toMatchObject({ behind: 0 });
      await goOn(watch, { transitions: [makeTransition('reopened')], at: late });
      expect(await watch.count()).toMatchObject({ behind: 1 });
    });

    it('do not make a conversation due where nothing is behind', async () => {
      await goOn(watch, { cards: [await watchAll(watch)] });
      await showAll(watch);
      await goOn(watch, { transitions: [makeTransition('worse')] });
      await park();
      await database.query('update living_cards set behind_since = null');
      await watch.noteActivity(makeChannel());
      expect(await claim()).toEqual([]);
    });

    it('keep the address of a conversation up to date, and what it was called where that is not told', async () => {
      await goOn(watch, { cards: [await watchAll(watch, makeChannel('outages', { tenantId: 't' }))] });
      await showAll(watch, { ...makeChannel(), thread: '170' });
      const moved = makeChannel('outages', { serviceUrl: 'https://smba.trafficmanager.net/amer/', name: '' });
      expect(await watch.noteActivity(moved)).toBe(true);
      const now = { ...moved, name: 'Outages', tenantId: 't' };
      expect(await watch.listPlaces()).toMatchObject([{ conversation: now }]);
      await goOn(watch, { transitions: [makeTransition('worse')] });
      expect(await showAll(watch)).toMatchObject([{ conversation: { ...now, thread: '170' } }]);
    });

    it('are not seen under other accounts', async () => {
      await watchAll(watch);
      const { watch: strange } = await database.open({
        accounts: [{ cloud: 'global', tenantId: 'another' }],
      });
      expect(await strange.listAll()).toEqual([]);
      expect(await strange.list(makeChannel())).toEqual([]);
      expect(await strange.noteActivity(makeChannel())).toBe(false);
      expect(await strange.remove(makeChannel())).toEqual([]);
      const { watch: part } = await database.open({ accounts: [{ cloud: 'global', tenantId: 'partner-1' }] });
      expect(await part.listAll()).toHaveLength(1);
    });

    it('that cannot be understood are left out: never a watch of all customers by mistake', async () => {
      await add({ ...ALL, customers: [CONTOSO] });
      await watchAll(watch);
      await database.query(`update watches set customers = '[]' where customers is not null`);
      const log = createKeptLog();
      const { watch: reading } = await database.open({ log });
      expect(await reading.listAll()).toMatchObject([{ customers: undefined, scope: 'everything' }]);
      expect(await reading.list(makeChannel())).toHaveLength(1);
      expect(log.lines.some(({ level }) => level === 'warn')).toBe(true);
    });
  });

  describeSubjects(create);
  describeLivingCards(create);
}

/** Does what a delivery does with everything that is behind, and returns it. */
export async function showAll(store: WatchStore, postedAt = makeChannel()) {
  const shown = [];
  for (const place of await store.queue.claimPlaces({ owner: 'w', now: START, leaseMs: MINUTE, limit: 99 })) {
    for (;;) {
      const card = await store.queue.nextCard(place, START);
      if (card === undefined) break;
      shown.push(card);
      const posted = card.messageId === undefined && { conversation: postedAt, messageId: `m${card.id}` };
      const { wanted, sequence } = card;
      await store.queue.record(place, card.id, { ...posted, shown: wanted, digest: 'd', told: sequence });
    }
    await store.queue.release(place, { now: START, notBefore: START, failures: 0 });
  }
  return shown;
}
