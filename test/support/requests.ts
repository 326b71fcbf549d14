import type { Decision, RequestChange, Step } from '../../src/requests/change.ts';
import type {
  AzureTicketFields,
  RequestContact,
  RequestContent,
  ServiceRequest,
  VendorTicket,
} from '../../src/requests/request.ts';
import type { Person } from '../../src/staff/person.ts';

/** When the forms of the tests are opened: 21 November 2026, 10:30 UTC. */
export const OPENED_AT = Date.UTC(2026, 10, 21, 10, 30);
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** Adele opens the forms; Megan is of the helpdesk; Alex is a third one. */
export const PEOPLE: Readonly<Record<'adele' | 'megan' | 'alex', Person>> = {
  adele: { objectId: '6d6a0d6e-0000-4000-8000-00000000a1e1', account: '29:adele', name: 'Adele Vance' },
  megan: { objectId: '6d6a0d6e-0000-4000-8000-0000000e6a0b', account: '29:megan', name: 'Megan Bowen' },
  alex: { objectId: '6d6a0d6e-0000-4000-8000-00000000a1e4', account: '29:alex', name: 'Alex Wilber' },
};

export const CONTACT: RequestContact = {
  firstName: 'Adele',
  lastName: 'Vance',
  email: 'adele.vance@fabrikam.com',
  phone: '+33 1 23 45 67 89',
  country: 'FRA',
};

export const NO_AZURE_FIELDS: AzureTicketFields = {
  subscriptionId: '',
  subscriptionName: '',
  serviceId: '',
  serviceName: '',
  problemId: '',
  problemName: '',
  resourceId: '',
  diagnosticConsent: false,
};

/** Everything an Azure ticket needs; ids shaped like Azure's. */
export const AZURE_FIELDS: AzureTicketFields = {
  subscriptionId: '3f7a1c52-0000-4000-8000-0000000005b1',
  subscriptionName: 'Contoso production',
  serviceId: '6f16735c-b0ae-b275-ad3a-03479cfa1396',
  serviceName: 'Virtual Machine running Windows',
  problemId: '0bd26ee5-5ff4-0d1c-6dbd-3a6ecc07eb5b',
  problemName: 'Cannot connect to my VM / I cannot reach it',
  resourceId: '',
  diagnosticConsent: true,
};

export const TICKET: VendorTicket = {
  number: '119120321001170',
  status: '',
  recordedAt: OPENED_AT + 20 * MINUTE_MS,
};

/** A complete form for the portal, not sent yet: Exchange Online is down at Contoso. The `form` is the same each time unless told. */
export function makeDraft(overrides: Partial<ServiceRequest> = {}): ServiceRequest {
  return {
    form: '0c5bd1f4-7b2e-4a53-9d0e-5a1f0f3b9e01',
    number: undefined,
    state: 'draft',
    customer: {
      cloud: 'global',
      tenantId: '11111111-0000-4000-8000-000000000001',
      name: 'Contoso',
      domain: 'contoso.onmicrosoft.com',
    },
    raisedBy: PEOPLE.adele,
    reader: { language: 'en', timeZone: 'Europe/Paris' },
    takenBy: undefined,
    ticket: undefined,
    seenMessages: [],
    noteKeys: [],
    trouble: undefined,
    openedAt: OPENED_AT,
    raisedAt: undefined,
    changedAt: OPENED_AT,
    reminders: 0,
    version: 1,
    service: { name: 'Exchange Online', isAzure: false },
    incidents: ['EX226574'],
    category: 'performance',
    title: 'Users cannot send mail',
    description:
      'Nobody at Contoso can send mail since 08:15 UTC. Outlook and Outlook on the web are both hit.',
    startedAt: Date.UTC(2026, 10, 21, 8, 15),
    affected: '40 people',
    severity: 'B',
    contact: CONTACT,
    azure: NO_AZURE_FIELDS,
    route: 'portal',
    ...overrides,
  };
}

/** SR-1042 as it is a minute after it was sent through the portal: nobody took it, no ticket number yet. */
export function makeRequest(overrides: Partial<ServiceRequest> = {}): ServiceRequest {
  return makeDraft({
    number: 1042,
    state: 'raised',
    raisedAt: OPENED_AT + MINUTE_MS,
    changedAt: OPENED_AT + MINUTE_MS,
    version: 2,
    ...overrides,
  });
}

/** What makes a form one for Azure Support; spread it into `makeDraft` or `makeRequest`. */
export const AZURE_CONTENT: Pick<RequestContent, 'service' | 'incidents' | 'title' | 'azure' | 'route'> = {
  service: { name: 'Virtual Machines', isAzure: true },
  incidents: ['VT3B-9D0'],
  title: 'Virtual machines cannot be reached',
  azure: AZURE_FIELDS,
  route: 'azureSupport',
};

/** Microsoft has it: an Azure ticket with a number. */
export function makeAzureRequest(overrides: Partial<ServiceRequest> = {}): ServiceRequest {
  return makeRequest({
    ...AZURE_CONTENT,
    state: 'withVendor',
    ticket: { ...TICKET, status: 'Open' },
    changedAt: TICKET.recordedAt,
    version: 3,
    ...overrides,
  });
}

/** Taken by Megan: the second change of a request. */
export function makeChange(overrides: Partial<RequestChange> = {}): RequestChange {
  return {
    sequence: 2,
    at: OPENED_AT + 5 * MINUTE_MS,
    by: { kind: 'person', person: PEOPLE.megan },
    change: { kind: 'taken' },
    ...overrides,
  };
}

/** The step that a rule decided on; anything else fails the test. */
export function stepOf(decision: Decision): Step {
  if (decision === 'same' || 'refused' in decision) throw new Error(`No step: ${JSON.stringify(decision)}`);
  return decision;
}
