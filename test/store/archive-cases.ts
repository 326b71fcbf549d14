import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { makeState } from '../support/customer-states.ts';
import { createSeededRandom } from '../support/generate-customers.ts';
import { createKeptLog } from '../support/kept-log.ts';
import {
  ALWAYS,
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
import { countTurns } from './count-turns.ts';

/** What the archive promises, whatever the database. */
export function describeArchive(
  create: () => Promise<TestDatabase & { query(sql: string): Promise<readonly Record<string, unknown>[]> }>,
): void {
  describe('an incident archive', () => {
    let database: Awaited<ReturnType<typeof create>>;
    let store: Store;
    beforeEach(async () => {
      database = await create();
      store = await database.open();
    });
    afterEach(() => database.close());

    const idsOf = async (customer = CONTOSO, period = ALWAYS) =>
      (await store.archive.listIncidents(customer, period)).map(({ incident }) => incident.id);
    const only = async (id = 'EX226574') => {
      const [found, ...rest] = await store.archive.findIncidents(id);
      expect(rest).toEqual([]);
      if (found === undefined) throw new Error(`${id} is not kept.`);
      return found;
    };

    it('gives back what it was given, without posts in lists and with them by id', async () => {
      const incident = makeKeptIncident({ posts: [makePost(10), makePost(30), makePost(undefined)] });
      await store.archive.record(CONTOSO, [incident], START);
      const seen = { cloud: 'global', firstSeenAt: START, lastSeenAt: START };
      expect(await store.archive.listIncidents(CONTOSO, ALWAYS)).toEqual([
        { ...seen, incident: { ...incident, posts: [], impact: '', feature: undefined } },
      ]);
      expect(await store.archive.findIncidents('ex226574')).toEqual([{ ...seen, incident }]);
    });

    it('knows nothing of a customer it was never told of', async () => {
      expect(await idsOf()).toEqual([]);
      expect(await store.archive.findFirstSeen(CONTOSO)).toBeUndefined();
      expect(await store.archive.findIncidents('EX1')).toEqual([]);
      expect(await store.archive.listCustomersOf('global', 'EX1', 5)).toEqual([]);
    });

    it('lets the state of the later update stand, whoever it was read for', async () => {
      const older = makeKeptIncident({ updatedAt: START - 60 * MINUTE, title: 'Older' });
      const newer = makeKeptIncident({ updatedAt: START - 5 * MINUTE, title: 'Newer' });
      await store.archive.record(CONTOSO, [newer], START);
      await store.archive.record(FABRIKAM, [older], START + MINUTE);
      expect((await only()).incident.title).toBe('Newer');
      await store.archive.record(FABRIKAM, [{ ...newer, updatedAt: START, title: 'Newest' }], START);
      expect((await store.archive.listIncidents(CONTOSO, ALWAYS))[0]?.incident.title).toBe('Newest');
    });

    it('never opens again what was resolved at the same update, and closes it', async () => {
      const open = makeKeptIncident();
      const over = makeKeptIncident({ isResolved: true, status: 'serviceRestored', endedAt: START });
      await store.archive.record(CONTOSO, [open], START);
      await store.archive.record(CONTOSO, [over], START + MINUTE);
      await store.archive.record(FABRIKAM, [open], START + 2 * MINUTE);
      expect((await only()).incident).toMatchObject({ isResolved: true, status: 'serviceRestored' });
    });

    it('takes a dated state before an undated one', async () => {
      await store.archive.record(
        CONTOSO,
        [makeKeptIncident({ updatedAt: undefined, title: 'No date' })],
        START,
      );
      await store.archive.record(CONTOSO, [makeKeptIncident({ title: 'Dated' })], START);
      await store.archive.record(FABRIKAM, [makeKeptIncident({ updatedAt: undefined })], START + DAY);
      expect((await only()).incident.title).toBe('Dated');
    });

    it('joins posts and loses none, also those of an older reading', async () => {
      const [a, b, c] = [makePost(10), makePost(30), makePost(50)];
      await store.archive.record(CONTOSO, [makeKeptIncident({ posts: [a, b] })], START);
      const older = makeKeptIncident({ posts: [b, c], updatedAt: START - DAY });
      await store.archive.record(FABRIKAM, [older], START);
      await store.archive.record(CONTOSO, [makeKeptIncident({ posts: [] })], START);
      expect((await only()).incident.posts).toEqual([a, b, c]);
    });

    it('keeps two posts of one instant in the order they came', async () => {
      const posts = [makePost(10, 'second'), makePost(10, 'first'), makePost(10, 'very first')];
      await store.archive.record(CONTOSO, [makeKeptIncident({ posts })], START);
      expect((await only()).incident.posts).toEqual(posts);
    });

    it('takes one id, in whatever case, as one incident', async () => {
      const posts = [makePost(10), makePost(20)];
      await store.archive.record(
        CONTOSO,
        [
          makeKeptIncident({ posts: posts.slice(0, 1) }),
          makeKeptIncident({ id: 'ex226574', title: 'Later', updatedAt: START, posts: posts.slice(1) }),
        ],
        START,
      );
      expect(await idsOf()).toEqual(['ex226574']);
      expect((await only()).incident).toMatchObject({ title: 'Later', posts });
    });

    it('keeps the clouds apart, and gives one incident a cloud', async () => {
      await store.archive.record(CONTOSO, [makeKeptIncident({ title: 'Global' })], START);
      await store.archive.record(KEJI, [makeKeptIncident({ title: 'China' })], START);
      const found = await store.archive.findIncidents('EX226574');
      expect(found.map(({ cloud, incident }) => [cloud, incident.title]).sort()).toEqual([
        ['china', 'China'],
        ['global', 'Global'],
      ]);
      expect(await store.archive.listCustomersOf('china', 'ex226574', 9)).toEqual([KEJI.tenantId]);
    });

    it('never shows what another partner account keeps in the same database', async () => {
      await store.archive.record(CONTOSO, [makeKeptIncident()], START);
      const other = await database.open({ accounts: [{ cloud: 'global', tenantId: 'somebody-else' }] });
      expect(await other.archive.listIncidents(CONTOSO, ALWAYS)).toEqual([]);
      expect(await other.archive.findIncidents('EX226574')).toEqual([]);
      expect(await other.archive.listIds('EX', 5)).toEqual([]);
      expect(await other.archive.listCustomersOf('global', 'EX226574', 5)).toEqual([]);
      expect(await other.archive.forget(START + 10_000 * DAY)).toBe(0);
      expect(await idsOf()).toEqual(['EX226574']);
      await expect(other.archive.record(KEJI, [makeKeptIncident()], START)).rejects.toMatchObject({
        name: 'StoreError',
        code: 'failed',
      });
    });

    it('finds a customer whatever the case of the tenant id', async () => {
      await store.archive.record(CONTOSO, [makeKeptIncident()], START);
      const shouted = { ...CONTOSO, tenantId: CONTOSO.tenantId.toUpperCase() };
      await store.archive.record(shouted, [makeKeptIncident({ id: 'TM1' })], START);
      expect(await store.archive.listIncidents(shouted, ALWAYS)).toHaveLength(2);
      expect(await store.archive.listCustomersOf('global', 'TM1', 5)).toEqual([CONTOSO.tenantId]);
    });

    it('lists what was under way in a period, both ends included, newest start first', async () => {
      const at = (days: number) => START - days * DAY;
      const make = (id: string, startedAt: number | undefined, endedAt: number | undefined) =>
        makeKeptIncident({ id, startedAt, endedAt, isResolved: endedAt !== undefined, updatedAt: at(5) });
      await store.archive.record(
        CONTOSO,
        [
          make('BEFORE', at(40), at(31)),
          make('ENDS-ON-IT', at(40), at(30)),
          make('ACROSS', at(39), at(1)),
          make('OPEN', at(38), undefined),
          make('INSIDE', at(20), at(19)),
          make('BEGINS-ON-IT', at(2), at(1)),
          make('AFTER', at(1.9), undefined),
          makeKeptIncident({ id: 'NO-END', startedAt: at(37), isResolved: true, updatedAt: at(33) }),
          makeKeptIncident({ id: 'NO-START', startedAt: undefined, updatedAt: at(10) }),
          makeKeptIncident({ id: 'NO-START-OLD', startedAt: undefined, updatedAt: at(33) }),
        ],
        START,
      );
      expect(await idsOf(CONTOSO, { since: at(30), until: at(2) })).toEqual([
        'BEGINS-ON-IT',
        'NO-START',
        'INSIDE',
        'OPEN',
        'ACROSS',
        'ENDS-ON-IT',
      ]);
    });

    it('knows since when it keeps a customer, and when an incident was seen', async () => {
      await store.archive.record(CONTOSO, [makeKeptIncident()], START);
      await store.archive.record(FABRIKAM, [makeKeptIncident()], START + DAY);
      await store.archive.record(CONTOSO, [makeKeptIncident({ id: 'TM1' })], START + 2 * DAY);
      expect(await store.archive.findFirstSeen(CONTOSO)).toBe(START);
      expect(await store.archive.findFirstSeen(FABRIKAM)).toBe(START + DAY);
      expect(await only()).toMatchObject({ firstSeenAt: START, lastSeenAt: START + DAY });
      expect(await store.archive.listCustomersOf('global', 'ex226574', 5)).toEqual([
        FABRIKAM.tenantId,
        CONTOSO.tenantId,
      ]);
      expect(await store.archive.listCustomersOf('global', 'ex226574', 1)).toEqual([FABRIKAM.tenantId]);
    });

    it('moves "last seen" on in steps, also where nothing else changed', async () => {
      const seen = async () => (await store.archive.listIncidents(CONTOSO, ALWAYS))[0]?.lastSeenAt;
      await store.archive.record(CONTOSO, [makeKeptIncident()], START);
      await store.archive.record(CONTOSO, [makeKeptIncident()], START + 5 * MINUTE);
      expect(await seen()).toBe(START);
      await store.archive.record(CONTOSO, [makeKeptIncident()], START + 20 * MINUTE);
      expect(await seen()).toBe(START + 20 * MINUTE);
      expect((await only()).lastSeenAt).toBe(START + 20 * MINUTE);
      await store.archive.record(CONTOSO, [makeKeptIncident()], START - DAY);
      expect(await seen()).toBe(START + 20 * MINUTE);
    });

    it('offers ids that begin alike, newest first, and takes no character as a wildcard', async () => {
      const make = (id: string, days: number) => makeKeptIncident({ id, startedAt: START - days * DAY });
      const incidents = [
        make('EX226574', 3),
        make('EX226599', 1),
        make('EX3', 2),
        make('BC_1-FXZ', 9),
        make('BCX1', 8),
      ];
      await store.archive.record(CONTOSO, incidents, START);
      await store.archive.record(KEJI, [make('EX226574', 3)], START);
      expect(await store.archive.listIds('ex2265', 5)).toEqual(['EX226599', 'EX226574']);
      expect(await store.archive.listIds('EX', 2)).toEqual(['EX226599', 'EX3']);
      expect(await store.archive.listIds('bc_', 5)).toEqual(['BC_1-FXZ']);
      expect(await store.archive.listIds('%', 5)).toEqual([]);
      expect(await store.archive.listIds("'; --", 5)).toEqual([]);
      expect(await store.archive.listIds('EX', 0)).toEqual([]);
      expect(await store.archive.listIds('', 50)).toHaveLength(5);
    });

    it('keeps Azure subscriptions by customer, and adds to them', async () => {
      const subscription = (id: string) => ({ id, name: `Subscription ${id}` });
      const azure = (...ids: string[]) =>
        makeKeptIncident({
          id: 'BC_1-FXZ',
          source: 'azure',
          status: 'active',
          azure: {
            services: ['Virtual Machines'],
            regions: ['West Europe'],
            subscriptions: ids.map(subscription),
            externalId: 'PB1002610',
            isCritical: true,
          },
        });
      await store.archive.record(CONTOSO, [azure('a', 'b')], START);
      await store.archive.record(FABRIKAM, [azure('c')], START);
      await store.archive.record(CONTOSO, [azure('b', 'd')], START);
      const scope = async (customer: typeof CONTOSO | typeof FABRIKAM) =>
        (await store.archive.listIncidents(customer, ALWAYS))[0]?.incident.azure;
      expect(await scope(CONTOSO)).toEqual({
        services: ['Virtual Machines'],
        regions: ['West Europe'],
        subscriptions: ['a', 'b', 'd'].map(subscription),
        externalId: 'PB1002610',
        isCritical: true,
      });
      expect((await scope(FABRIKAM))?.subscriptions).toEqual([subscription('c')]);
      expect((await only('bc_1-fxz')).incident.azure?.subscriptions).toEqual([]);
      // As it was kept before the id elsewhere and the rating were.
      await database.query(`update incidents set azure = '{"services":["DNS"],"regions":[]}'`);
      expect((await only('bc_1-fxz')).incident.azure).toEqual({
        services: ['DNS'],
        regions: [],
        subscriptions: [],
      });
      await store.archive.record(
        CONTOSO,
        [{ ...azure('a'), azure: { services: [], regions: [], subscriptions: [], isCritical: false } }],
        START + MINUTE,
      );
      expect((await only('bc_1-fxz')).incident.azure).toMatchObject({ services: [], isCritical: false });
    });

    it.each([
      'before',
      'after',
      'with',
      'within',
    ])('tells an incident as Microsoft 365 does where Azure uses the same id, read %s it', async (order) => {
      const listed = makeKeptIncident({ id: 'MO999814', title: 'Microsoft 365', posts: [makePost(20)] });
      const event = makeKeptIncident({
        id: 'mo999814',
        source: 'azure',
        title: 'Azure',
        status: 'active',
        updatedAt: START,
        isResolved: true,
        posts: [makePost(5)],
        azure: { services: ['DNS'], regions: [], subscriptions: [{ id: 'a', name: 'Production' }] },
      });
      if (order === 'before') await store.archive.record(CONTOSO, [event], START);
      await store.archive.record(CONTOSO, order === 'with' ? [event, listed] : [listed], START);
      if (order === 'after') await store.archive.record(CONTOSO, [event], START + MINUTE);
      if (order === 'within') await store.archive.record(FABRIKAM, [listed, event], START + MINUTE);
      const { incident } = await only('MO999814');
      expect({ ...incident, posts: [] }).toEqual({ ...listed, posts: [] });
      expect(incident.posts).toContainEqual(makePost(20));
      const [row, ...rest] = await store.archive.listIncidents(CONTOSO, ALWAYS);
      expect(rest).toEqual([]);
      expect(row?.incident).toMatchObject({ id: 'MO999814', source: 'microsoft365', isResolved: false });
      await store.archive.record(
        CONTOSO,
        [{ ...listed, isResolved: true, updatedAt: START - 5 * MINUTE }],
        START + 2 * MINUTE,
      );
      expect((await only('MO999814')).incident.isResolved).toBe(true);
    });

    it('forgets what is over and was not seen since, and nothing else', async () => {
      const over = { isResolved: true, startedAt: START - 9 * DAY, endedAt: START - 8 * DAY };
      await store.archive.record(
        CONTOSO,
        [
          makeKeptIncident({ id: 'OVER', ...over, posts: [makePost(1)] }),
          makeKeptIncident({ id: 'OVER-BUT-SEEN', ...over }),
          makeKeptIncident({ id: 'ENDED-LATER', ...over, endedAt: START + 9 * DAY }),
          makeKeptIncident({ id: 'NEVER-SEEN-AGAIN' }),
        ],
        START,
      );
      await store.archive.record(
        FABRIKAM,
        [makeKeptIncident({ id: 'OVER-BUT-SEEN', ...over })],
        START + 5 * DAY,
      );
      expect(await store.archive.forget(START)).toBe(0);
      expect(await store.archive.forget(START + 4 * DAY)).toBe(2);
      expect((await idsOf()).sort()).toEqual(['ENDED-LATER', 'OVER-BUT-SEEN']);
      expect(await store.archive.findIncidents('OVER')).toEqual([]);
      await store.archive.record(CONTOSO, [makeKeptIncident({ id: 'OVER', ...over })], START);
      expect((await only('OVER')).incident.posts).toEqual([]);
    });

    it('forgets many', async () => {
      const many = Array.from({ length: 950 }, (_, at) =>
        makeKeptIncident({ id: `EX${at}`, isResolved: true, endedAt: START - DAY }),
      );
      await store.archive.record(CONTOSO, many, START);
      expect(await store.archive.forget(START + DAY)).toBe(950);
      expect(await idsOf()).toEqual([]);
      expect(await store.archive.findFirstSeen(CONTOSO)).toBeUndefined();
    });

    it('forgets what hit thousands of customers piece by piece, and them with it', async () => {
      await store.archive.record(CONTOSO, [makeKeptIncident(), makeKeptIncident({ id: 'TM1' })], START);
      const count = async (table: string) =>
        Number((await database.query(`select count(*) as n from ${table}`))[0]?.n);
      await database.query(`with recursive n (i) as (select 1 union all select i + 1 from n where i < 5000)
        insert into customers (account_id, tenant_id)
        select (select account_id from customers), 'many-' || i from n`);
      await database.query(`insert into customer_incidents
        select customers.id, incidents.id, '', ${START}, ${START}, null from customers, incidents
        where customers.tenant_id like 'many-%'`);
      const turns = await countTurns(async () => expect(await store.archive.forget(START + DAY)).toBe(2));
      expect(turns).toBeGreaterThan(5);
      expect(await count('customer_incidents')).toBe(0);
      expect(await count('customers')).toBe(0);
      await store.archive.record(CONTOSO, [makeKeptIncident()], START);
      expect(await idsOf()).toEqual(['EX226574']);
    });

    it('forgets states that were not tried since, and customers of whom nothing else is kept', async () => {
      const [old, china] = [CONTOSO, KEJI].map((customer) => makeState({ customer, triedAt: START }));
      const lately = makeState({ customer: FABRIKAM, triedAt: START + 2 * DAY });
      if (!old || !china) throw new Error('states are missing');
      await store.states.save([old, china, lately]);
      await store.archive.record(KEJI, [makeKeptIncident()], START + 2 * DAY);
      expect(await store.archive.forget(START + DAY)).toBe(0);
      expect((await store.states.load()).states).toEqual([lately]);
      const left = await database.query('select tenant_id from customers');
      expect(left.map(({ tenant_id }) => tenant_id).sort()).toEqual([FABRIKAM.tenantId, KEJI.tenantId]);
      await store.states.save([old]);
      expect((await store.states.load()).states).toHaveLength(2);
    });

    it('stops forgetting when it is told to, and goes on the next time', async () => {
      const many = Array.from({ length: 60 }, (_, at) => makeKeptIncident({ id: `EX${at}` }));
      await store.archive.record(CONTOSO, many, START);
      expect(await store.archive.forget(START + DAY, AbortSignal.abort())).toBe(0);
      expect(await idsOf()).toHaveLength(60);
      const stopping = new AbortController();
      const forgetting = store.archive.forget(START + DAY, stopping.signal);
      await setImmediate();
      stopping.abort();
      const some = await forgetting;
      expect(some).toBeLessThan(60);
      expect(await idsOf()).toHaveLength(60 - some);
      expect(await store.archive.forget(START + DAY, new AbortController().signal)).toBe(60 - some);
    });

    it('takes in a large reading piece by piece', async () => {
      const html = 'x'.repeat(3_000);
      const many = Array.from({ length: 120 }, (_, at) =>
        makeKeptIncident({
          id: `EX${at}`,
          posts: Array.from({ length: 10 }, (_, post) => makePost(post, `${post}${html}`)),
        }),
      );
      expect(await countTurns(() => store.archive.record(CONTOSO, many, START))).toBeGreaterThanOrEqual(7);
      expect(await idsOf()).toHaveLength(120);
      expect((await only('EX77')).incident.posts).toHaveLength(10);
      const again = countTurns(() => store.archive.record(CONTOSO, many, START + DAY));
      expect(await again).toBeGreaterThanOrEqual(7);
    });

    it('keeps hostile and broken text, and bounds what it keeps', async () => {
      const log = createKeptLog();
      const careful = await database.open({ log });
      const title = `'; drop table incidents; -- \0 \ud83d <b>한국어 🎉</b>`;
      const posts = Array.from({ length: 260 }, (_, at) =>
        makePost(at, `${at}${'x'.repeat(at === 0 ? 300_000 : 9)}`),
      );
      await careful.archive.record(
        CONTOSO,
        [
          makeKeptIncident({
            title,
            impact: 'i'.repeat(100_000),
            feature: undefined,
            posts,
            startedAt: Number.NaN,
          }),
          makeKeptIncident({ id: '' }),
          makeKeptIncident({ id: 'E'.repeat(5_000) }),
          makeKeptIncident({ id: 'EX\0 1' }),
        ],
        START,
      );
      const { incident } = await only();
      expect(incident.title).toBe(`'; drop table incidents; --  \ufffd <b>한국어 🎉</b>`);
      expect(incident.impact).toHaveLength(20_000);
      expect(incident.feature).toBeUndefined();
      expect(incident.startedAt).toBeUndefined();
      expect(incident.posts).toHaveLength(200);
      expect(incident.posts[0]?.html).toHaveLength(200_000);
      expect(incident.posts.at(-1)).toEqual(posts[199]);
      expect(await idsOf()).toEqual(['EX226574']);
      expect(log.lines).toMatchObject([{ level: 'warn', fields: { unusable: 3 } }]);
      await store.archive.record(FABRIKAM, [makeKeptIncident({ posts: [makePost(-5), ...posts] })], START);
      const after = (await only()).incident.posts;
      expect(after).toHaveLength(200);
      expect(after[0]).toEqual(makePost(-5));
      expect(after.at(-1)).toEqual(posts[198]);
    });

    it('takes in a first reading of thousands, and answers in good time', async () => {
      const many = Array.from({ length: 3_000 }, (_, at) =>
        makeKeptIncident({ id: `EX${at}`, startedAt: START - at * MINUTE, posts: [makePost(at)] }),
      );
      await store.archive.record(CONTOSO, many, START);
      expect(await idsOf()).toEqual(many.map(({ id }) => id));
    });

    it('loses no write of two replicas that record the same incident at once', async () => {
      const other = await database.open();
      const random = createSeededRandom(20_261);
      const customers = Array.from(
        { length: 12 },
        (_, at) => ({ cloud: 'global', tenantId: `t-${at}` }) as const,
      );
      const ids = ['EX1', 'EX2', 'EX3', 'EX4'];
      const readings = customers.flatMap((customer) =>
        Array.from({ length: 4 }, () => {
          const minute = Math.floor(random() * 1_000);
          const incidents = ids
            .filter(() => random() < 0.8)
            .sort(() => random() - 0.5)
            .map((id) =>
              makeKeptIncident({
                id,
                title: `As of ${minute}`,
                updatedAt: START + minute * MINUTE,
                posts: [makePost(-minute, `${id} ${minute}`)],
              }),
            );
          return { customer, incidents };
        }),
      );
      await Promise.all(
        readings.map(({ customer, incidents }, at) =>
          (at % 2 === 0 ? store : other).archive.record(customer, incidents, START + at),
        ),
      );
      for (const id of ids) {
        const told = readings.flatMap(({ customer, incidents }) =>
          incidents.filter((each) => each.id === id).map((incident) => ({ customer, incident })),
        );
        const { incident } = await only(id);
        const latest = Math.max(...told.map((each) => each.incident.updatedAt ?? 0));
        expect(incident.updatedAt).toBe(latest);
        expect(incident.title).toBe(`As of ${(latest - START) / MINUTE}`);
        expect(new Set(incident.posts.map(({ html }) => html))).toEqual(
          new Set(told.flatMap((each) => each.incident.posts.map(({ html }) => html))),
        );
        expect(new Set(await other.archive.listCustomersOf('global', id, 99))).toEqual(
          new Set(told.map(({ customer }) => customer.tenantId)),
        );
      }
    });
  });
}
