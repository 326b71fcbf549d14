import { describe, expect, it } from 'vitest';
import { type RequestState, type ServiceRequest, STATES } from '../../src/requests/request.ts';
import { setState } from '../../src/requests/set-state.ts';
import {
  AZURE_CONTENT,
  makeAzureRequest,
  makeRequest,
  OPENED_AT,
  stepOf,
  TICKET,
} from '../support/requests.ts';

const NOW = OPENED_AT + 3_600_000;

/** Where a request may be set to, from each state. */
function leadsTo(request: ServiceRequest): Partial<Record<RequestState, readonly RequestState[]>> {
  return Object.fromEntries(
    STATES.map((from) => [
      from,
      STATES.filter((to) => {
        const decision = setState(to, NOW)({ ...request, state: from });
        return decision !== 'same' && !('refused' in decision) && stepOf(decision).request.state === to;
      }),
    ]),
  );
}

describe('setting the state', () => {
  it('of a request without a ticket at the portal', () => {
    expect(leadsTo(makeRequest())).toEqual({
      draft: [],
      raised: ['withVendor', 'waitingForUs', 'resolved', 'closed'],
      withVendor: ['waitingForUs', 'resolved', 'closed'],
      waitingForUs: ['withVendor', 'resolved', 'closed'],
      resolved: ['raised', 'closed'],
      closed: ['raised'],
    });
  });

  it('of a request with a ticket', () => {
    for (const request of [makeRequest({ ticket: TICKET }), makeAzureRequest()]) {
      expect(leadsTo(request)).toMatchObject({ resolved: ['withVendor', 'closed'], closed: ['withVendor'] });
    }
  });

  it('says nobody has it who has not', () => {
    for (const request of [makeRequest({ route: 'helpdesk' }), makeRequest(AZURE_CONTENT)]) {
      expect(leadsTo(request).raised).toEqual(['resolved', 'closed']);
    }
  });

  it('leaves the ticket as it is when it resolves, and opens it when it reopens', () => {
    expect(stepOf(setState('resolved', NOW)(makeAzureRequest())).jobs).toEqual([]);
    const reopened = stepOf(setState('withVendor', NOW)(makeAzureRequest({ state: 'resolved' })));
    expect(reopened.jobs).toEqual([{ kind: 'setStatus', status: 'open' }, { kind: 'followTicket' }]);
  });

  it('closes the Azure ticket with the request, unless it is closed', () => {
    const close = (request: ServiceRequest) => stepOf(setState('closed', NOW)(request));
    const closing = [{ kind: 'setStatus', status: 'closed' }];
    for (const state of ['withVendor', 'waitingForUs', 'resolved'] as const) {
      const step = close(makeAzureRequest({ state }));
      expect(step.jobs).toEqual(closing);
      expect(step.changes).toEqual([{ kind: 'state', from: state, to: 'closed' }]);
    }
    const closed = { ...TICKET, status: 'Closed' };
    expect(close(makeAzureRequest({ state: 'resolved', ticket: closed })).jobs).toEqual([]);
    // It may be about to be opened.
    expect(close(makeAzureRequest({ state: 'withVendor', ticket: closed })).jobs).toEqual(closing);
    expect(close(makeRequest({ ticket: TICKET })).jobs).toEqual([]);
  });

  it('to what it is already is the same', () => {
    expect(setState('raised', NOW)(makeRequest())).toBe('same');
    expect(setState('resolved', NOW)(makeRequest({ state: 'resolved' }))).toBe('same');
  });
});
