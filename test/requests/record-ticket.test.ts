import { describe, expect, it } from 'vitest';
import { recordTicket } from '../../src/requests/record-ticket.ts';
import {
  AZURE_CONTENT,
  makeAzureRequest,
  makeDraft,
  makeRequest,
  OPENED_AT,
  stepOf,
  TICKET,
} from '../support/requests.ts';

const NOW = OPENED_AT + 3_600_000;
const number = 'INC-0042';
const record = recordTicket({ number: ` ${number} `, confirmed: false }, NOW);
const trouble = { code: 'plan', cause: 'No plan.', at: OPENED_AT } as const;

describe('recording a ticket number', () => {
  it.each(['portal', 'helpdesk'] as const)('brings the request to the vendor (%s)', (route) => {
    const { request, changes, jobs } = stepOf(record(makeRequest({ route })));
    expect(request).toMatchObject({
      state: 'withVendor',
      ticket: { number, status: '', recordedAt: NOW },
      route,
    });
    expect(changes).toEqual([
      { kind: 'ticket', number, previous: undefined },
      { kind: 'state', from: 'raised', to: 'withVendor' },
    ]);
    expect(jobs).toEqual([]);
  });

  it.each(['waitingForUs', 'resolved', 'closed'] as const)('leaves %s as it is', (state) => {
    expect(stepOf(record(makeRequest({ state }))).request.state).toBe(state);
  });

  it('twice is the same, however it is spelled', () => {
    const ticket = { ...TICKET, number: number.toLowerCase() };
    expect(record(makeRequest({ state: 'withVendor', ticket }))).toBe('same');
  });

  it('replaces another number only once that was confirmed', () => {
    const request = makeRequest({ state: 'withVendor', ticket: TICKET });
    expect(record(request)).toEqual({ refused: 'otherNumber' });
    const { changes, request: after } = stepOf(recordTicket({ number, confirmed: true }, NOW)(request));
    expect(after.ticket?.number).toBe(number);
    expect(changes).toEqual([{ kind: 'ticket', number, previous: TICKET.number }]);
  });

  it('replaces the number that was meant when it was confirmed, and no other', () => {
    const request = makeRequest({ state: 'withVendor', ticket: TICKET });
    const replace = (replaces: string, current = request) =>
      recordTicket({ number, confirmed: true, replaces }, NOW)(current);
    expect(replace('INC-0041')).toEqual({ refused: 'otherNumber' });
    expect(stepOf(replace(` ${TICKET.number} `)).request.ticket?.number).toBe(number);
    expect(stepOf(replace('INC-0041', makeRequest())).request.ticket?.number).toBe(number);
    expect(recordTicket({ number, confirmed: false, replaces: TICKET.number }, NOW)(request)).toEqual({
      refused: 'otherNumber',
    });
  });

  it.each(['', 'none', '<b>1234</b>', '1'.repeat(41)])('refuses what is none: %j', (typed) => {
    expect(recordTicket({ number: typed, confirmed: true }, NOW)(makeRequest())).toEqual({
      refused: 'badNumber',
    });
  });

  it('is refused for a draft', () => {
    expect(record(makeDraft())).toEqual({ refused: 'state' });
  });
});

describe('over Azure Support', () => {
  it('the number is Azure’s to tell, whatever was confirmed', () => {
    const confirmed = recordTicket({ number, confirmed: true }, NOW);
    expect(confirmed(makeAzureRequest())).toEqual({ refused: 'state' });
    expect(confirmed(makeRequest(AZURE_CONTENT))).toEqual({ refused: 'state' });
    expect(recordTicket({ number: TICKET.number, confirmed: false }, NOW)(makeAzureRequest())).toBe('same');
  });

  it('a number after trouble is that of the portal', () => {
    const { request, changes } = stepOf(record(makeRequest({ ...AZURE_CONTENT, trouble })));
    expect(request).toMatchObject({ route: 'portal', state: 'withVendor', trouble: undefined });
    expect(changes.map(({ kind }) => kind)).toEqual(['rerouted', 'ticket', 'state']);
  });

  it('what an attempt may have left at Azure is looked for', () => {
    const { jobs } = stepOf(record(makeRequest({ ...AZURE_CONTENT, trouble })));
    expect(jobs).toEqual([{ kind: 'createTicket', isLeft: true }]);
  });

  it('a ticket that is gone is replaced by one of the portal', () => {
    const request = makeAzureRequest({ trouble: { ...trouble, code: 'ticketGone' } });
    expect(record(request)).toEqual({ refused: 'otherNumber' });
    const step = stepOf(recordTicket({ number, confirmed: true }, NOW)(request));
    expect(step.request).toMatchObject({ route: 'portal', state: 'withVendor', trouble: undefined });
  });
});
