import { describe, expect, it } from 'vitest';
import { reopen } from '../../src/requests/reopen.ts';
import type { ServiceRequest } from '../../src/requests/request.ts';
import { resolve } from '../../src/requests/resolve.ts';
import { setState } from '../../src/requests/set-state.ts';
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

describe('resolving', () => {
  it('ends a request and what troubled it', () => {
    const { request, changes, jobs } = stepOf(resolve({ closeTicket: true }, NOW)(makeRequest({ trouble })));
    expect(request).toMatchObject({ state: 'resolved', trouble: undefined, changedAt: NOW });
    expect(changes).toEqual([{ kind: 'state', from: 'raised', to: 'resolved' }]);
    expect(jobs).toEqual([]);
  });

  it.each([
    [true, [{ kind: 'setStatus', status: 'closed' }]],
    [false, []],
  ])('closes the Azure ticket when asked to (%s)', (closeTicket, jobs) => {
    expect(stepOf(resolve({ closeTicket }, NOW)(makeAzureRequest())).jobs).toEqual(jobs);
  });

  it('is the same on what is resolved, and refused on a draft and on what is closed', () => {
    const rule = resolve({ closeTicket: true }, NOW);
    expect(rule(makeAzureRequest({ state: 'resolved' }))).toBe('same');
    expect(rule(makeRequest({ state: 'closed' }))).toEqual({ refused: 'state' });
    expect(rule(makeDraft())).toEqual({ refused: 'state' });
  });
});

describe('reopening', () => {
  it.each<[string, ServiceRequest, string, readonly string[]]>([
    ['the portal, no ticket', makeRequest(), 'raised', []],
    ['the portal, a ticket', makeRequest({ ticket: TICKET }), 'withVendor', []],
    ['Azure, a ticket', makeAzureRequest(), 'withVendor', ['setStatus', 'followTicket']],
    ['Azure, no ticket', makeRequest(AZURE_CONTENT), 'raised', ['createTicket']],
    ['the helpdesk', makeRequest({ route: 'helpdesk' }), 'raised', []],
  ])('goes where the request was: %s', (_, request, to, jobs) => {
    for (const from of ['resolved', 'closed'] as const) {
      const step = stepOf(reopen(NOW)({ ...request, state: from }));
      expect(step.request).toMatchObject({ state: to, trouble: undefined, changedAt: NOW });
      expect(step.changes).toEqual([{ kind: 'state', from, to }]);
      expect(step.jobs.map(({ kind }) => kind)).toEqual(jobs);
    }
  });

  it('leaves a request whose ticket Azure refused as stuck as it was', () => {
    const stuck = makeRequest({ ...AZURE_CONTENT, trouble });
    for (const to of ['resolved', 'closed'] as const) {
      const over = stepOf(setState(to, NOW)(stuck)).request;
      const step = stepOf(reopen(NOW)(over));
      expect(step.request).toMatchObject({ state: 'raised', trouble });
      expect(step.changes).toEqual([{ kind: 'state', from: to, to: 'raised' }]);
      expect(step.jobs).toEqual([]);
    }
  });

  it('creates the ticket of a request whose attempts had not ended', () => {
    const unreachable = { ...trouble, code: 'unreachable' } as const;
    const over = stepOf(
      resolve({ closeTicket: true }, NOW)(makeRequest({ ...AZURE_CONTENT, trouble: unreachable })),
    ).request;
    const step = stepOf(reopen(NOW)(over));
    expect(step.request.trouble).toBeUndefined();
    expect(step.jobs).toEqual([{ kind: 'createTicket' }]);
  });

  it('opens the ticket even when it was open as it was read last: it may be closed by now', () => {
    const request = makeAzureRequest({ state: 'resolved', ticket: { ...TICKET, status: 'Open' } });
    expect(stepOf(reopen(NOW)(request)).jobs).toContainEqual({ kind: 'setStatus', status: 'open' });
  });

  it('is the same on what is open, and refused on a draft', () => {
    expect(reopen(NOW)(makeRequest())).toBe('same');
    expect(reopen(NOW)(makeDraft())).toEqual({ refused: 'state' });
  });
});
