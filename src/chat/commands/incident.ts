import { CLOUD_NAMES, type CloudName } from '../../clouds.ts';
import { type Customer, customerKey } from '../../customers/customer.ts';
import type { IncidentView } from '../../health/estate/overview.ts';
import type { Origin } from '../actions/verbs.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { chooseSure } from './ask-about.ts';
import { findCustomer } from './find-customer.ts';
import { showChange } from './maintenance.ts';
import { listUnloaded } from './unread-clouds.ts';

/** Message centre ids begin so; they are announced changes, not incidents. */
const MESSAGE_ID = /^MC\d+$/i;

/** Answers `incident EX226574`; `subject`: words for the customer it was asked about at, perhaps empty. */
export async function answerIncident(
  { id, subject }: { readonly id: string; readonly subject: string },
  { reader, context, ...who }: Pick<Asked, 'person' | 'conversation' | 'reader' | 'context'>,
): Promise<Reply> {
  const search = subject === '' ? undefined : findCustomer(context.directory, subject).search;
  const customer = search && chooseSure(search, context);
  const notFound = subject !== '' && !customer ? subject : undefined;
  if (MESSAGE_ID.test(id)) {
    const cloud = CLOUD_NAMES.find((name) => context.estate.findChange(name, id));
    if (cloud) return showChange({ cloud, change: id, customer, offset: 0, back: 0 }, reader, context);
  }
  return showIncident({ id, cloud: undefined, customer, notFound, offset: 0 }, { ...who, reader, context });
}

/** Shows an incident with all its posts, a page at a time. */
export async function showIncident(
  asked: {
    readonly id: string;
    readonly cloud: CloudName | undefined;
    readonly customer: Customer | undefined;
    /** Words for a customer that could not be told. */
    readonly notFound?: string | undefined;
    /** The service whose card it was opened from. */
    readonly service?: string | undefined;
    /** The card it was opened from. */
    readonly from?: Origin | undefined;
    readonly offset: number;
  },
  { person, conversation, reader, context }: Pick<Asked, 'person' | 'conversation' | 'reader' | 'context'>,
): Promise<Reply> {
  const asker = { objectId: person.objectId, conversationTenant: conversation.tenantId };
  const { incidents, cards, reports } = context;
  const { id, cloud, customer, notFound, service, from, offset } = asked;
  const unloaded = listUnloaded(context);
  const finding = await incidents.find(id, { cloud: cloud ?? customer?.cloud, customer });
  if (finding.kind === 'unknown') {
    return cards.incidentUnknown({ ...finding, id, customer, unloaded }, reader);
  }
  const { view } = finding;
  if (hasIncident(view, customer)) {
    return cards.incident(view, { offset, customer, service, from, unloaded, asker }, reader);
  }
  // Of a customer that cannot be read nobody knows whether it has the incident: its own card says so, and what mends it.
  const report = customer && (await reports.read(customer));
  const part = view.incident.source === 'azure' ? 'azure' : 'incidents';
  if (report?.unread.some((unread) => unread.part === part)) return cards.health(report, reader);
  return cards.incident(view, { offset, notAt: customer, notFound, from, unloaded, asker }, reader);
}

/** Whether a customer is among those that have, or had, an incident. What a card says of it is not believed. */
export function hasIncident({ customers }: IncidentView, customer: Customer | undefined): boolean {
  if (!customer) return false;
  const key = customerKey(customer);
  return customers.some((one) => customerKey(one) === key);
}
