import type { Reader } from '../reader.ts';
import { type Person, personKey } from '../staff/person.ts';
import type { EpochMs } from '../time.ts';
import { type DraftEdit, mergeContent } from './merge-content.ts';
import type { RequestBook } from './ports.ts';
import type { RequestContact, RequestContent, RequestCustomer, ServiceRequest } from './request.ts';

/** What a form is opened with. */
export interface FormFields {
  /** A UUID, where the button that opens the form has one of its own; else one is made. */
  readonly form?: string | undefined;
  readonly customer: RequestCustomer;
  readonly raisedBy: Person;
  readonly reader: Reader;
  /** Whom a person names as contact who has raised no request yet. */
  readonly newcomer?: RequestContact | undefined;
  /** What it is prefilled with. */
  readonly content?: DraftEdit | undefined;
}

const NO_CONTACT: RequestContact = { firstName: '', lastName: '', email: '', phone: '', country: '' };

const EMPTY: RequestContent = {
  service: { name: '', isAzure: false },
  incidents: [],
  category: undefined,
  title: '',
  description: '',
  startedAt: undefined,
  affected: '',
  severity: undefined,
  contact: NO_CONTACT,
  azure: {
    subscriptionId: '',
    subscriptionName: '',
    serviceId: '',
    serviceName: '',
    problemId: '',
    problemName: '',
    resourceId: '',
    diagnosticConsent: false,
  },
  route: 'portal',
};

/** A new form, prefilled; where the contact is not, with whom the person named in the newest of their requests. */
export async function openDraft(
  { form, customer, raisedBy, reader, newcomer = NO_CONTACT, content = {} }: FormFields,
  {
    store,
    now,
    randomUUID,
  }: {
    readonly store: Pick<RequestBook, 'findLastContact'>;
    readonly now: EpochMs;
    readonly randomUUID: () => string;
  },
): Promise<ServiceRequest> {
  const contact = content.contact ?? (await store.findLastContact(personKey(raisedBy))) ?? newcomer;
  return {
    ...mergeContent(EMPTY, { ...content, contact }, customer),
    form: form ?? randomUUID(),
    number: undefined,
    state: 'draft',
    customer,
    raisedBy,
    reader,
    takenBy: undefined,
    ticket: undefined,
    seenMessages: [],
    noteKeys: [],
    trouble: undefined,
    openedAt: now,
    raisedAt: undefined,
    changedAt: now,
    reminders: 0,
    version: 1,
  };
}
