import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { CloudName } from '../clouds.ts';
import { remindAt } from '../requests/remind.ts';
import { CATEGORIES, ROUTES, SEVERITIES, type ServiceRequest, STATES } from '../requests/request.ts';
import { personKey } from '../staff/person.ts';
import { cleanInstant, cleanText } from './clean.ts';
import { jsonOf, optional, writeJson } from './json.ts';
import { digest } from './reading.ts';
import {
  azureSchema,
  contactSchema,
  customerSchema,
  personSchema,
  readerSchema,
  serviceSchema,
  textsSchema,
  ticketSchema,
  troubleSchema,
} from './request-schemas.ts';
import type { RequestTable } from './request-tables.ts';

/** Longest text of a column, and of one that is searched, in UTF-16 units. */
const TEXT_LENGTH = 200_000;
const KEY_LENGTH = 300;
/** Most items of a list; the newest stay. */
const MOST_ITEMS = 1_000;

const rowSchema = z.object({
  form: z.string(),
  number: optional(z.number()),
  state: z.enum(STATES),
  customer: jsonOf(customerSchema),
  service: jsonOf(serviceSchema),
  incidents: jsonOf(textsSchema),
  category: optional(z.enum(CATEGORIES)),
  title: z.string(),
  description: z.string(),
  started_at: optional(z.number()),
  affected: z.string(),
  severity: optional(z.enum(SEVERITIES)),
  contact: jsonOf(contactSchema),
  azure: jsonOf(azureSchema),
  route: z.enum(ROUTES),
  raised_by: jsonOf(personSchema),
  reader: jsonOf(readerSchema),
  taken_by: optional(jsonOf(personSchema)),
  ticket: optional(jsonOf(ticketSchema)),
  seen_messages: jsonOf(textsSchema),
  note_keys: jsonOf(textsSchema),
  trouble: optional(jsonOf(troubleSchema)),
  opened_at: z.number(),
  raised_at: optional(z.number()),
  changed_at: z.number(),
  reminders: z.number(),
  version: z.number(),
});

/** A request as its columns. */
export function writeRequest(
  request: ServiceRequest,
): Omit<Selectable<RequestTable>, 'id' | 'account_id' | 'touched_at' | 'sequence'> {
  const { customer, takenBy, ticket, trouble } = request;
  const { tenantId, name, domain } = customer;
  return {
    form: request.form,
    number: request.number ?? null,
    state: request.state,
    tenant_id: cleanText(tenantId, KEY_LENGTH).toLowerCase(),
    customer: writeJson({ tenantId, name, domain }),
    service: writeJson(request.service),
    incidents: writeJson(request.incidents.slice(-MOST_ITEMS)),
    category: request.category ?? null,
    title: cleanText(request.title, TEXT_LENGTH),
    description: cleanText(request.description, TEXT_LENGTH),
    started_at: cleanInstant(request.startedAt),
    affected: cleanText(request.affected, TEXT_LENGTH),
    severity: request.severity ?? null,
    contact: writeJson(request.contact),
    azure: writeJson(request.azure),
    route: request.route,
    raised_by_key: writeKey(personKey(request.raisedBy)),
    raised_by: writeJson(request.raisedBy),
    reader: writeJson(request.reader),
    taken_by_key: takenBy === undefined ? null : writeKey(personKey(takenBy)),
    taken_by: takenBy === undefined ? null : writeJson(takenBy),
    ticket: ticket === undefined ? null : writeJson(ticket),
    seen_messages: writeJson(request.seenMessages.slice(-MOST_ITEMS)),
    note_keys: writeJson(request.noteKeys.slice(-MOST_ITEMS)),
    trouble: trouble === undefined ? null : writeJson(trouble),
    opened_at: cleanInstant(request.openedAt) ?? 0,
    raised_at: cleanInstant(request.raisedAt),
    changed_at: cleanInstant(request.changedAt) ?? 0,
    reminders: request.reminders,
    remind_at: cleanInstant(remindAt(request)),
    version: request.version,
  };
}

/** A text to find rows by, as it is kept: short enough for an index, and never the same for two texts. */
export function writeKey(text: string): string {
  const key = cleanText(text, KEY_LENGTH);
  return text.length > KEY_LENGTH ? `${key} ${digest(text)}` : key;
}

/** The request of a row; undefined when it cannot be understood: it was damaged, or a newer version wrote it. */
export function readRequest(
  row: Omit<Selectable<RequestTable>, 'id'>,
  cloud: CloudName | undefined,
): ServiceRequest | undefined {
  const kept = rowSchema.safeParse(row).data;
  if (kept === undefined || cloud === undefined) return undefined;
  const { started_at, raised_by, taken_by, seen_messages, note_keys, ...same } = kept;
  const { opened_at, raised_at, changed_at, customer, number, category, severity, ...rest } = same;
  return {
    ...rest,
    ...{ number, category, severity, ticket: rest.ticket, trouble: rest.trouble },
    customer: { cloud, ...customer },
    startedAt: started_at,
    raisedBy: raised_by,
    takenBy: taken_by,
    seenMessages: seen_messages,
    noteKeys: note_keys,
    openedAt: opened_at,
    raisedAt: raised_at,
    changedAt: changed_at,
  };
}
