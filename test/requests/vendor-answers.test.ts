import { describe, expect, it } from 'vitest';
import type { AzureTicket } from '../../src/requests/ports.ts';
import { nameTicket, STATES } from '../../src/requests/request.ts';
import {
  mayAdopt,
  routeFailed,
  secondTicketFound,
  ticketCreated,
  vendorRefused,
} from '../../src/requests/vendor-answers.ts';
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
const trouble = { code: 'unreachable', cause: 'No answer.', at: OPENED_AT } as const;
const waiting = makeRequest(AZURE_CONTENT);
const NUMBER = '2611210040001234';
const azureTicket: AzureTicket = {
  number: NUMBER,
  status: 'Open',
  severity: 'B',
  modifiedAt: NOW,
};
const created = ticketCreated(azureTicket, NOW);

describe('a ticket that was created', () => {
  it('brings the request to the vendor, ends its trouble, and is followed', () => {
    const { request, changes, jobs } = stepOf(created({ ...waiting, trouble }));
    expect(request).toMatchObject({
      state: 'withVendor',
      trouble: undefined,
      ticket: { number: azureTicket.number, status: 'Open', recordedAt: NOW },
    });
    expect(changes).toEqual([
      { kind: 'ticket', number: azureTicket.number, previous: undefined },
      { kind: 'state', from: 'raised', to: 'withVendor' },
    ]);
    expect(jobs).toEqual([{ kind: 'followTicket' }]);
  });

  it('is the same when it is told again, and for a draft', () => {
    expect(created(makeAzureRequest())).toBe('same');
    expect(created({ ...waiting, ticket: TICKET, route: 'portal' })).toBe('same');
    expect(created(makeDraft(AZURE_CONTENT))).toBe('same');
  });

  it('goes by its name until Azure numbers it', () => {
    const { request } = stepOf(ticketCreated({ ...azureTicket, number: undefined }, NOW)(waiting));
    expect(request.ticket?.number).toBe(nameTicket(request));
  });

  it('gets the severity that was changed meanwhile', () => {
    expect(stepOf(created({ ...waiting, severity: 'A' })).jobs).toEqual([
      { kind: 'setSeverity', severity: 'A' },
      { kind: 'followTicket' },
    ]);
  });

  it.each(['resolved', 'closed'] as const)('is recorded and closed when the request is %s', (state) => {
    const { request, changes, jobs } = stepOf(created({ ...waiting, state }));
    expect(request).toMatchObject({ state, ticket: { number: azureTicket.number } });
    expect(changes.map(({ kind }) => kind)).toEqual(['ticket']);
    expect(jobs).toEqual([{ kind: 'setStatus', status: 'closed' }]);
  });

  it('calls back a request that was sent on by another route', () => {
    const { request, changes } = stepOf(created({ ...waiting, route: 'portal' }));
    expect(request).toMatchObject({ route: 'azureSupport', state: 'withVendor' });
    expect(changes.map(({ kind }) => kind)).toEqual(['rerouted', 'ticket', 'state']);
  });
});

describe('a ticket that is found when the request had gone another way', () => {
  it('is the request’s own where its number was recorded by hand', () => {
    const byHand = makeRequest({ state: 'withVendor', ticket: { ...TICKET, number: NUMBER } });
    const { request, changes, jobs } = stepOf(created(byHand));
    expect(request).toMatchObject({ route: 'azureSupport', ticket: { status: 'Open' } });
    expect(changes).toEqual([{ kind: 'rerouted', from: 'portal', to: 'azureSupport' }]);
    expect(jobs).toEqual([{ kind: 'followTicket' }]);
  });

  it.each([
    [
      'another number is recorded',
      makeRequest({ state: 'withVendor', ticket: { ...TICKET, number: 'INC-1' } }),
    ],
    ['it is over', makeRequest({ state: 'resolved' })],
  ])('is not where %s', (_, request) => {
    expect(created(request)).toBe('same');
    expect(mayAdopt(request, azureTicket)).toBe(false);
  });

  it('is not where that ticket is closed', () => {
    expect(mayAdopt(makeRequest(), { ...azureTicket, status: 'Closed' })).toBe(false);
  });

  it('is told, closed or not', () => {
    const told = (cause: string) => stepOf(secondTicketFound('1192', cause, NOW)(makeRequest())).changes;
    expect(told('')).toEqual([{ kind: 'secondTicket', number: '1192', isClosed: true, cause: '' }]);
    expect(told('No.')).toEqual([{ kind: 'secondTicket', number: '1192', isClosed: false, cause: 'No.' }]);
    expect(secondTicketFound('1192', '', NOW)(makeDraft())).toBe('same');
  });
});

describe('a route that failed', () => {
  const failed = routeFailed('plan', `Not allowed: ${'x'.repeat(3_000)}`, NOW);

  it('troubles the request, with its cause', () => {
    const { request, changes, jobs } = stepOf(failed(waiting));
    expect(request).toMatchObject({ state: 'raised', trouble: { code: 'plan', at: NOW } });
    expect(request.trouble?.cause).toHaveLength(2_000);
    expect(changes).toEqual([{ kind: 'trouble', code: 'plan', cause: request.trouble?.cause }]);
    expect(jobs).toEqual([]);
  });

  it('is told once, and again when it is another trouble', () => {
    const { request } = stepOf(failed(waiting));
    expect(routeFailed('plan', 'Other words.', NOW)(request)).toBe('same');
    expect(stepOf(routeFailed('role', 'A role is missing.', NOW)(request)).request.trouble?.code).toBe(
      'role',
    );
  });

  it.each(STATES)('is nothing to what is not open (%s)', (state) => {
    const isOpen = ['raised', 'withVendor', 'waitingForUs'].includes(state);
    expect(failed({ ...waiting, state }) === 'same').toBe(!isOpen);
  });

  it('is nothing to what travels by another route by now', () => {
    expect(failed(makeRequest())).toBe('same');
  });
});

describe('a vendor that refused', () => {
  const refused = vendorRefused('status', 'Closed for too long.', NOW);

  it.each(['withVendor', 'resolved', 'closed'] as const)('is told of, also when it is %s', (state) => {
    const { request, changes, jobs } = stepOf(refused(makeAzureRequest({ state })));
    expect(request.state).toBe(state);
    expect(changes).toEqual([{ kind: 'vendorRefused', what: 'status', cause: 'Closed for too long.' }]);
    expect(jobs).toEqual([]);
  });

  it('is nothing without an Azure ticket', () => {
    expect(refused(waiting)).toBe('same');
    expect(refused(makeRequest({ ticket: TICKET }))).toBe('same');
  });
});
