import { describe, expect, it } from 'vitest';
import { reroute, retryRoute } from '../../src/requests/reroute.ts';
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
const trouble = { code: 'plan', cause: 'No plan.', at: OPENED_AT } as const;
const stuck = makeRequest({ ...AZURE_CONTENT, trouble });
const lost = makeAzureRequest({ trouble: { ...trouble, code: 'ticketGone' } });
const atHelpdesk = makeRequest({ ...AZURE_CONTENT, route: 'helpdesk' });

describe('another route', () => {
  it.each([
    [stuck, 'portal', [{ kind: 'createTicket', isLeft: true }]],
    [stuck, 'helpdesk', [{ kind: 'createTicket', isLeft: true }]],
    [atHelpdesk, 'portal', []],
    [atHelpdesk, 'azureSupport', [{ kind: 'createTicket' }]],
    [makeRequest(), 'helpdesk', []],
    [makeRequest(AZURE_CONTENT), 'azureSupport', 'same'],
  ] as const)('is taken by what is raised and has no ticket (%#)', (request, to, jobs) => {
    if (jobs === 'same') return expect(reroute(to, NOW)(request)).toBe('same');
    const step = stepOf(reroute(to, NOW)(request));
    expect(step.request).toMatchObject({ route: to, state: 'raised', trouble: undefined, changedAt: NOW });
    expect(step.changes).toEqual([{ kind: 'rerouted', from: request.route, to }]);
    expect(step.jobs).toEqual(jobs);
  });

  it.each([
    ['a ticket is on its way', makeRequest(AZURE_CONTENT), 'portal', 'state'],
    ['there is a ticket', makeAzureRequest({ trouble }), 'portal', 'state'],
    ['the ticket is gone, and nobody else can have it', lost, 'helpdesk', 'state'],
    ['it is over', { ...lost, state: 'resolved' as const }, 'portal', 'state'],
    ['a vendor has it', makeRequest({ state: 'withVendor', ticket: TICKET }), 'helpdesk', 'state'],
    ['it is over', makeRequest({ state: 'resolved', route: 'helpdesk' }), 'portal', 'state'],
    ['it is a draft', makeDraft(), 'helpdesk', 'state'],
    ['it is not about Azure', makeRequest(), 'azureSupport', 'state'],
  ] as const)('is refused when %s', (_, request, to, refused) => {
    expect(reroute(to, NOW)(request)).toEqual({ refused });
  });
});

describe('a ticket that is gone', () => {
  it.each(['withVendor', 'waitingForUs'] as const)('is left behind for the portal (%s)', (state) => {
    const { request, changes, jobs } = stepOf(reroute('portal', NOW)({ ...lost, state }));
    expect(request).toMatchObject({ route: 'portal', state, ticket: undefined, trouble: undefined });
    expect(changes).toEqual([
      { kind: 'rerouted', from: 'azureSupport', to: 'portal', previous: TICKET.number },
    ]);
    expect(jobs).toEqual([{ kind: 'createTicket', isLeft: true }]);
    expect(reroute('portal', NOW)(request)).toBe('same');
  });
});

describe('the same route once more', () => {
  it('after trouble', () => {
    const step = stepOf(retryRoute(NOW)(stuck));
    expect(step.request.trouble).toBeUndefined();
    expect(step.changes).toEqual([{ kind: 'rerouted', from: 'azureSupport', to: 'azureSupport' }]);
    expect(step.jobs).toEqual([{ kind: 'createTicket' }]);
  });

  it.each(['ticketGone', 'role', 'access'] as const)('follows a ticket again that was %s', (code) => {
    for (const state of ['withVendor', 'waitingForUs'] as const) {
      const request = makeAzureRequest({ state, trouble: { ...trouble, code } });
      const step = stepOf(retryRoute(NOW)(request));
      expect(step.request).toMatchObject({ state, trouble: undefined, ticket: request.ticket });
      expect(step.changes).toEqual([{ kind: 'rerouted', from: 'azureSupport', to: 'azureSupport' }]);
      expect(step.jobs).toEqual([{ kind: 'followTicket' }]);
    }
  });

  it('is the same while it is tried, and refused elsewhere and for what is over', () => {
    expect(retryRoute(NOW)(makeRequest(AZURE_CONTENT))).toBe('same');
    expect(retryRoute(NOW)(makeAzureRequest())).toBe('same');
    for (const request of [makeRequest(), { ...stuck, state: 'closed' as const }, makeDraft(AZURE_CONTENT)]) {
      expect(retryRoute(NOW)(request)).toEqual({ refused: 'state' });
    }
  });
});
