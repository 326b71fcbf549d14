import { describe, expect, it } from 'vitest';
import { addNote } from '../../src/requests/add-note.ts';
import type { AzureTicket, TicketMessage } from '../../src/requests/ports.ts';
import { nameTicket, type RequestState, type ServiceRequest } from '../../src/requests/request.ts';
import { setSeverity } from '../../src/requests/set-severity.ts';
import type { Reading } from '../../src/requests/ticket-read.ts';
import { ticketRead } from '../../src/requests/vendor-answers.ts';
import { makeAzureRequest, makeDraft, makeRequest, OPENED_AT, stepOf, TICKET } from '../support/requests.ts';

const NOW = OPENED_AT + 3_600_000;
const request = makeAzureRequest();

function makeTicket(overrides: Partial<AzureTicket> = {}): AzureTicket {
  return { number: TICKET.number, status: 'Open', severity: 'B', modifiedAt: NOW, ...overrides };
}

function makeMessage(id: string, overrides: Partial<TicketMessage> = {}): TicketMessage {
  return { id, isFromVendor: true, text: `Message ${id}`, at: NOW, ...overrides };
}

function read(ticket: Partial<AzureTicket>, current = request, messages: readonly TicketMessage[] = []) {
  return ticketRead(makeTicket(ticket), messages, NOW)(current);
}

describe('a reading without news', () => {
  it.each([
    ['of an open ticket', {}, request],
    ['of a status that is not told', { status: '' }, request],
    [
      'of a ticket that was closed all along',
      { status: 'closed' },
      makeAzureRequest({ ticket: { ...TICKET, status: 'closed' } }),
    ],
    ['of what is closed', { status: 'Open', number: '1' }, makeAzureRequest({ state: 'closed' })],
    ['of a draft', { status: 'Closed' }, makeDraft()],
    ['of what has no ticket', { status: 'Closed' }, makeAzureRequest({ ticket: undefined })],
    ['of what went to the portal', { status: 'Closed' }, makeRequest({ ticket: TICKET })],
  ] as const)('is the same: %s', (_, ticket, current) => {
    expect(read(ticket, current)).toBe('same');
  });
});

describe('messages of the vendor', () => {
  const messages = [
    makeMessage('3'),
    makeMessage('ours', { isFromVendor: false }),
    makeMessage('empty', { text: ' \n' }),
    makeMessage('2'),
    makeMessage('2', { text: 'The same once more' }),
    makeMessage('1'),
  ];

  it('are noted once each, oldest first', () => {
    const step = stepOf(read({}, makeAzureRequest({ seenMessages: ['1'] }), messages));
    expect(step.changes).toEqual([
      { kind: 'vendorNote', text: 'Message 2' },
      { kind: 'vendorNote', text: 'Message 3' },
    ]);
    expect(step.request.seenMessages).toEqual(['1', '2', '3']);
    expect(read({}, step.request, messages)).toBe('same');
  });

  it('are noted on what is resolved, and do not open it', () => {
    const step = stepOf(read({}, makeAzureRequest({ state: 'resolved' }), messages));
    expect(step.request.state).toBe('resolved');
    expect(step.changes).toHaveLength(3);
  });

  it('are bounded in number and length', () => {
    const many = Array.from({ length: 150 }, (_, at) => makeMessage(`${at}`, { text: 'x'.repeat(30_000) }));
    const step = stepOf(read({}, request, many));
    expect(step.changes).toHaveLength(100);
    expect(
      step.changes.every((change) => change.kind === 'vendorNote' && change.text.length === 20_000),
    ).toBe(true);
    expect(step.request.seenMessages).toHaveLength(100);
  });

  it('are never noted twice while they are listed, whatever came before', () => {
    const seenMessages = ['listed', ...Array.from({ length: 99 }, (_, at) => `old-${at}`)];
    const news = [makeMessage('new'), makeMessage('listed')];
    const step = stepOf(read({}, makeAzureRequest({ seenMessages }), news));
    expect(step.request.seenMessages).toHaveLength(100);
    expect(read({}, step.request, news)).toBe('same');
  });
});

describe('the status', () => {
  it.each<[string, string, RequestState, RequestState]>([
    ['Open', 'Closed', 'withVendor', 'resolved'],
    ['Open', 'Closed', 'waitingForUs', 'resolved'],
    ['Open', 'closed', 'resolved', 'resolved'],
    ['Closed', 'Open', 'resolved', 'withVendor'],
    ['Closed', 'Open', 'withVendor', 'withVendor'],
    ['Open', 'Updating', 'waitingForUs', 'waitingForUs'],
  ])('from %s to %s takes %s to %s', (before, status, from, to) => {
    const current = makeAzureRequest({ state: from, ticket: { ...TICKET, status: before } });
    const step = stepOf(read({ status }, current));
    expect(step.request).toMatchObject({ state: to, ticket: { status }, changedAt: NOW });
    expect(step.changes).toEqual([
      { kind: 'vendorStatus', status },
      ...(from === to ? [] : [{ kind: 'state', from, to }]),
    ]);
    expect(step.jobs).toEqual([]);
    expect(read({ status }, step.request)).toBe('same');
  });

  it('that was read before our job was done undoes nothing', () => {
    const reopened = makeAzureRequest({ state: 'withVendor', ticket: { ...TICKET, status: 'Closed' } });
    expect(read({ status: 'Closed' }, reopened)).toBe('same');
    expect(read({ status: 'Open' }, makeAzureRequest({ state: 'resolved' }))).toBe('same');
  });
});

describe('a reading that may be older than what we did', () => {
  const news = [makeMessage('1')];
  const readWith = (reading: Reading, ticket: Partial<AzureTicket> = {}) =>
    ticketRead(makeTicket({ status: 'Closed', severity: 'C', ...ticket }), news, NOW, reading)(request);

  it.each<[string, Reading]>([
    ['the ticket was still to be opened or closed', { version: request.version, awaits: ['setStatus'] }],
    ['the request was changed meanwhile', { version: request.version - 1, awaits: [] }],
  ])('does not move the request where %s, but tells what was written', (_, reading) => {
    const step = stepOf(readWith(reading));
    expect(step.request).toMatchObject({ state: 'withVendor', ticket: { status: 'Open' } });
    expect(step.changes).toContainEqual({ kind: 'vendorNote', text: 'Message 1' });
    expect(step.changes.map(({ kind }) => kind)).not.toContain('vendorStatus');
  });

  it('leaves our severity alone where it was still to be changed', () => {
    const step = stepOf(readWith({ version: request.version, awaits: ['setSeverity'] }));
    expect(step.request).toMatchObject({ state: 'resolved', severity: 'B' });
  });

  it('counts where nothing came in between', () => {
    const step = stepOf(readWith({ version: request.version, awaits: ['addNote'] }));
    expect(step.request).toMatchObject({ state: 'resolved', severity: 'C' });
  });
});

describe('the severity', () => {
  it('is the vendor’s when it was changed after ours', () => {
    const step = stepOf(read({ severity: 'C' }));
    expect(step.request.severity).toBe('C');
    expect(step.changes).toEqual([{ kind: 'severity', from: 'B', to: 'C' }]);
    expect(step.jobs).toEqual([]);
  });

  it.each([
    [{ modifiedAt: request.changedAt }, request],
    [{ modifiedAt: undefined }, request],
    [{ modifiedAt: NOW }, makeAzureRequest({ state: 'resolved' })],
  ] as const)('stays ours otherwise (%#)', (ticket, current) => {
    expect(read({ severity: 'C', ...ticket }, current)).toBe('same');
    expect(read({ ...ticket, severity: undefined }, current)).toBe('same');
  });
});

describe('the severity that was read before', () => {
  const known = makeAzureRequest({ ticket: { ...TICKET, status: 'Open', severity: 'B' } });

  it('tells a change of the vendor’s, whatever was noted here since', () => {
    const noted = stepOf(
      addNote({ text: 'Internal.', toVendor: false, key: 'k', id: 'i' }, NOW)(known),
    ).request;
    const step = stepOf(read({ severity: 'C', modifiedAt: noted.changedAt - 1 }, noted));
    expect(step.request).toMatchObject({ severity: 'C', ticket: { severity: 'C' } });
    expect(step.changes).toEqual([{ kind: 'severity', from: 'B', to: 'C' }]);
  });

  it('leaves ours alone as long as the vendor’s is what it was', () => {
    const ours: ServiceRequest = { ...known, severity: 'A' };
    expect(read({ severity: 'B', modifiedAt: NOW + 1 }, ours)).toBe('same');
  });

  it('is not known any more when we changed it', () => {
    const { request: changed } = stepOf(setSeverity('A', NOW)(known));
    expect(changed.ticket?.severity).toBeUndefined();
    expect(read({ severity: 'B', modifiedAt: NOW }, changed)).toBe('same');
  });
});

describe('the number', () => {
  it('takes the place of the name that stood in for it', () => {
    const standIn = makeAzureRequest({ ticket: { ...TICKET, status: 'Open', number: nameTicket(request) } });
    expect(read({ number: undefined }, standIn)).toBe('same');
    expect(stepOf(read({}, standIn)).changes).toEqual([
      { kind: 'ticket', number: TICKET.number, previous: undefined },
    ]);
  });

  it('is corrected when Azure has another', () => {
    expect(stepOf(read({ number: '42' })).changes).toEqual([
      { kind: 'ticket', number: '42', previous: TICKET.number },
    ]);
  });
});

it('ends trouble as soon as the ticket can be read', () => {
  const troubled = makeAzureRequest({ trouble: { code: 'role', cause: 'No role.', at: OPENED_AT } });
  const step = stepOf(read({}, troubled));
  expect(step.request.trouble).toBeUndefined();
  expect(step.changes).toEqual([{ kind: 'vendorStatus', status: 'Open' }]);
});
