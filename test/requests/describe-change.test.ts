import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/requests/change.ts';
import { describeChange, WEBHOOK_EVENT } from '../../src/requests/describe-change.ts';
import {
  CONTACT,
  makeAzureRequest,
  makeChange,
  makeDraft,
  makeRequest,
  PEOPLE,
} from '../support/requests.ts';

const CHANGES: readonly (readonly [type: string, Change])[] = [
  ['request.raised', { kind: 'raised', route: 'portal' }],
  ['request.taken', { kind: 'taken' }],
  ['request.state_changed', { kind: 'state', from: 'raised', to: 'withVendor' }],
  ['request.ticket_recorded', { kind: 'ticket', number: '1191', previous: undefined }],
  ['request.note_added', { kind: 'note', text: 'Looking at it.', toVendor: true }],
  ['request.vendor_note_added', { kind: 'vendorNote', text: 'Please send logs.' }],
  ['request.severity_changed', { kind: 'severity', from: 'C', to: 'A' }],
  ['request.rerouted', { kind: 'rerouted', from: 'helpdesk', to: 'portal' }],
  ['request.route_failed', { kind: 'trouble', code: 'plan', cause: 'InvalidSupportPlan' }],
  ['request.vendor_refused', { kind: 'vendorRefused', what: 'note', cause: 'Closed' }],
  ['request.vendor_refused', { kind: 'vendorRefused', what: 'status', cause: '503', goesOn: true }],
  ['request.rerouted', { kind: 'rerouted', from: 'azureSupport', to: 'portal', previous: '1191' }],
  ['request.second_ticket_found', { kind: 'secondTicket', number: '1192', isClosed: true, cause: '' }],
  ['request.vendor_status_changed', { kind: 'vendorStatus', status: 'Open' }],
  ['request.reminded', { kind: 'reminded', about: 'silent' }],
  ['request.helpdesk_unreachable', { kind: 'helpdeskUnreachable' }],
];

describe('what the outgoing webhook tells', () => {
  it('is this, whole', () => {
    expect(JSON.parse(describeChange(makeAzureRequest({ takenBy: PEOPLE.megan }), makeChange()))).toEqual({
      type: 'request.taken',
      timestamp: '2026-11-21T10:35:00.000Z',
      data: {
        number: 'SR-1042',
        version: 3,
        customer: { cloud: 'global', tenantId: '11111111-0000-4000-8000-000000000001', name: 'Contoso' },
        service: { name: 'Virtual Machines', isAzure: true },
        incidents: ['VT3B-9D0'],
        category: 'performance',
        title: 'Virtual machines cannot be reached',
        description: makeRequest().description,
        severity: 'B',
        state: 'withVendor',
        route: 'azureSupport',
        ticket: { number: '119120321001170', status: 'Open' },
        raisedBy: { objectId: PEOPLE.adele.objectId, name: 'Adele Vance' },
        takenBy: { objectId: PEOPLE.megan.objectId, name: 'Megan Bowen' },
        contact: { name: 'Adele Vance', email: 'adele.vance@fabrikam.com' },
        change: {
          sequence: 2,
          at: '2026-11-21T10:35:00.000Z',
          by: { kind: 'person', person: { objectId: PEOPLE.megan.objectId, name: 'Megan Bowen' } },
        },
      },
    });
  });

  it.each(CHANGES)('is called %s, and says what the change is made of', (type, change) => {
    const { kind, ...details } = change;
    const event = WEBHOOK_EVENT.parse(JSON.parse(describeChange(makeRequest(), makeChange({ change }))));
    expect(event.type).toBe(type);
    expect(event.data.change).toMatchObject(kind === 'ticket' ? { ...details, previous: null } : details);
  });

  it('says null for what there is not, and of people no more than who they are', () => {
    const nobody = { ...CONTACT, firstName: ' ', lastName: '', email: '' };
    const raisedBy = { ...PEOPLE.adele, objectId: undefined };
    const request = makeRequest({ contact: nobody, raisedBy, severity: undefined, category: undefined });
    const body = describeChange(request, makeChange({ by: { kind: 'bot' } }));
    expect(WEBHOOK_EVENT.parse(JSON.parse(body)).data).toMatchObject({
      ...{ contact: null, ticket: null, takenBy: null, severity: null, category: null },
      raisedBy: { objectId: null, name: 'Adele Vance' },
      change: { by: { kind: 'bot', person: null } },
    });
    expect(body).not.toContain('29:adele');
    expect(body).not.toContain(CONTACT.phone);
  });

  it('keeps whatever people wrote', () => {
    const title = '<script>alert(1)</script> 👩‍💻 \u202Eمرحبا\u0000\uD800';
    const body = describeChange(makeRequest({ title }), makeChange());
    expect(JSON.parse(body).data.title).toBe(title);
  });

  it('has nothing to say of a draft', () => {
    expect(() => describeChange(makeDraft(), makeChange())).toThrow(RangeError);
  });
});
