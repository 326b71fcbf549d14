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
const atHelpdesk = makeRequest({ ...AZURE_CONTENT, route: 'helpdesk' });

describe('another route', () => {
  it.each([
    [stuck, 'portal', []],
    [stuck, 'helpdesk', []],
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
    ['a vendor has it', makeRequest({ state: 'withVendor', ticket: TICKET }), 'helpdesk', 'state'],
    ['it is over', makeRequest({ state: 'resolved', route: 'helpdesk' }), 'portal', 'state'],
    ['it is a draft', makeDraft(), 'helpdesk', 'state'],
    ['it is not about Azure', makeRequest(), 'azureSupport', 'state'],
  ] as const)('is refused when %s', (_, request, to, refused) => {
    expect(reroute(to, NOW)(request)).toEqual({ refused });
  });
});

describe('the same route once more', () => {
  it('after trouble', () => {
    const step = stepOf(retryRoute(NOW)(stuck));
    expect(step.request.trouble).toBeUndefined();
    expect(step.changes).toEqual([{ kind: 'rerouted', from: 'azureSupport', to: 'azureSupport' }]);
    expect(step.jobs).toEqual([{ kind: 'createTicket' }]);
  });

  it('is the same while it is tried, and refused where no ticket is missing', () => {
    expect(retryRoute(NOW)(makeRequest(AZURE_CONTENT))).toBe('same');
    for (const request of [
      makeAzureRequest({ trouble }),
      makeRequest(),
      { ...stuck, state: 'closed' as const },
    ]) {
      expect(retryRoute(NOW)(request)).toEqual({ refused: 'state' });
    }
  });
});
