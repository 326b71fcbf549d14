import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../src/requests/change.ts';
import type { RequestStore } from '../../src/requests/ports.ts';
import { remindAt } from '../../src/requests/remind.ts';
import type { ServiceRequest } from '../../src/requests/request.ts';
import { personKey } from '../../src/staff/person.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { makeCard } from '../support/request-cards.ts';
import { BY_ADELE, note, sendDraft, step } from '../support/request-rules.ts';
import {
  AZURE_CONTENT,
  HOUR_MS,
  MINUTE_MS,
  makeDraft as makeOneDraft,
  OPENED_AT,
  PEOPLE,
  TICKET,
} from '../support/requests.ts';
import { DAY, type TestDatabase } from '../support/test-store.ts';

const NOW = OPENED_AT + MINUTE_MS;
const ODD = '‮مرحبا\n<b>&amp;</b> 👩‍👩‍👧 "\\" \u2028 한국어 $1 %s \'; drop table requests; --';

function makeDraft(overrides: Partial<ServiceRequest> = {}): ServiceRequest {
  return makeOneDraft({ form: randomUUID(), ...overrides });
}

/** What the book of requests promises, whatever the database. */
export function describeRequests(
  create: () => Promise<TestDatabase & { query(sql: string): Promise<readonly Record<string, unknown>[]> }>,
): void {
  describe('a book of requests', () => {
    let database: Awaited<ReturnType<typeof create>>;
    let requests: RequestStore;
    beforeEach(async () => {
      database = await create();
      ({ requests } = await database.open());
    });
    afterEach(() => database.close());

    const raise = async (draft: ServiceRequest, at = NOW, jobs?: readonly Job[]) => {
      await requests.open(draft);
      const result = await requests.change(draft, BY_ADELE, at, sendDraft(at, jobs));
      if (result.kind !== 'changed') throw new Error(`It was not raised: ${result.kind}`);
      return result.request;
    };
    const count = async (table: string) =>
      Number((await database.query(`select count(*) as n from ${table}`))[0]?.n);
    const ALL = { offset: 0, limit: 100 };
    const numbersOf = async (filter: Parameters<RequestStore['list']>[0]) =>
      (await requests.list(filter, ALL)).requests.map(({ number }) => number);

    it('gives back a draft as it was given, under its form', async () => {
      const draft = makeDraft({ ...AZURE_CONTENT, title: ODD, affected: '', category: undefined });
      expect(await requests.open(draft)).toEqual(draft);
      expect(await requests.find({ form: draft.form })).toEqual(draft);
      expect(await requests.open({ ...draft, title: 'Another' })).toEqual(draft);
      expect(await requests.find({ form: randomUUID() })).toBeUndefined();
      expect(await requests.find({ number: 1001 })).toBeUndefined();
    });

    it.each([
      ['20,000 characters', '🎉ق<'.repeat(5_000)],
      ['markup, emoji, and text from right to left', ODD],
      ['what JSON and SQL would take for their own', `{"a":[1]} '' \\u0000 \\" ? $1 :a @b`],
      ['nothing at all', ''],
    ])('keeps every text as it is: %s', async (_name, text) => {
      const contact = { firstName: text, lastName: text, email: text, phone: text, country: text };
      const person = { objectId: undefined, account: '29:x', name: text };
      const request = makeDraft({
        ...{ title: text, description: text, affected: text, contact, raisedBy: person, takenBy: person },
        ...{ incidents: [text], seenMessages: [text], noteKeys: [text], ticket: { ...TICKET, number: text } },
        service: { name: text, isAzure: true },
        trouble: { code: 'plan', cause: text, at: NOW },
        customer: { ...makeOneDraft().customer, name: text },
      });
      expect(await requests.open(request)).toEqual(request);
      const changed = await requests.change(request, { kind: 'person', person }, NOW, step({}, [note(text)]));
      const kept = { sequence: 1, at: NOW, by: { kind: 'person', person }, change: note(text) };
      expect(changed).toEqual({ kind: 'changed', request: { ...request, version: 2 }, changes: [kept] });
      expect((await requests.listChanges(request, ALL)).changes).toEqual([kept]);
    });

    it('takes out what no database keeps: NUL, halves of characters', async () => {
      const draft = makeDraft({ title: 'a\0b\ud83dc', contact: { ...makeDraft().contact, phone: '\0+33' } });
      const kept = await requests.open(draft);
      expect([kept.title, kept.contact.phone]).toEqual(['ab\ufffdc', '+33']);
    });

    it('knows nothing under a key that cannot be one', async () => {
      for (const number of [Number.NaN, 1.5, 1e300, -1]) {
        expect(await requests.find({ number })).toBeUndefined();
      }
      for (const form of ['', 'a\0b', '\ud83d', 'x'.repeat(100_000)]) {
        expect(await requests.find({ form })).toBeUndefined();
        const refused = () => ({ refused: 'state' }) as const;
        expect(await requests.change({ form }, BY_ADELE, NOW, refused)).toEqual({ kind: 'unknown' });
      }
      expect(await requests.listChanges({ number: 1 }, ALL)).toEqual({ changes: [], total: 0 });
    });

    it('gives a number when a draft is sent, and counts every version', async () => {
      const first = await raise(makeDraft());
      expect(first).toMatchObject({ number: 1001, version: 2, state: 'raised', raisedAt: NOW });
      expect((await raise(makeDraft())).number).toBe(1002);
      expect(await requests.find({ number: 1001 })).toEqual(first);
      expect(await requests.change(first, BY_ADELE, NOW, sendDraft(NOW))).toEqual({
        kind: 'same',
        request: first,
      });
      const taken = await requests.change(
        { number: 1001 },
        BY_ADELE,
        NOW,
        step({ number: 7, form: 'another', takenBy: PEOPLE.megan }, [{ kind: 'taken' }]),
      );
      const request = { ...first, takenBy: PEOPLE.megan, version: 3 };
      expect(taken).toMatchObject({ kind: 'changed', request, changes: [{ sequence: 2 }] });
    });

    it('says why a step is not taken, and then writes nothing', async () => {
      const draft = await requests.open(makeDraft());
      const refused = await requests.change(draft, BY_ADELE, NOW, () => ({ refused: 'incomplete' }));
      expect(refused).toEqual({ kind: 'refused', code: 'incomplete', request: draft });
      expect(await requests.find(draft)).toEqual(draft);
    });

    it('lists changes newest first, page by page', async () => {
      const { form } = await raise(makeDraft());
      for (const text of ['one', 'two', 'three']) {
        await requests.change({ form }, BY_ADELE, NOW, step({}, [note(text), { kind: 'taken' }]));
      }
      const page = await requests.listChanges({ form }, { offset: 1, limit: 3 });
      expect(page.total).toBe(7);
      expect(page.changes.map(({ sequence, change }) => [sequence, change.kind])).toEqual([
        [6, 'note'],
        [5, 'taken'],
        [4, 'note'],
      ]);
    });

    it('makes 100 requests of 1,000 presses of 100 forms, with a job and a webhook each, from two replicas', async () => {
      const describeChange = (request: ServiceRequest) => `${request.number}`;
      const stores = [await database.open({ describeChange }), await database.open({ describeChange })];
      const drafts = Array.from({ length: 100 }, () => makeDraft());
      await Promise.all(drafts.map((draft) => requests.open(draft)));
      const results = await Promise.all(
        Array.from({ length: 1_000 }, async (_, press) => {
          const draft = drafts[press % 100] ?? makeDraft();
          return stores[Math.floor(press / 100) % 2]?.requests.change(draft, BY_ADELE, NOW, sendDraft(NOW));
        }),
      );
      expect(results.filter((result) => result?.kind === 'changed')).toHaveLength(100);
      expect(results.filter((result) => result?.kind === 'same')).toHaveLength(900);
      const told = Map.groupBy(results, (result) => result?.kind !== 'unknown' && result?.request.form);
      for (const same of told.values()) {
        expect(new Set(same.map((result) => result?.kind !== 'unknown' && result?.request.number)).size).toBe(
          1,
        );
      }
      const { total, requests: listed } = await requests.list({}, ALL);
      expect(total).toBe(100);
      expect(listed.map(({ number }) => number).sort()).toEqual(
        Array.from({ length: 100 }, (_, at) => 1001 + at),
      );
      expect(await requests.count()).toEqual({ jobs: 100, webhooks: 100 });
      expect(await count('request_changes')).toBe(100);
    });

    it('loses no change of one request that two replicas make at once', async () => {
      const other = await database.open();
      const { form } = await raise(makeDraft({ affected: '0' }));
      await Promise.all(
        Array.from({ length: 60 }, (_, at) =>
          (at % 2 ? other.requests : requests).change({ form }, BY_ADELE, NOW, (current) => ({
            request: { ...current, affected: String(Number(current.affected) + 1) },
            changes: [note(`${at}`)],
            jobs: [],
          })),
        ),
      );
      expect(await requests.find({ form })).toMatchObject({ affected: '60', version: 62 });
      const { changes } = await requests.listChanges({ form }, ALL);
      expect(changes.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 61 }, (_, at) => 61 - at));
    });

    it('opens a form once, however often at once', async () => {
      const other = await database.open();
      const draft = makeDraft();
      const opened = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          (at % 2 ? other.requests : requests).open({ ...draft, title: `As of ${at}` }),
        ),
      );
      expect(new Set(opened.map(({ title }) => title)).size).toBe(1);
    });

    it('keeps nothing of a step that fails in the middle, not even its number', async () => {
      const { requests: failing } = await database.open({
        describeChange: (request) => {
          throw new Error(`SR-${request.number} cannot be told.`);
        },
      });
      const draft = await requests.open(makeDraft());
      await requests.place(draft, { ...makeCard(), messageId: 'm', shownVersion: 1 });
      const raising = failing.change(draft, BY_ADELE, NOW, sendDraft(NOW));
      await expect(raising).rejects.toMatchObject({ name: 'StoreError', code: 'failed' });
      expect(await requests.find(draft)).toEqual(draft);
      expect(await requests.count()).toEqual({ jobs: 0, webhooks: 0 });
      expect(await count('request_changes')).toBe(0);
      expect(await requests.claimCards({ owner: 'a', now: NOW, leaseMs: 1, limit: 9 })).toEqual([]);
      expect((await raise(draft)).number).toBe(1001);
    });

    it('does not keep what it could not give back', async () => {
      const { form } = await raise(makeDraft());
      const before = await requests.find({ form });
      const broken = requests.change(
        { form },
        BY_ADELE,
        NOW,
        step({ ticket: { ...TICKET, recordedAt: Number.NaN } }),
      );
      await expect(broken).rejects.toMatchObject({ name: 'StoreError' });
      expect(await requests.find({ form })).toEqual(before);
    });

    it('keeps what an outgoing webhook tells of each change, and only where there is one', async () => {
      await raise(makeDraft());
      expect(await requests.count()).toMatchObject({ webhooks: 0 });
      const { requests: telling } = await database.open({
        describeChange: ({ number, version }, { sequence, change }) =>
          JSON.stringify([number, version, sequence, change]),
      });
      await telling.change({ number: 1001 }, BY_ADELE, NOW, step({}, [{ kind: 'taken' }, note(ODD)]));
      const webhooks = await requests.claimWebhooks({ owner: 'a', now: NOW, leaseMs: 9, limit: 9 });
      expect(webhooks.map(({ body }) => JSON.parse(body))).toEqual([
        [1001, 3, 2, { kind: 'taken' }],
        [1001, 3, 3, note(ODD)],
      ]);
      expect(webhooks[0]).toMatchObject({ owner: 'a', attempts: 0, createdAt: NOW });
      expect(new Set(webhooks.map(({ messageId }) => messageId)).size).toBe(2);
      for (const { messageId } of webhooks) expect(messageId).toMatch(/^msg_[\da-f-]{36}$/);
    });

    it('finds requests by customer, person, state and incident, newest change first, and never drafts', async () => {
      const keji = {
        cloud: 'china',
        tenantId: '33333333-CCCC-4000-8000-000000000003',
        name: 'Keji',
        domain: 'keji.partner.onmschina.cn',
      } as const;
      const draft = makeDraft({ incidents: ['EX226574'] });
      await requests.open(draft);
      await raise(makeDraft({ incidents: ['EX226574', 'ex226574', 'MO1'] }), NOW + 1);
      await raise(makeDraft({ customer: keji, incidents: [], raisedBy: PEOPLE.megan }), NOW + 3);
      await raise(makeDraft({ raisedBy: PEOPLE.megan, incidents: ['TM9'] }), NOW + 2);
      await requests.change(
        { number: 1003 },
        BY_ADELE,
        NOW + 4,
        step({ state: 'closed', takenBy: PEOPLE.adele, incidents: ['TM10'], changedAt: NOW + 4 }),
      );
      expect(await numbersOf({})).toEqual([1003, 1002, 1001]);
      expect(await numbersOf({ customer: { ...keji, tenantId: keji.tenantId.toLowerCase() } })).toEqual([
        1002,
      ]);
      expect(await numbersOf({ customer: draft.customer })).toEqual([1003, 1001]);
      expect(await numbersOf({ person: personKey(PEOPLE.adele) })).toEqual([1003, 1001]);
      expect(await numbersOf({ person: personKey(PEOPLE.megan), states: ['raised'] })).toEqual([1002]);
      expect(await numbersOf({ states: ['closed', 'draft'] })).toEqual([1003]);
      expect(await numbersOf({ states: ['draft'] })).toEqual([]);
      expect(await numbersOf({ states: [] })).toEqual([]);
      expect(await numbersOf({ incident: 'Ex226574' })).toEqual([1001]);
      expect(await numbersOf({ incident: 'TM9' })).toEqual([]);
      expect(await numbersOf({ incident: 'tm10' })).toEqual([1003]);
      expect(await numbersOf({ incident: '' })).toEqual([]);
      const page = await requests.list({}, { offset: 1, limit: 1 });
      expect([page.requests.map(({ number }) => number), page.total]).toEqual([[1002], 3]);
      expect(await requests.list({}, { offset: 9, limit: 0 })).toEqual({ requests: [], total: 3 });
      expect((await requests.find({ number: 1002 }))?.customer).toEqual(keji);
    });

    it('leaves out requests of customers that are not seen, and counts none of them', async () => {
      const { customer } = makeDraft();
      const keji = {
        ...customer,
        cloud: 'china',
        tenantId: 'KEJI-1',
        name: 'Keji',
        domain: 'keji.cn',
      } as const;
      const fabrikam = { ...customer, tenantId: 'FABRIKAM-1', name: 'Fabrikam', domain: 'fabrikam.com' };
      await raise(makeDraft(), NOW + 1);
      await raise(makeDraft({ customer: keji }), NOW + 2);
      await raise(makeDraft({ customer: fabrikam }), NOW + 3);
      await raise(makeDraft({ customer: { ...keji, cloud: 'global', name: 'Namesake' } }), NOW + 4);
      const asked: string[] = [];
      const not = (...names: readonly string[]) => ({
        isSeen({ cloud, name, domain, tenantId }: typeof customer) {
          asked.push([cloud, tenantId, name, domain].join(' '));
          return !names.includes(name);
        },
      });
      expect(await numbersOf(not())).toEqual([1004, 1003, 1002, 1001]);
      expect(asked).toHaveLength(4);
      expect(asked).toContain('china KEJI-1 Keji keji.cn');
      expect(await numbersOf(not('Keji'))).toEqual([1004, 1003, 1001]);
      const page = await requests.list(not('Keji', 'Fabrikam'), { offset: 1, limit: 1 });
      expect([page.requests.map(({ number }) => number), page.total]).toEqual([[1001], 2]);
      expect(await requests.list({ ...not('Keji'), customer: keji }, ALL)).toEqual({
        requests: [],
        total: 0,
      });
      expect(await requests.list({ isSeen: () => false }, ALL)).toEqual({ requests: [], total: 0 });
      // It was called otherwise once: whoever does not see it under one of its names sees it under none.
      await raise(makeDraft({ customer: { ...customer, name: 'Contoso of old' } }), NOW + 5);
      expect(await numbersOf(not('Contoso of old'))).toEqual([1004, 1003, 1002]);
    });

    it('remembers the contact of the newest request that a person sent', async () => {
      const person = personKey(PEOPLE.adele);
      const named = (firstName: string) => ({ contact: { ...makeDraft().contact, firstName } });
      expect(await requests.findLastContact(person)).toBeUndefined();
      await raise(makeDraft(named('Second')), NOW + 2);
      await raise(makeDraft(named('First')), NOW + 1);
      await raise(makeDraft({ ...named('Other'), raisedBy: PEOPLE.alex }), NOW + 3);
      await requests.open(makeDraft(named('Draft')));
      expect((await requests.findLastContact(person))?.firstName).toBe('Second');
    });

    it('tells of which open requests somebody is to be reminded, longest due first', async () => {
      const quick = await raise(makeDraft({ route: 'helpdesk', severity: 'A' }));
      const slow = await raise(makeDraft({ route: 'helpdesk', severity: 'C' }));
      const late = await raise(makeDraft({ route: 'helpdesk', severity: 'A' }), NOW - HOUR_MS);
      await requests.open(makeDraft());
      const due = async (now: number, limit = 9) =>
        (await requests.listDueReminders(now, limit)).map(({ number }) => number);
      expect(await due((remindAt(quick) ?? 0) - 1)).toEqual([late.number]);
      expect(await due(remindAt(quick) ?? 0)).toEqual([late.number, quick.number]);
      expect(await due(remindAt(slow) ?? 0, 2)).toEqual([late.number, quick.number]);
      await requests.change(late, BY_ADELE, NOW, step({ state: 'resolved' }));
      await requests.change(quick, BY_ADELE, NOW, step({ reminders: 1 }));
      expect(await due(remindAt(quick) ?? 0)).toEqual([]);
    });

    it('forgets drafts that nobody touched since, with their cards, and nothing else', async () => {
      const forgotten = await requests.open(makeDraft());
      await requests.place(forgotten, { ...makeCard(), messageId: 'm', shownVersion: 1 });
      const edited = await requests.open(makeDraft());
      await requests.change(edited, BY_ADELE, NOW + DAY, step({ title: 'Edited' }));
      const sent = await raise(makeDraft());
      expect(await requests.forgetDrafts(OPENED_AT)).toBe(0);
      expect(await requests.forgetDrafts(NOW + DAY)).toBe(1);
      expect(await requests.find(forgotten)).toBeUndefined();
      expect(await requests.find(edited)).toMatchObject({ title: 'Edited' });
      expect(await requests.find(sent)).toEqual(sent);
      expect(await count('request_cards')).toBe(0);
      const many = Array.from({ length: 450 }, () => makeDraft());
      await Promise.all(many.map((draft) => requests.open(draft)));
      expect(await requests.forgetDrafts(NOW + 9 * DAY)).toBe(451);
    });

    it('never shows what another partner account keeps in the same database', async () => {
      const describeChange = () => 'told';
      const { requests: own } = await database.open({ describeChange });
      const draft = await own.open(makeDraft());
      const { request } = { ...(await own.change(draft, BY_ADELE, NOW, sendDraft(NOW))), request: draft };
      await own.place(request, { ...makeCard(), messageId: undefined, shownVersion: 0 });
      await own.helpdesk.set({ ...makeCard(), setBy: 'Adele', setAt: NOW });
      const kept = await own.open(makeDraft());
      const { requests: other } = await database.open({
        accounts: [{ cloud: 'global', tenantId: 'somebody-else' }],
        describeChange,
      });
      const claim = { owner: 'other', now: NOW + DAY, leaseMs: MINUTE_MS, limit: 9 };
      for (const key of [{ form: draft.form }, { number: 1001 }]) {
        expect(await other.find(key)).toBeUndefined();
        expect(await other.change(key, BY_ADELE, NOW, step({}))).toEqual({ kind: 'unknown' });
        expect(await other.listChanges(key, ALL)).toEqual({ changes: [], total: 0 });
        await other.place(key, { ...makeCard(), messageId: 'x', shownVersion: 1 });
      }
      expect(await other.list({}, ALL)).toEqual({ requests: [], total: 0 });
      expect(await other.list({ customer: draft.customer }, ALL)).toEqual({ requests: [], total: 0 });
      expect(await other.findLastContact(personKey(PEOPLE.adele))).toBeUndefined();
      expect(await other.listDueReminders(NOW + DAY, 9)).toEqual([]);
      expect(await other.claimJobs(claim)).toEqual([]);
      expect(await other.claimWebhooks(claim)).toEqual([]);
      expect(await other.claimCards(claim)).toEqual([]);
      expect(await other.count()).toEqual({ jobs: 0, webhooks: 0 });
      expect(await other.helpdesk.get()).toBeUndefined();
      await other.helpdesk.set(undefined);
      expect(await own.helpdesk.get()).toBeDefined();
      expect(await other.forgetDrafts(NOW + 9 * DAY)).toBe(0);
      expect(await own.find(kept)).toEqual(kept);
      await expect(other.open(kept)).rejects.toMatchObject({ name: 'StoreError', code: 'failed' });
      const mine = await other.open(makeDraft());
      const raised = await other.change(mine, BY_ADELE, NOW, sendDraft(NOW));
      expect(raised).toMatchObject({ kind: 'changed', request: { number: 1002 } });
    });

    it('asks nothing of anybody where there is no account', async () => {
      const { requests: none } = await database.open({ accounts: [] });
      expect(await none.list({}, ALL)).toEqual({ requests: [], total: 0 });
      expect(await none.claimJobs({ owner: 'a', now: NOW, leaseMs: 1, limit: 1 })).toEqual([]);
      await none.helpdesk.set({ ...makeCard(), setBy: 'Adele', setAt: NOW });
      expect(await none.helpdesk.get()).toBeUndefined();
    });

    it('skips a request that somebody damaged by hand, says so, and shows the others', async () => {
      const log = createKeptLog();
      const { requests: careful } = await database.open({ log });
      for (const at of [1, 2, 3, 4]) await raise(makeDraft(), NOW + at);
      for (const number of [1001, 1002, 1003]) {
        await requests.place({ number }, { ...makeCard(), messageId: undefined, shownVersion: 0 });
      }
      await database.query(`update requests set contact = '{"firstName":' where number = 1001`);
      await database.query(`update requests set state = 'onTheMoon' where number = 1002`);
      await database.query(
        `update request_jobs set job = '[]' where request_id = (select id from requests where number = 1003)`,
      );
      await database.query(
        `update request_cards set conversation = '{}' where request_id = (select id from requests where number = 1003)`,
      );
      await database.query(
        `update request_changes set actor = 'x' where request_id = (select id from requests where number = 1004)`,
      );
      const { requests: listed } = await careful.list({}, ALL);
      expect(listed.map(({ number }) => number)).toEqual([1004, 1003]);
      expect(await careful.find({ number: 1001 })).toBeUndefined();
      expect(await careful.change({ number: 1001 }, BY_ADELE, NOW, step({}))).toEqual({ kind: 'unknown' });
      expect(await careful.listChanges({ number: 1004 }, ALL)).toEqual({ changes: [], total: 1 });
      expect((await careful.listDueReminders(NOW + DAY, 9)).map(({ number }) => number)).toEqual([
        1003, 1004,
      ]);
      const claim = { owner: 'a', now: NOW + DAY, leaseMs: MINUTE_MS, limit: 9 };
      expect((await careful.claimJobs(claim)).map(({ request }) => request.number)).toEqual([1004]);
      expect(await careful.claimJobs(claim)).toEqual([]);
      expect(await careful.claimCards(claim)).toEqual([]);
      expect(log.lines.length).toBeGreaterThan(4);
      for (const { level, fields } of log.lines) {
        expect(level).toBe('warn');
        expect(JSON.stringify(fields)).toMatch(/^\{"(row|damaged)":\d+\}$/);
      }
    });
  });
}
