import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChat } from '../../../src/chat/chat.ts';
import type { ChatContext } from '../../../src/chat/context.ts';
import { createCorrelation } from '../../../src/correlation.ts';
import type { Customer } from '../../../src/customers/customer.ts';
import type { Staff, StaffAccess } from '../../../src/staff/admission.ts';
import type { AuditEntry } from '../../../src/staff/audit.ts';
import type { Person } from '../../../src/staff/person.ts';
import { StoreError } from '../../../src/store/store-error.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { type LimitedWorld, openLimitedWorld } from '../../support/limited-world.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { makeDraft, PEOPLE } from '../../support/requests.ts';
import { makeAccess } from '../../support/staff-access.ts';
import { START } from '../../support/test-store.ts';
import { ALL, goOn, KEY, makeChannel } from '../../support/watch-subjects.ts';

// What the audit trail tells of buttons and words, through the whole chat.

const CONTOSO: Customer = { cloud: 'global', tenantId: 'contoso', name: 'Contoso', domain: 'contoso.com' };
const FOLLOWME: Customer = {
  ...{ cloud: 'global', tenantId: 'followme', name: 'Followme Logistics', domain: 'followme.example' },
};
const READER = { language: 'en', timeZone: 'UTC' } as const;
const CHANNEL = makeChannel();
const FORM = makeDraft().form;
const LIVING = { kind: KEY.kind, cloud: KEY.cloud, id: KEY.id };
const LOCKED = new StoreError('locked', 'The database is locked.');

let world: LimitedWorld;
beforeEach(async () => {
  world = await openLimitedWorld([CONTOSO, FOLLOWME]);
});
afterEach(() => world.close());

function open({
  access = makeAccess(),
  admit = async () => ({ kind: 'admitted', access }),
  context = {},
}: {
  readonly access?: StaffAccess;
  readonly admit?: Staff['admit'];
  readonly context?: Partial<ChatContext>;
} = {}) {
  const entries: AuditEntry[] = [];
  const log = createKeptLog();
  const chat = createChat({
    staff: { admit, isOwn: () => true },
    trail: { record: async (entry) => void entries.push(entry), note: (entry) => void entries.push(entry) },
    floods: { enter: () => 'in' },
    correlation: createCorrelation(),
    makeId: () => 'a-turn',
    context: { ...world.context, log, ...context },
  });
  const press = (verb: string, data: unknown, person: Person = PEOPLE.adele) =>
    chat.answerAction({
      ...{ verb, data, person, messageId: 'm1', reader: READER },
      conversation: CHANNEL,
    });
  const say = (text: string) =>
    chat.answerMessage({
      ...{ text, person: PEOPLE.adele, hasAttachment: false, reader: READER, conversation: CHANNEL },
    });
  const ends = () => entries.map(({ outcome, reason }) => (reason ? `${outcome} ${reason}` : outcome));
  return { press, say, entries, ends, log };
}

/** The desk, but for what a test says of it. */
function withDesk(given: Partial<ChatContext['requests']['desk']>): Partial<ChatContext> {
  const { requests } = world.context;
  return { requests: { ...requests, desk: { ...requests.desk, ...given } } };
}

async function openDraft(): Promise<void> {
  await world.store.requests.open(makeDraft({ customer: CONTOSO, raisedBy: PEOPLE.adele }));
}

describe('an act that was not done is not done on the trail:', () => {
  it('the database is locked; the log holds the same reference', async () => {
    await openDraft();
    const send = () => Promise.reject(LOCKED);
    const { press, entries, ends, log } = open({ context: withDesk({ send }) });
    await press('send-request', { form: FORM });
    expect(ends()).toEqual(['begun', 'failed']);
    const { reference } = entries[1] ?? {};
    expect(reference).toMatch(/^[0-9A-Z]{6}$/);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { reference } }]);
    expect(entries.map(({ subject }) => subject)).toEqual([FORM, FORM]);
  });

  it('the form is somebody else’s', async () => {
    await openDraft();
    const { press, ends } = open();
    await press('send-request', { form: FORM }, PEOPLE.megan);
    expect(ends()).toEqual(['begun', 'refused notYours']);
  });

  it('the form is not complete', async () => {
    await world.store.requests.open(makeDraft({ customer: CONTOSO, raisedBy: PEOPLE.adele, title: '' }));
    const { press, ends } = open();
    await press('send-request', { form: FORM });
    expect(ends()).toEqual(['begun', 'refused incomplete']);
  });

  it('there is no such request, and none that takes the step', async () => {
    await openDraft();
    const result = await world.context.requests.desk.send(FORM, PEOPLE.adele);
    const number = result.kind === 'changed' ? result.request.number : 0;
    const { press, ends, entries } = open();
    await press('take-request', { number: 4_711 });
    await press('note-request', { number, note: ' ' });
    expect(ends()).toEqual(['begun', 'refused gone', 'begun', 'refused badText']);
    expect(entries.map(({ subject }) => subject)).toEqual([
      ...['SR-4711', 'SR-4711'],
      ...[`SR-${number}`, `SR-${number}`],
    ]);
  });

  it('what is to be watched was not said', async () => {
    const { say, ends } = open();
    await say('watch');
    expect(ends()).toEqual(['begun', 'refused unclear']);
  });

  it('it takes longer than the press, and then fails', async () => {
    await openDraft();
    const ended = Promise.withResolvers<never>();
    const { press, entries, ends, log } = open({ context: withDesk({ send: () => ended.promise }) });
    const reply = await press('send-request', { form: FORM });
    expect(readCardText(reply.card)).toContain('One moment');
    expect(ends()).toEqual(['begun']);
    ended.reject(new TypeError('A slip.'));
    await expect.poll(ends).toEqual(['begun', 'failed']);
    expect(log.lines).toMatchObject([{ fields: { reference: entries[1]?.reference, error: 'TypeError' } }]);
  });
});

describe('what is behind a living card', () => {
  beforeEach(async () => {
    const { watch } = world.store;
    await watch.add(CHANNEL, ALL, { reader: READER, by: PEOPLE.alex, at: START });
    await goOn(watch, { hits: new Map([[CONTOSO.tenantId, undefined]]) });
    await watch.cards.place(CHANNEL, [KEY]);
  });

  it.each([
    ['take-living', {}, ['begun', 'done']],
    ['quieten-living', { hours: 1 }, ['begun', 'done']],
    ['list-living-customers', { offset: 0 }, ['done']],
  ])('is named, and its customers: %s', async (verb, data, outcomes) => {
    const { press, entries, ends } = open();
    await press(verb, { ...LIVING, ...data });
    expect(ends()).toEqual(outcomes);
    expect(entries.at(-1)).toMatchObject({ subject: `incident:global:${KEY.id}`, customerCount: 1 });
    expect(entries.at(-1)?.customers).toEqual([{ cloud: 'global', tenantId: 'contoso' }]);
  });

  it('that fails beside it is on the trail, under a reference that is in the log', async () => {
    const postBeside = () => Promise.reject(new TypeError('Teams is away.'));
    const context = { watch: { ...world.context.watch, postBeside } };
    const { press, entries, ends, log } = open({ context });
    await press('show-living-health', { ...LIVING, offset: 0, tenantId: CONTOSO.tenantId });
    await expect.poll(ends).toEqual(['failed']);
    expect(entries[0]?.reference).toMatch(/^[0-9A-Z]{6}$/);
    expect(log.lines).toMatchObject([{ fields: { reference: entries[0]?.reference } }]);
  });
});

describe('a watch', () => {
  it('is named when it is set and when it ends, and so are its customers', async () => {
    const { say, press, entries, ends } = open();
    await say('watch Contoso');
    const [watch] = await world.store.watch.list(CHANNEL);
    await press('unset-watch', { id: watch?.id });
    const about = { subject: `watch:${watch?.id}`, customers: [{ cloud: 'global', tenantId: 'contoso' }] };
    expect(ends()).toEqual(['begun', 'done', 'begun', 'done']);
    expect([entries[1], entries[3]]).toMatchObject([about, about]);
    expect(entries[2]).toMatchObject({ subject: about.subject });
  });

  it('is not what a Sales agent asks for who names a customer that is called so', async () => {
    const { say, entries } = open({ access: makeAccess({ roles: ['salesAgent'] }) });
    const reply = await say('Follow me');
    expect(readCardText(reply?.card ?? {})).toContain('Followme Logistics');
    expect(entries).toMatchObject([{ action: 'command:health', outcome: 'done' }]);
  });
});

describe('a press while roles are being read', () => {
  it('may be repeated as it is, where it carries little', async () => {
    const { press, entries } = open({ admit: () => new Promise(() => {}) });
    const data = { number: 1_042, note: 'Called them.', version: 3, toVendor: 'false' };
    const { card } = await press('note-request', data);
    expect(readActions(card)).toMatchObject([{ verb: 'note-request', data }]);
    const long = await press('note-request', { ...data, note: 'x'.repeat(3_000) });
    expect(readActions(long.card)).toEqual([]);
    expect(readActions((await press('no-such-verb', data)).card)).toEqual([]);
    expect(entries).toEqual([]);
  });
});
