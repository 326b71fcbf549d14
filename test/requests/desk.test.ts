import { describe, expect, it } from 'vitest';
import { createRequestDesk, type RequestDeskOptions } from '../../src/requests/desk.ts';
import type { ChangeResult, Helpdesk } from '../../src/requests/ports.ts';
import type { RequestContact, ServiceRequest } from '../../src/requests/request.ts';
import {
  AZURE_CONTENT,
  CONTACT,
  makeAzureRequest,
  makeDraft,
  makeRequest,
  OPENED_AT,
  PEOPLE,
} from '../support/requests.ts';

const NOW = OPENED_AT + 3_600_000;
const { adele, megan } = PEOPLE;
const HELPDESK: Helpdesk = {
  conversation: {
    id: '19:helpdesk@thread.tacv2',
    thread: undefined,
    kind: 'channel',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    channel: 'msteams',
    bot: '28:bot',
    tenantId: undefined,
    name: 'Helpdesk',
  },
  reader: { language: 'fr', timeZone: 'Europe/Paris' },
  setBy: 'Megan Bowen',
  setAt: OPENED_AT,
};

/** One request, in the hands of a store that keeps nothing else; `log`: what the store was asked for, and every wake. */
function start(request?: ServiceRequest, known: { contact?: RequestContact; helpdesk?: Helpdesk } = {}) {
  let kept = request;
  let uuids = 0;
  const log: unknown[] = [];
  const notAsked = () => Promise.reject(new Error('Not asked for here'));
  const store: RequestDeskOptions['store'] = {
    async open(draft) {
      kept ??= draft;
      return kept;
    },
    find: async () => kept,
    async change(key, by, at, decide): Promise<ChangeResult> {
      log.push(['change', key, by, at]);
      if (kept === undefined) return { kind: 'unknown' };
      const decision = decide(kept);
      if (decision === 'same') return { kind: 'same', request: kept };
      if ('refused' in decision) return { kind: 'refused', code: decision.refused, request: kept };
      log.push(['jobs', decision.jobs]);
      kept = { ...decision.request, number: kept.number ?? 1042, version: kept.version + 1 };
      return { kind: 'changed', request: kept, changes: [] };
    },
    list: notAsked,
    listChanges: notAsked,
    findLastContact: async () => known.contact,
    async place(key, { conversation, purpose, messageId, shownVersion }) {
      log.push(['place', key, conversation.id, purpose, messageId, shownVersion]);
    },
    async placeTaker(key, taker, { conversation }) {
      log.push(['taker', key, taker.name, conversation.id]);
    },
    async leave({ id }, messageId) {
      log.push(['leave', id, messageId]);
    },
    helpdesk: {
      get: async () => known.helpdesk,
      async set(helpdesk) {
        log.push(['helpdesk', helpdesk?.conversation.id]);
      },
    },
  };
  const desk = createRequestDesk({
    store,
    clock: () => NOW,
    randomUUID: () => `uuid-${++uuids}`,
    wake: () => log.push('wake'),
  });
  return { desk, log };
}

const { customer, reader } = makeDraft();

describe('opening a form', () => {
  it('keeps what it is prefilled with', async () => {
    const content = { ...makeDraft(AZURE_CONTENT), startedAt: undefined };
    const draft = await start().desk.openForm({ customer, raisedBy: adele, reader, content });
    expect(draft).toEqual({
      ...makeDraft({ ...AZURE_CONTENT, startedAt: undefined, form: 'uuid-1', openedAt: NOW, changedAt: NOW }),
    });
  });

  it('names the contact of the last request, or nobody', async () => {
    const fields = { customer, raisedBy: adele, reader };
    expect((await start(undefined, { contact: CONTACT }).desk.openForm(fields)).contact).toEqual(CONTACT);
    const { contact, route, service } = await start().desk.openForm(fields);
    expect(contact).toEqual({ firstName: '', lastName: '', email: '', phone: '', country: '' });
    expect([route, service.name]).toEqual(['portal', '']);
  });

  it('opens no route that the cloud does not have', async () => {
    const inChina = { ...customer, cloud: 'china' as const };
    const opened = await start().desk.openForm({
      customer: inChina,
      raisedBy: adele,
      reader,
      content: AZURE_CONTENT,
    });
    expect(opened.route).toBe('portal');
  });

  it('gives a form that is open already as it stands', async () => {
    const { desk } = start(makeDraft({ title: 'Typed already' }));
    const { form } = makeDraft();
    expect((await desk.openForm({ form, customer, raisedBy: adele, reader })).title).toBe('Typed already');
  });
});

describe('a form', () => {
  const { form } = makeDraft();

  it('is saved without waking anybody', async () => {
    const { desk, log } = start(makeDraft());
    expect((await desk.editForm(form, { title: 'Mail' }, adele)).kind).toBe('changed');
    expect(log).toEqual([
      ['change', { form }, { kind: 'person', person: adele }, NOW],
      ['jobs', []],
    ]);
  });

  it('is sent once, and what is behind wakes', async () => {
    const { desk, log } = start(makeDraft(AZURE_CONTENT));
    const sent = await desk.send(form, adele);
    const again = await desk.send(form, adele);
    expect([sent.kind, again.kind]).toEqual(['changed', 'same']);
    expect(log.filter((entry) => entry === 'wake')).toHaveLength(1);
    expect(log).toContainEqual(['jobs', [{ kind: 'createTicket' }]]);
    if (again.kind === 'same')
      expect(again.request).toMatchObject({ number: 1042, state: 'raised', raisedAt: NOW });
  });

  it('has its cards placed without waking anybody: it is not sent yet', async () => {
    const { desk, log } = start(makeDraft());
    const { conversation } = HELPDESK;
    await desk.placeCard(
      { form },
      { conversation, messageId: '17', reader, purpose: 'raiser', shownVersion: 0 },
    );
    expect(log).toEqual([['place', { form }, conversation.id, 'raiser', '17', 0]]);
  });

  it('that is unknown is so', async () => {
    expect(await start().desk.send(form, adele)).toEqual({ kind: 'unknown' });
  });
});

describe('a request', () => {
  const number = 1042;

  it('is changed by each press along its rule', async () => {
    const { desk, log } = start(makeRequest());
    const kinds = [
      await desk.take(number, megan),
      await desk.setSeverity(number, 'C', megan),
      await desk.addNote(number, { text: 'x', toVendor: false, key: 'k' }, megan),
      await desk.addNote(number, { text: 'x', toVendor: false, key: 'k' }, megan),
      await desk.recordTicket(number, { number: '12345', confirmed: false }, megan),
      await desk.setState(number, 'waitingForUs', megan),
      await desk.retryRoute(number, megan),
      await desk.resolve(number, { closeTicket: true }, megan),
      await desk.reopen(number, megan),
      await desk.setState(number, 'closed', megan),
      await desk.take(number, adele),
    ].map((result) => (result.kind === 'refused' ? result.code : result.kind));
    const changed = 'changed';
    const expected = [
      changed,
      changed,
      changed,
      'same',
      changed,
      changed,
      'state',
      changed,
      changed,
      changed,
    ];
    expect(kinds).toEqual([...expected, 'state']);
    expect(log.filter((entry) => entry === 'wake')).toHaveLength(8);
  });

  it('has its note sent to the vendor under a new id', async () => {
    const { desk, log } = start(makeAzureRequest());
    await desk.addNote(number, { text: 'Still down.', toVendor: true, key: 'k' }, megan);
    expect(log).toContainEqual(['jobs', [{ kind: 'addNote', id: 'uuid-1', text: 'Still down.' }]]);
  });

  it('that is sent to the helpdesk is shown there, also when the first press ended halfway', async () => {
    for (const route of ['portal', 'helpdesk'] as const) {
      const { desk, log } = start(makeRequest({ route }), { helpdesk: HELPDESK });
      await desk.reroute(number, 'helpdesk', adele);
      expect(log).toContainEqual(['place', { number }, HELPDESK.conversation.id, 'helpdesk', undefined, 0]);
      expect(log.at(-1)).toBe('wake');
    }
  });

  it('is shown nowhere else', async () => {
    const { desk, log } = start(makeRequest());
    await desk.reroute(number, 'helpdesk', adele);
    const refused = start(makeAzureRequest(), { helpdesk: HELPDESK });
    await refused.desk.reroute(number, 'helpdesk', adele);
    expect([...log, ...refused.log].filter((entry) => Array.isArray(entry) && entry[0] === 'place')).toEqual(
      [],
    );
  });
});

describe('who takes a request', () => {
  const { conversation } = HELPDESK;

  it('is told where they took it, also when the first press ended halfway', async () => {
    const { desk, log } = start(makeRequest());
    await desk.take(1042, megan, { conversation, reader });
    await desk.take(1042, megan, { conversation, reader });
    await desk.take(1042, adele);
    const noted = ['taker', { number: 1042 }, megan.name, conversation.id];
    expect(log.filter((entry) => Array.isArray(entry) && entry[0] === 'taker')).toEqual([noted, noted]);
  });

  it('is told nowhere of what they could not take', async () => {
    const { desk, log } = start(makeRequest({ state: 'closed' }));
    await desk.take(1042, megan, { conversation, reader });
    expect(log.filter((entry) => Array.isArray(entry) && entry[0] === 'taker')).toEqual([]);
  });
});

describe('a message in which something else was opened', () => {
  it('is left in a personal chat only', async () => {
    const { desk, log } = start();
    const { conversation } = HELPDESK;
    for (const kind of ['channel', 'group', 'personal'] as const) {
      await desk.leaveCard({ ...conversation, kind, id: kind }, 'm1');
    }
    expect(log).toEqual([['leave', 'personal', 'm1']]);
  });
});

it('wakes those who show cards when there is another helpdesk', async () => {
  const { desk, log } = start();
  await desk.helpdesk.set(HELPDESK);
  expect(log).toEqual([['helpdesk', HELPDESK.conversation.id], 'wake']);
});
