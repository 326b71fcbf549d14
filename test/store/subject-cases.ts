import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WatchStore } from '../../src/watch/ports.ts';
import type { Subject, SubjectKey, SubjectState } from '../../src/watch/subject.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { CONTOSO, DAY, FABRIKAM, MINUTE, makeKeptIncident, START } from '../support/test-store.ts';
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
import type { QueriedDatabase } from './watch-cases.ts';

const OVER = makeIncidentState({ phase: 'over', outcome: 'resolved', overAt: START });
const OTHER: SubjectKey = { ...KEY, id: 'TM1' };
const STATES: Readonly<Record<SubjectKey['kind'], SubjectState>> = {
  incident: makeIncidentState({
    incident: makeKeptIncident({
      ...{ title: 'a \u{1F600} “title”', startedAt: undefined },
      azure: { services: ['VM'], regions: [], subscriptions: [], externalId: undefined, isCritical: true },
    }),
    told: { ...makeIncidentState().told, turns: [1, 2] },
  }),
  change: {
    kind: 'change',
    change: {
      ...{ id: 'MC1', source: 'microsoft365', title: 't', services: ['Teams'], category: 'planForChange' },
      ...{ isMajor: true, actionRequiredBy: START, startsAt: undefined, endsAt: undefined, updatedAt: 1 },
      html: '<p>x</p>',
    },
    ...{ phase: 'coming', reminded: ['announced'], happensAt: START + DAY, shownDate: START },
    ...{ decidedAt: START, spreads: 1 },
    awaySince: undefined,
  },
  access: {
    ...{ kind: 'access', phase: 'gathering', startedAt: START, overAt: undefined },
    ...{
      reasons: { [CONTOSO.tenantId]: 'noConsent' },
      decidedAt: START,
      spreads: 1,
      toldAt: START,
      untold: [CONTOSO.tenantId],
      isToldOver: true,
    },
  },
  standstill: {
    ...{
      kind: 'standstill',
      what: 'reading',
      phase: 'open',
      startedAt: START,
      overAt: undefined,
      waiting: 7,
      isReadingOff: true,
    },
  },
};

/** What is promised of what is followed, whatever the database. */
export function describeSubjects(create: () => Promise<QueriedDatabase>): void {
  describe('subjects', () => {
    let database: QueriedDatabase;
    let watch: WatchStore;
    let other: WatchStore;
    beforeEach(async () => {
      database = await create();
      ({ watch } = await database.open());
      ({ watch: other } = await database.open());
    });
    afterEach(() => database.close());

    it('are kept as they were decided, whatever their kind, under an id of any case', async () => {
      const hits = new Map([
        [CONTOSO.tenantId.toUpperCase(), undefined],
        [FABRIKAM.tenantId, START - MINUTE],
      ]);
      for (const [kind, next] of Object.entries(STATES)) {
        const key = { kind: next.kind, cloud: 'global', id: 'An-Id_1' } as const;
        expect(kind).toBe(next.kind);
        expect(await watch.commit(makeSubjectChange({ key, next, hits, dueAt: START + MINUTE }))).toBe(true);
        expect(await other.load([{ ...key, id: 'AN-ID_1' }, key])).toEqual([
          {
            ...{ key, state: next, version: 1, sequence: 1, revision: 1, dueAt: START + MINUTE },
            hits: new Map([
              [CONTOSO.tenantId, undefined],
              [FABRIKAM.tenantId, START - MINUTE],
            ]),
          } satisfies Subject,
        ]);
      }
      expect(await watch.load([OTHER])).toEqual([]);
      expect(await watch.load([])).toEqual([]);
    });

    it('of one id in two clouds are two', async () => {
      await goOn(watch);
      await goOn(watch, { key: { ...KEY, cloud: 'china' }, next: OVER });
      expect(await watch.load([{ ...KEY, cloud: 'china' }, KEY])).toHaveLength(2);
      expect((await loadOne(watch)).state).toEqual(makeIncidentState());
      const { watch: global } = await database.open({
        accounts: [{ cloud: 'global', tenantId: 'partner-1' }],
      });
      expect(await global.load([{ ...KEY, cloud: 'china' }, KEY])).toHaveLength(1);
      const change = makeSubjectChange({ key: { ...KEY, cloud: 'china' } });
      await expect(global.commit(change)).rejects.toMatchObject({ name: 'StoreError' });
    });

    it('count versions, transitions and writes', async () => {
      const count = async () => {
        const { version, sequence, revision } = await loadOne(watch);
        return [version, sequence, revision];
      };
      await goOn(watch, { transitions: [] });
      expect(await count()).toEqual([0, 0, 1]);
      await goOn(watch, { transitions: [makeTransition('appeared'), makeTransition('spread')] });
      expect(await count()).toEqual([1, 2, 2]);
      await goOn(watch, { transitions: [], dueAt: START });
      expect(await count()).toEqual([1, 2, 3]);
      await goOn(watch, { transitions: [makeTransition('worse')] });
      expect(await count()).toEqual([2, 3, 4]);
    });

    it('of a sort go on one at a time where that is asked for, whoever begins them', async () => {
      const begin = (store: WatchStore, id: string, cloud: SubjectKey['cloud'] = 'global') => {
        const kind = id.startsWith('access') ? 'access' : 'standstill';
        const key = { kind, cloud, id } as const;
        return store.commit(makeSubjectChange({ key, next: STATES[kind], isAlone: true }));
      };
      for (const word of ['access', 'reading', 'posting']) {
        const results = await Promise.all(
          Array.from({ length: 8 }, (_, at) => begin(at % 2 ? other : watch, `${word}-${START + at}`)),
        );
        expect(results.filter((isWritten) => isWritten)).toHaveLength(1);
      }
      const open = await watch.listOpen(['access', 'standstill']);
      expect(open).toHaveLength(3);
      expect(await begin(watch, 'access-1', 'china')).toBe(true);
      // Who goes on with the one that is there is not in its own way.
      const [key] = open;
      const [before] = key ? await watch.load([key]) : [];
      if (!key || !before) throw new Error('It is not known.');
      const goesOn = { key, before, next: before.state, isAlone: true };
      expect(await other.commit(makeSubjectChange(goesOn))).toBe(true);
      // Once it is over, another one begins.
      const [now] = await watch.load([key]);
      const over = { ...STATES.access, phase: 'over' } as SubjectState;
      expect(await other.commit(makeSubjectChange({ key, before: now, next: over }))).toBe(true);
      expect(await begin(watch, 'access-2')).toBe(true);
    });

    it('that cannot be understood are in nobody’s way', async () => {
      const key = { kind: 'access', cloud: 'global', id: 'access-1' } as const;
      const change = makeSubjectChange({ key, next: STATES.access, isAlone: true });
      expect(await watch.commit(change)).toBe(true);
      await database.query("update subjects set state = '{}'");
      expect(await watch.commit({ ...change, key: { ...key, id: 'access-2' } })).toBe(true);
    });

    it('are written by one of several who decided from the same state, and not at all by the others', async () => {
      const placeId = await watchAll(watch);
      const race = async (before: Subject | undefined) => {
        const results = await Promise.all(
          Array.from({ length: 8 }, (_, at) =>
            (at % 2 ? other : watch).commit(
              makeSubjectChange({
                before,
                next: makeIncidentState({ spreads: at }),
                hits: new Map([[`tenant-${at}`, undefined]]),
                transitions: [makeTransition('worse', { customers: at })],
                cards: [placeId],
              }),
            ),
          ),
        );
        expect(results.filter((isWritten) => isWritten)).toHaveLength(1);
        return results.indexOf(true);
      };
      for (let round = 1; round <= 5; round += 1) {
        const winner = await race((await watch.load([KEY]))[0]);
        const subject = await loadOne(watch);
        expect(subject).toMatchObject({ version: round, sequence: round, revision: round });
        expect(subject.state).toMatchObject({ spreads: winner });
        expect([...subject.hits.keys()]).toEqual([`tenant-${winner}`]);
        expect(await watch.listTransitions(KEY, 99)).toHaveLength(round);
        expect((await watch.listTransitions(KEY, 1))[0]?.customers).toBe(winner);
      }
    });

    it('keep thousands of customers, and write those alone that changed', { timeout: 60_000 }, async () => {
      const all = Array.from({ length: 10_000 }, (_, at) => `tenant-${String(at).padStart(5, '0')}`);
      await goOn(watch, { hits: new Map(all.map((id) => [id, undefined])) });
      const before = await loadOne(watch);
      expect([...before.hits.keys()]).toEqual(all);
      const hits = new Map(before.hits);
      hits.set('tenant-00007', START).delete('tenant-00009');
      hits.set('tenant-x', undefined);
      await goOn(watch, { hits });
      expect((await loadOne(watch)).hits).toEqual(hits);
      await goOn(watch, { hits: new Map() });
      expect((await loadOne(watch)).hits).toEqual(new Map());
    });

    it('that are not over are listed, by kind', async () => {
      await goOn(watch);
      await goOn(watch, { key: OTHER, next: OVER });
      const cancelled = { ...STATES.change, phase: 'cancelled' } as SubjectState;
      const access = { kind: 'access', cloud: 'global', id: 'unreadable-1' } as const;
      const change = { kind: 'change', cloud: 'china', id: 'MC1' } as const;
      await goOn(watch, { key: access, next: STATES.access });
      await goOn(watch, { key: change, next: STATES.change });
      await goOn(watch, { key: { ...change, id: 'MC2' }, next: cancelled });
      expect(await other.listOpen()).toEqual([KEY, access, change]);
      expect(await other.listOpen(['incident', 'standstill'])).toEqual([KEY]);
      expect(await other.listOpen([])).toEqual([]);
    });

    it('fall due, longest due first', async () => {
      await goOn(watch, { dueAt: START + 2 });
      await goOn(watch, { key: OTHER, dueAt: START + 1, next: OVER });
      await goOn(watch, { key: { ...KEY, id: 'never' } });
      expect(await watch.listDue(START, 9)).toEqual([]);
      expect(await watch.listDue(START + 2, 9)).toEqual([OTHER, KEY]);
      expect(await watch.listDue(START + 2, 1)).toEqual([OTHER]);
      await goOn(watch, { key: OTHER, dueAt: undefined, next: OVER });
      expect(await watch.listDue(START + 2, 9)).toEqual([KEY]);
    });

    it('remember what happened, newest first', async () => {
      const worse = makeTransition('worse', { happenedAt: START - 1, from: 'a', to: 'b', at: START + 5 });
      await goOn(watch, { transitions: [makeTransition('appeared'), makeTransition('spread')] });
      await goOn(watch, { transitions: [worse] });
      const all = [worse, makeTransition('spread'), makeTransition('appeared')];
      expect(await other.listTransitions({ ...KEY, id: 'ex226574' }, 9)).toEqual(all);
      expect(await other.listTransitions(KEY, 2)).toEqual(all.slice(0, 2));
      expect(await other.listTransitions(OTHER, 9)).toEqual([]);
    });

    it('that cannot be understood are logged, count as unknown, and are decided anew', async () => {
      const placeId = await watchAll(watch);
      await goOn(watch, { cards: [placeId] });
      await database.query(`update subjects set state = '{"kind":"incident"}'`);
      const log = createKeptLog();
      const { watch: reading } = await database.open({ log });
      expect(await reading.load([KEY])).toEqual([]);
      expect(log.lines).toMatchObject([{ level: 'warn' }]);
      await goOn(reading, { cards: [placeId] });
      expect(await loadOne(watch)).toMatchObject({ version: 2, sequence: 2, revision: 2 });
    });

    it('that cannot be understood are looked at once an hour, and are not open', async () => {
      await goOn(watch, { dueAt: START });
      await database.query(`update subjects set state = '{"kind":"incident"}'`);
      let now = START;
      const log = createKeptLog();
      const { watch: reading } = await database.open({ log, clock: () => now });
      for (; now < START + 3_600_000; now += 600_000) {
        if (now === START) expect(await reading.listDue(now, 10)).toHaveLength(1);
        else expect(await reading.listDue(now, 10)).toEqual([]);
        await reading.load([KEY]);
      }
      expect(log.lines).toHaveLength(1);
      expect(await reading.listOpen()).toEqual([]);
      expect((await reading.count()).openIncidents).toBe(0);
      expect(await reading.listDue(now, 10)).toHaveLength(1);
      await reading.load([KEY]);
      expect(log.lines).toHaveLength(2);
      await goOn(reading);
      expect(await reading.listOpen()).toHaveLength(1);
      expect((await reading.count()).openIncidents).toBe(1);
    });

    it('are forgotten some time after they are over, with all that is about them', async () => {
      const { archive } = await database.open();
      const placeId = await watchAll(watch);
      await goOn(watch, { cards: [placeId], at: START - 9 * DAY });
      await goOn(watch, { next: OVER, transitions: [makeTransition('resolved')], at: START - 3 * DAY });
      // What is written later without any news does not make it younger.
      await goOn(watch, { next: OVER, transitions: [], at: START });
      await goOn(watch, { key: OTHER, cards: [placeId], hits: new Map([['tenant-2', undefined]]) });
      await watch.remove(makeChannel());
      await archive.forget(START);
      expect(await database.query('select id from customers')).toHaveLength(2);
      expect(await watch.forget(START - 3 * DAY, 10)).toBe(0);
      expect(await watch.forget(START - 3 * DAY + 1, 0)).toBe(0);
      expect(await other.forget(START - 3 * DAY + 1, 10)).toBe(1);
      expect(await watch.load([KEY])).toEqual([]);
      expect(await database.query('select sequence from subject_transitions')).toHaveLength(1);
      expect(await database.query('select id from places')).toHaveLength(1);
      await archive.forget(START);
      expect(await database.query('select tenant_id from customers')).toEqual([{ tenant_id: 'tenant-2' }]);
      await goOn(watch, { key: OTHER, next: OVER, transitions: [makeTransition('resolved')], at: START });
      expect(await watch.forget(START + 1, 10)).toBe(1);
      for (const table of ['subject_hits', 'subject_transitions', 'living_cards', 'places'])
        expect(await database.query(`select * from ${table}`)).toEqual([]);
    });
  });
}
