import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerKey } from '../../src/customers/customer.ts';
import { NotAllowed } from '../../src/staff/not-allowed.ts';
import { ROLES } from '../../src/staff/role.ts';
import type { Store } from '../../src/store/open-store.ts';
import { limitLivingCards } from '../../src/watch/limit-living-cards.ts';
import { limitSubject } from '../../src/watch/limit-subject.ts';
import { limitWatches } from '../../src/watch/limit-watches.ts';
import { selectHits } from '../../src/watch/select-places.ts';
import type { AccessState, Hits, SubjectState } from '../../src/watch/subject.ts';
import type { WatchRule } from '../../src/watch/watch.ts';
import { makeLimits } from '../support/make-limits.ts';
import { PEOPLE } from '../support/requests.ts';
import {
  CONTOSO,
  createSqliteDatabase,
  FABRIKAM,
  KEJI,
  START,
  type TestDatabase,
} from '../support/test-store.ts';
import { ALL, FRENCH, goOn, KEY, loadOne, makeChannel } from '../support/watch-subjects.ts';

const CUSTOMERS = [CONTOSO, FABRIKAM, KEJI].map((ref) => ({ ...ref, name: '', domain: '' }));
const SET = { reader: FRENCH, by: PEOPLE.megan, at: START };
const CHANNEL = makeChannel();

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await createSqliteDatabase();
  store = await database.open();
});
afterEach(() => database.close());

/** Megan, from whom Contoso is hidden unless told otherwise. */
function limit(access: Parameters<typeof makeLimits>[0] = { hidden: [CONTOSO] }) {
  const { limits, touched, named } = makeLimits({ all: CUSTOMERS, ...access });
  return {
    ...{ touched, named },
    watches: limitWatches(store.watch, limits),
    cards: limitLivingCards({
      ...{ store: store.watch, limits },
      selectHits: (watches, subject) => selectHits(watches, subject, () => true, undefined),
    }),
  };
}

/** A watch that Adele set. */
async function set(rule: Partial<WatchRule>, conversation = CHANNEL): Promise<number> {
  const added = await store.watch.add(conversation, { ...ALL, ...rule }, { ...SET, by: PEOPLE.adele });
  if (added.kind === 'full') throw new Error('There are too many rules.');
  return added.watch.id;
}

const rulesOf = async () =>
  (await store.watch.list(CHANNEL)).map(({ customers, groups, setBy }) => ({
    ...{ customers: customers?.map(({ tenantId }) => tenantId), groups, setBy },
  }));

describe('watches of somebody who does not see all customers', () => {
  it('are listed without those that are hidden; one of none but these is not there', async () => {
    await set({ customers: [CONTOSO] });
    const mixed = await set({ customers: [CONTOSO, FABRIKAM] });
    const all = await set({});
    expect((await limit().watches.list(CHANNEL)).map(({ id, customers }) => [id, customers])).toEqual([
      [mixed, [FABRIKAM]],
      [all, undefined],
    ]);
  });

  it('of a conversation that watches none but hidden ones are in no place', async () => {
    await set({ customers: [CONTOSO] }, makeChannel('war room'));
    await set({ customers: [FABRIKAM] });
    const places = await limit().watches.listPlaces();
    expect(places.map(({ conversation }) => conversation.id)).toEqual([CHANNEL.id]);
    expect(await limit({}).watches.listPlaces()).toHaveLength(2);
  });

  it('keep what of them is hidden when the rest is removed', async () => {
    const hidden = await set({ customers: [CONTOSO], groups: ['a'] });
    const mixed = await set({ customers: [CONTOSO, FABRIKAM], groups: ['b'] });
    const { watches } = limit();
    const removed = await watches.remove(CHANNEL, [hidden, mixed]);
    expect(removed.map(({ id, customers }) => [id, customers])).toEqual([[mixed, [FABRIKAM]]]);
    expect(await rulesOf()).toEqual([
      { customers: [CONTOSO.tenantId], groups: ['a'], setBy: 'Adele Vance' },
      { customers: [CONTOSO.tenantId], groups: ['b'], setBy: 'Adele Vance' },
    ]);
    expect(await watches.remove(CHANNEL)).toEqual([]);
    expect(await rulesOf()).toHaveLength(2);
  });

  it('lose the one customer that is meant, and nobody’s sight but theirs counts for the rest', async () => {
    await set({ customers: [CONTOSO, FABRIKAM, KEJI], groups: ['b'] });
    const { watches } = limit({ hidden: [CONTOSO], groups: ['remover'] });
    const meant = new Set([CONTOSO, FABRIKAM].map(customerKey));
    expect(await watches.remove(CHANNEL, undefined, meant)).toMatchObject([{ customers: [FABRIKAM] }]);
    const [left] = await store.watch.list(CHANNEL);
    expect(left).toMatchObject({ customers: [CONTOSO, KEJI], groups: ['b'], setBy: 'Adele Vance' });
    expect(left?.setById).toBe(PEOPLE.adele.objectId?.toLowerCase());
  });

  it('keep what is hidden in a conversation that is full, too', async () => {
    const mixed = await set({ customers: [CONTOSO, FABRIKAM] });
    for (let at = 1; at < 50; at += 1) await set({ service: `Service ${at}` });
    await limit().watches.remove(CHANNEL, [mixed]);
    expect((await rulesOf())[0]).toMatchObject({ customers: [CONTOSO.tenantId], setBy: 'Adele Vance' });
  });

  it('are kept with the groups of who sets them, whatever the rule says', async () => {
    const { watches, touched } = limit({ groups: ['g'] });
    const added = await watches.add(CHANNEL, { ...ALL, groups: ['every'] }, SET);
    expect(added).toMatchObject({ kind: 'added', watch: { groups: ['g'] } });
    await limit().watches.add(CHANNEL, { ...ALL, groups: ['every'] }, SET);
    expect((await rulesOf()).map(({ groups }) => groups)).toEqual([['g'], undefined]);
    await watches.add(CHANNEL, { ...ALL, customers: [KEJI] }, SET);
    expect(touched).toEqual([KEJI.tenantId]);
  });

  it('are told when they are set and when they end, with those of their customers that are seen', async () => {
    const { watches, touched, named } = limit();
    const mixed = await set({ customers: [CONTOSO, FABRIKAM] });
    const added = await watches.add(CHANNEL, { ...ALL, scope: 'incidents', customers: [KEJI] }, SET);
    const id = added.kind === 'full' ? 0 : added.watch.id;
    await watches.remove(CHANNEL, [mixed, id]);
    expect([...new Set(touched)].sort()).toEqual([KEJI.tenantId, FABRIKAM.tenantId].sort());
    expect(named).toEqual([`watch:${id}`, `watch:${mixed},${id}`]);
    const all = limit({});
    await set({ customers: [CONTOSO] });
    await all.watches.remove(CHANNEL);
    expect(all.touched).toContain(CONTOSO.tenantId);
  });

  it('cannot name a customer that is hidden, or that is not ours', async () => {
    for (const ref of [CONTOSO, { cloud: 'global', tenantId: 'gone' } as const]) {
      const adding = limit().watches.add(CHANNEL, { ...ALL, customers: [FABRIKAM, ref] }, SET);
      await expect(adding).rejects.toThrow('hidden');
    }
    expect(await rulesOf()).toEqual([]);
  });

  it.each(ROLES)('are set and removed by who may, of a %s', async (role) => {
    const id = await set({});
    const { watches, cards } = limit({ roles: [role] });
    const acts = [
      () => watches.add(CHANNEL, { ...ALL, customers: [FABRIKAM] }, SET),
      () => cards.cards.place(CHANNEL, [KEY]),
      () => watches.remove(CHANNEL, [id]),
    ];
    const may = role === 'adminAgent' || role === 'helpdeskAgent';
    for (const act of acts) {
      if (may) await act();
      else await expect(act()).rejects.toThrow(NotAllowed);
    }
    expect(await rulesOf()).toMatchObject([{ customers: may ? [FABRIKAM.tenantId] : undefined }]);
  });
});

describe('living cards of somebody who does not see all customers', () => {
  const hits = (...refs: readonly { readonly tenantId: string }[]): Hits =>
    new Map(refs.map(({ tenantId }) => [tenantId, undefined]));

  /** An incident of these customers with a card in the channel. */
  async function post(...refs: readonly { readonly tenantId: string }[]): Promise<void> {
    await goOn(store.watch, { hits: hits(...refs) });
    await store.watch.cards.place(CHANNEL, [KEY]);
  }

  it('are not there where only hidden ones have it', async () => {
    await set({});
    await post(CONTOSO);
    const { cards } = limit();
    expect(await cards.load([KEY])).toEqual([]);
    expect(await cards.cards.find(CHANNEL, KEY)).toBeUndefined();
    expect(await limit({}).cards.cards.find(CHANNEL, KEY)).toBeDefined();
  });

  it('tell of those alone that are seen', async () => {
    await set({ customers: [CONTOSO, FABRIKAM] });
    await post(CONTOSO, FABRIKAM);
    const { cards } = limit();
    expect((await cards.load([KEY])).map((subject) => subject.hits)).toEqual([hits(FABRIKAM)]);
    const card = await cards.cards.find(CHANNEL, KEY);
    expect(card).toMatchObject({ watches: [{ customers: [FABRIKAM] }], untold: [] });
    expect(card?.subject.hits).toEqual(hits(FABRIKAM));
  });

  it('are not there where the conversation watches hidden ones alone, whoever else has it', async () => {
    await set({ customers: [CONTOSO] });
    await post(CONTOSO, FABRIKAM);
    expect(await limit().cards.cards.find(CHANNEL, KEY)).toBeUndefined();
  });

  it('cannot be taken, made quiet or placed without being seen', async () => {
    await set({});
    await post(CONTOSO);
    const whole = await store.watch.cards.find(CHANNEL, KEY);
    const id = whole?.id ?? 0;
    const { cards } = limit().cards;
    await cards.take(id, PEOPLE.megan);
    await cards.quieten(id, { until: undefined, by: PEOPLE.megan });
    expect(await store.watch.cards.find(CHANNEL, KEY)).toMatchObject({ takers: [], quiet: undefined });
    const other = makeChannel('other');
    await set({}, other);
    await cards.place(other, [KEY]);
    expect(await store.watch.cards.find(other, KEY)).toBeUndefined();
  });

  it.each(ROLES)('are followed by who may, of a %s', async (role) => {
    await set({});
    await post(CONTOSO);
    const { cards } = limit({ roles: [role] }).cards;
    const id = (await cards.find(CHANNEL, KEY))?.id ?? 0;
    const acts = [
      () => cards.take(id, PEOPLE.megan),
      () => cards.quieten(id, { until: undefined, by: PEOPLE.megan }),
    ];
    for (const act of acts) {
      if (role === 'salesAgent')
        await expect(act()).rejects.toThrow(new NotAllowed('followIncident', 'global'));
      else await act();
    }
    const { takers } = (await store.watch.cards.find(CHANNEL, KEY)) ?? {};
    expect(takers).toHaveLength(role === 'salesAgent' ? 0 : 1);
  });

  it('of customers that cannot be read tell no reason of hidden ones, and what stands still stays', async () => {
    await post(CONTOSO, FABRIKAM);
    const subject = await loadOne(store.watch);
    const { limits } = makeLimits({ all: CUSTOMERS, hidden: [CONTOSO] });
    const access: AccessState = {
      ...{ kind: 'access', phase: 'open', startedAt: 0, overAt: undefined, decidedAt: 0, spreads: 0 },
      reasons: { [CONTOSO.tenantId]: 'noConsent', [FABRIKAM.tenantId]: 'forbidden' },
      ...{ toldAt: 0, untold: [CONTOSO.tenantId, FABRIKAM.tenantId], isToldOver: false },
    };
    expect(limitSubject({ ...subject, state: access }, limits)?.state).toMatchObject({
      ...{ reasons: { [FABRIKAM.tenantId]: 'forbidden' }, untold: [FABRIKAM.tenantId] },
    });
    const state: SubjectState = {
      ...{ kind: 'standstill', what: 'posting', phase: 'open', startedAt: 0, overAt: undefined, waiting: 1 },
    };
    const standstill = { ...subject, state, hits: new Map() };
    expect(limitSubject(standstill, limits)).toBe(standstill);
  });
});
