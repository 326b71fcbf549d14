import { CLOUD_NAMES, type CloudName } from '../../clouds.ts';
import { type Customer, customerKey } from '../../customers/customer.ts';
import type { IncidentView } from '../../health/estate/overview.ts';
import type { Origin } from '../actions/verbs.ts';
import type { ChatContext } from '../context.ts';
import type { Reader } from '../reader.ts';
import type { Reply } from '../reply.ts';
import { findCustomer } from './find-customer.ts';
import { showChange } from './maintenance.ts';
import { listUnloaded } from './unread-clouds.ts';

/** Message centre ids begin so; they are announced changes, not incidents. */
const MESSAGE_ID = /^MC\d+$/i;

/** Answers `incident EX226574`; `subject`: words for the customer it was asked about at, perhaps empty. */
export async function answerIncident(
  { id, subject }: { readonly id: string; readonly subject: string },
  reader: Reader,
  context: ChatContext,
): Promise<Reply> {
  const search = subject === '' ? undefined : findCustomer(context.directory, subject).search;
  const customer = search?.kind === 'one' ? search.customer : undefined;
  if (MESSAGE_ID.test(id)) {
    const cloud = CLOUD_NAMES.find((name) => context.estate.findChange(name, id));
    if (cloud) return showChange({ cloud, change: id, customer, offset: 0, back: 0 }, reader, context);
  }
  return showIncident({ id, cloud: undefined, customer, offset: 0 }, reader, context);
}

/** Shows an incident with all its posts, a page at a time. */
export async function showIncident(
  asked: {
    readonly id: string;
    readonly cloud: CloudName | undefined;
    readonly customer: Customer | undefined;
    /** The service whose card it was opened from. */
    readonly service?: string | undefined;
    /** The card it was opened from. */
    readonly from?: Origin | undefined;
    readonly offset: number;
  },
  reader: Reader,
  context: ChatContext,
): Promise<Reply> {
  const { incidents, cards } = context;
  const { id, cloud, customer, service, from, offset } = asked;
  const finding = await incidents.find(id, { cloud: cloud ?? customer?.cloud, customer });
  if (finding.kind === 'unknown') {
    return cards.incidentUnknown({ ...finding, id, customer, unloaded: listUnloaded(context) }, reader);
  }
  const { view } = finding;
  return hasIncident(view, customer)
    ? cards.incident(view, { offset, customer, service, from }, reader)
    : cards.incident(view, { offset, notAt: customer, from }, reader);
}

/** Whether a customer is among those that have, or had, an incident. What a card says of it is not believed. */
export function hasIncident({ customers }: IncidentView, customer: Customer | undefined): boolean {
  if (!customer) return false;
  const key = customerKey(customer);
  return customers.some((one) => customerKey(one) === key);
}
