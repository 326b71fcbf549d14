import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CustomerState } from '../../src/health/archive.ts';
import type { Store } from '../../src/store/open-store.ts';
import {
  CONTOSO,
  FABRIKAM,
  KEJI,
  MINUTE,
  makeKeptIncident,
  makePost,
  START,
  type TestDatabase,
} from '../support/test-store.ts';

function makeState(overrides: Partial<CustomerState> = {}): CustomerState {
  return { customer: CONTOSO, readAt: START, triedAt: START, incidentIds: [], unread: [], ...overrides };
}

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
      expect(await other.states.load()).toEqual({ states: [], incidents: [] });
    });

    it('keeps thousands of states that two replicas save at once', async () => {
      const other = await database.open();
      const states = Array.from({ length: 1_500 }, (_, at) =>
        makeState({ customer: { cloud: 'global', tenantId: `tenant-${at}` }, incidentIds: [`EX${at % 7}`] }),
      );
      await Promise.all([store.states.save(states), other.states.save(states.toReversed())]);
      expect((await store.states.load()).states).toHaveLength(states.length);
    });

    it('saves nothing without a word', async () => {
      await store.states.save([]);
      expect(await store.states.load()).toEqual({ states: [], incidents: [] });
    });
  });
}
