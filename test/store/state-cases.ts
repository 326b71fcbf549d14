import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CustomerState, KeptChange, NewsInterest, StateCursor } from '../../src/health/archive.ts';
import type { PlannedChange } from '../../src/health/planned-change.ts';
import type { Store } from '../../src/store/open-store.ts';
import { makeState as makeAny } from '../support/customer-states.ts';
import {
  CONTOSO,
  DAY,
  FABRIKAM,
  KEJI,
  MINUTE,
  makeKeptIncident,
  makePost,
  START,
  type TestDatabase,
} from '../support/test-store.ts';

function makeState(overrides: Partial<CustomerState> = {}): CustomerState {
  return makeAny({ customer: CONTOSO, triedAt: START, ...overrides });
}

function makeChange(overrides: Partial<PlannedChange> = {}): PlannedChange {
  return {
    id: 'MC172851',
    source: 'microsoft365',
    title: 'Basic authentication is going away',
    services: ['Exchange Online'],
    category: 'planForChange',
    isMajor: true,
    actionRequiredBy: START + DAY,
    startsAt: START,
    endsAt: undefined,
    updatedAt: START,
    html: '<p>Words.</p>',
    azure: undefined,
    ...overrides,
  };
}

const global = (change: PlannedChange): KeptChange => ({ cloud: 'global', change });
const EVERYTHING: NewsInterest = {
  wantsState: () => true,
  wantsIncident: ({ isNamed }) => isNamed,
  wantsChange: () => true,
  missed: [],
};

/** What the state book promises, whatever the database. */
export function describeStates(create: () => Promise<TestDatabase>): void {
  describe('a state book', () => {
    let database: TestDatabase;
    let store: Store;
    beforeEach(async () => {
      database = await create();
      store = await database.open();
    });
    afterEach(() => database.close());

    it('gives back every state, and the incidents they name with their newest post', async () => {
      const posts = [makePost(10), makePost(30), makePost(undefined)];
      const incident = makeKeptIncident({ posts });
      await store.archive.record(CONTOSO, [incident, makeKeptIncident({ id: 'TM1' })], START);
      await store.archive.record(KEJI, [makeKeptIncident({ title: 'China' })], START);
      const states = [
        makeState({ incidentIds: ['ex226574', 'NEVER-KEPT'] }),
        makeState({
          customer: FABRIKAM,
          readAt: undefined,
          incidentIds: [],
          azureReadAt: undefined,
          changesReadAt: undefined,
          unread: [
            { part: 'incidents', code: 'throttled', retryAt: START + MINUTE },
            { part: 'azure', code: 'forbidden', retryAt: undefined, subscriptions: ['Production'] },
          ],
        }),
      ];
      await store.states.save(states);
      const loaded = await (await database.open()).states.load();
      expect(loaded.states).toEqual(states);
      expect(loaded.incidents).toEqual([
        {
          cloud: 'global',
          firstSeenAt: START,
          lastSeenAt: START,
          incident: { ...incident, posts: posts.slice(0, 1) },
        },
      ]);
    });

    it('puts a state in the place of the one before, never an earlier one', async () => {
      await store.states.save([makeState({ incidentIds: ['A'] })]);
      await store.states.save([makeState({ triedAt: START + MINUTE, incidentIds: ['B'] })]);
      await store.states.save([makeState({ triedAt: START - MINUTE, incidentIds: ['C'] })]);
      expect((await store.states.load()).states).toMatchObject([{ incidentIds: ['B'] }]);
    });

    it('takes the last of several states of a customer', async () => {
      const shouted = { ...CONTOSO, tenantId: CONTOSO.tenantId.toUpperCase() };
      await store.states.save([
        makeState({ incidentIds: ['A'] }),
        makeState({ customer: shouted, incidentIds: ['B'] }),
      ]);
      expect((await store.states.load()).states).toEqual([makeState({ incidentIds: ['B'] })]);
    });

    it('never shows the states of another partner account', async () => {
      await store.states.save([makeState()]);
      const other = await database.open({ accounts: [{ cloud: 'global', tenantId: 'somebody-else' }] });
      expect(await other.states.load()).toEqual({ states: [], incidents: [], changes: [] });
    });

    it('keeps thousands of states that two replicas save at once', async () => {
      const other = await database.open();
      const states = Array.from({ length: 1_500 }, (_, at) =>
        makeState({ customer: { cloud: 'global', tenantId: `tenant-${at}` }, incidentIds: [`EX${at % 7}`] }),
      );
      await Promise.all([store.states.save(states), other.states.save(states.toReversed())]);
      expect((await store.states.load()).states).toHaveLength(states.length);
    });

    it('gives back the planned changes that states name, once, without anybody’s subscriptions', async () => {
      const azure = {
        services: ['Virtual Machines'],
        regions: [],
        subscriptions: [{ id: 's-1', name: 'Production' }],
      };
      const [planned, unnamed] = [
        makeChange({ id: 'A-9', source: 'azure', azure }),
        makeChange({ id: 'MC9' }),
      ];
      const changes = [makeChange(), planned, unnamed, { ...makeChange(), id: '' }].map(global);
      await store.states.save(
        [
          makeState({ changeIds: ['mc172851', 'A-9', 'NEVER-KEPT'], changesReadAt: START - MINUTE }),
          makeState({ customer: KEJI, changeIds: ['MC172851'] }),
        ],
        changes,
      );
      const loaded = await (await database.open()).states.load();
      const contoso = loaded.states.find(({ customer }) => customer.tenantId === CONTOSO.tenantId);
      expect(contoso).toMatchObject({
        changeIds: ['mc172851', 'A-9', 'NEVER-KEPT'],
        changesReadAt: START - MINUTE,
      });
      expect(loaded.changes).toEqual([
        { cloud: 'global', change: { ...planned, azure: { ...azure, subscriptions: [] } } },
        { cloud: 'global', change: makeChange() },
      ]);
    });

    it('lets the later update of a planned change stand, and writes one that does not differ no second time', async () => {
      let now = START;
      const other = await database.open({ clock: () => now });
      const states = [makeState({ changeIds: ['MC172851'] })];
      const readChange = async () => {
        const { changes } = await store.states.loadSince({ since: START }, EVERYTHING);
        return changes.map(({ change, writtenAt }) => [change.title, writtenAt - START]);
      };
      await other.states.save(states, [global(makeChange({ title: 'First' }))]);
      now += MINUTE;
      await other.states.save(states, [global(makeChange({ title: 'First' }))]);
      expect(await readChange()).toEqual([['First', 0]]);
      await other.states.save([], [global(makeChange({ title: 'Second', updatedAt: START + 1 }))]);
      now += MINUTE;
      await other.states.save(states, [global(makeChange({ title: 'First' }))]);
      expect(await readChange()).toEqual([['Second', MINUTE]]);
    });

    it('forgets planned changes that were written long ago', async () => {
      await store.states.save([makeState({ changeIds: ['MC172851'] })], [global(makeChange())]);
      await store.archive.forget(START);
      expect((await store.states.load()).changes).toHaveLength(1);
      await store.archive.forget(START + 1);
      expect((await store.states.load()).changes).toEqual([]);
    });

    it('tells what was saved since a moment, with the incidents and planned changes it names', async () => {
      let now = START;
      const other = await database.open({ clock: () => now });
      await other.states.save(
        [makeState({ incidentIds: ['TM1'], changeIds: ['MC1'] })],
        [global(makeChange({ id: 'MC1' }))],
      );
      now += DAY;
      await store.archive.record(FABRIKAM, [makeKeptIncident({ posts: [makePost(1), makePost(2)] })], now);
      await store.archive.record(KEJI, [makeKeptIncident({ title: 'China' })], now);
      const state = makeState({ customer: FABRIKAM, incidentIds: ['ex226574'], changeIds: ['MC172851'] });
      await other.states.save([state], [global(makeChange())]);
      const news = await other.states.loadSince({ since: now }, EVERYTHING);
      expect(news).toEqual({
        states: [{ ...state, savedAt: now }],
        incidents: [
          {
            ...{ cloud: 'global', firstSeenAt: now, lastSeenAt: now },
            incident: makeKeptIncident({ posts: [makePost(1)] }),
          },
        ],
        changes: [{ ...global(makeChange()), writtenAt: now }],
        next: { since: now },
        isMore: false,
      });
      expect((await other.states.loadSince({ since: now + MINUTE }, EVERYTHING)).states).toEqual([]);
    });

    it('tells of what another replica saved seconds ago by a clock that is behind', async () => {
      const slow = await database.open({ clock: () => START - 10_000 });
      const { next } = await store.states.loadSince({ since: START }, EVERYTHING);
      await slow.states.save([makeState({ changeIds: ['MC172851'] })], [global(makeChange())]);
      const news = await store.states.loadSince(next, EVERYTHING);
      expect(news.states).toHaveLength(1);
      expect(news.changes).toHaveLength(1);
    });

    it('tells of incidents that changed though no state did, those that ended among them', async () => {
      await store.archive.record(CONTOSO, [makeKeptIncident()], START - DAY);
      const over = makeKeptIncident({ isResolved: true, updatedAt: START });
      // It was read a minute before it could be written.
      await store.archive.record(CONTOSO, [over, makeKeptIncident({ id: 'TM1' })], START - MINUTE);
      const glances: unknown[] = [];
      const { incidents } = await store.states.loadSince(
        { since: START },
        {
          ...EVERYTHING,
          wantsIncident({ cloud, incident, readAt, isNamed }) {
            glances.push([cloud, incident.id, incident.isResolved, incident.updatedAt, readAt, isNamed]);
            return incident.isResolved;
          },
        },
      );
      expect(glances.sort()).toEqual([
        ['global', 'EX226574', true, START, START - MINUTE, false],
        ['global', 'TM1', false, START - 10 * MINUTE, START - MINUTE, false],
      ]);
      expect(incidents).toMatchObject([{ incident: over }]);
    });

    it('looks for incidents that are missed, whenever they were kept', async () => {
      await store.archive.record(CONTOSO, [makeKeptIncident()], START - DAY);
      const missed = [
        { cloud: 'global', id: 'ex226574' },
        { cloud: 'china', id: 'EX226574' },
      ] as const;
      const { incidents } = await store.states.loadSince({ since: START }, { ...EVERYTHING, missed });
      expect(incidents).toMatchObject([{ cloud: 'global', incident: { id: 'EX226574' } }]);
    });

    it('reads only what is wanted, and the states of no other account', async () => {
      await store.states.save([makeState(), makeState({ customer: FABRIKAM })]);
      const wantsState: NewsInterest['wantsState'] = ({ customer, triedAt, savedAt }) =>
        customer.tenantId === FABRIKAM.tenantId && triedAt === START && savedAt === START;
      const { states } = await store.states.loadSince({ since: START }, { ...EVERYTHING, wantsState });
      expect(states.map(({ customer }) => customer)).toEqual([FABRIKAM]);
      const other = await database.open({ accounts: [{ cloud: 'global', tenantId: 'somebody-else' }] });
      expect((await other.states.loadSince({ since: START }, EVERYTHING)).states).toEqual([]);
    });

    it('tells of thousands page by page, each once, though many were saved at the same instant', async () => {
      let at = 0;
      const other = await database.open({ clock: () => START + Math.floor(at++ / 7) });
      const states = Array.from({ length: 4_500 }, (_, number) =>
        makeState({ customer: { cloud: 'global', tenantId: `tenant-${number}` } }),
      );
      await other.states.save(states);
      const told: string[] = [];
      const pages: number[] = [];
      for (let cursor: StateCursor = { since: START }, isMore = true; isMore; ) {
        const news = await store.states.loadSince(cursor, EVERYTHING);
        pages.push(news.states.length);
        told.push(...news.states.map(({ customer }) => customer.tenantId));
        ({ next: cursor, isMore } = news);
        if (!isMore) expect(cursor).toEqual({ since: START });
      }
      expect(pages).toEqual([2_000, 2_000, 500]);
      expect(new Set(told).size).toBe(states.length);
    });

    it('saves nothing without a word', async () => {
      await store.states.save([]);
      expect(await store.states.load()).toEqual({ states: [], incidents: [], changes: [] });
    });
  });
}
