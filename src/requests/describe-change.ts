import { z } from 'zod';
import { CLOUD_NAMES } from '../clouds.ts';
import type { Person } from '../staff/person.ts';
import type { Actor, Change, RequestChange } from './change.ts';
import { CATEGORIES, formatNumber, ROUTES, SEVERITIES, type ServiceRequest, STATES } from './request.ts';

/** What an event is called, by what happened. */
const EVENT_TYPES = {
  raised: 'request.raised',
  taken: 'request.taken',
  state: 'request.state_changed',
  ticket: 'request.ticket_recorded',
  note: 'request.note_added',
  vendorNote: 'request.vendor_note_added',
  severity: 'request.severity_changed',
  rerouted: 'request.rerouted',
  trouble: 'request.route_failed',
  vendorRefused: 'request.vendor_refused',
  secondTicket: 'request.second_ticket_found',
  vendorStatus: 'request.vendor_status_changed',
  reminded: 'request.reminded',
  helpdeskUnreachable: 'request.helpdesk_unreachable',
} as const satisfies Record<Change['kind'], string>;

const PERSON = z.object({ objectId: z.string().nullable(), name: z.string() });

/** The body of an outgoing webhook, see `describeChange`. Receivers should let fields and types pass that they do not know: more may come. */
export const WEBHOOK_EVENT = z.object({
  type: z.enum(EVENT_TYPES),
  timestamp: z.iso.datetime(),
  data: z.object({
    number: z.string().regex(/^SR-\d+$/),
    version: z.number().int().positive(),
    customer: z.object({ cloud: z.enum(CLOUD_NAMES), tenantId: z.string(), name: z.string() }),
    service: z.object({ name: z.string(), isAzure: z.boolean() }),
    incidents: z.array(z.string()),
    category: z.enum(CATEGORIES).nullable(),
    title: z.string(),
    description: z.string(),
    severity: z.enum(SEVERITIES).nullable(),
    state: z.enum(STATES),
    route: z.enum(ROUTES),
    ticket: z.object({ number: z.string(), status: z.string() }).nullable(),
    raisedBy: PERSON,
    takenBy: PERSON.nullable(),
    contact: z.object({ name: z.string(), email: z.string() }).nullable(),
    change: z.looseObject({
      sequence: z.number().int().positive(),
      at: z.iso.datetime(),
      by: z.object({ kind: z.enum(['person', 'vendor', 'bot']), person: PERSON.nullable() }),
    }),
  }),
});

export type WebhookEvent = z.infer<typeof WEBHOOK_EVENT>;

/**
 * What the outgoing webhook sends of a change: JSON, made once, when the change is kept. `request` is the request as the change left it; a
 * draft has none to tell and throws a `RangeError`.
 *
 * - `type`: what happened, for example `request.raised`; `timestamp`: when, ISO 8601 in UTC;
 * - `data.number`: `SR-1042`; `data.version`: grows with every change, so that a receiver can tell an older event from a newer one;
 * - `data.customer`: cloud (`global`, `china`), tenant id and name;
 * - `data.service`: its name, empty when the customer as a whole is meant, and whether it is of Azure; `data.incidents`: Microsoft's ids;
 * - `data.category`, `data.severity` (`A` critical, `B` moderate, `C` minimal): null where none was chosen;
 * - `data.title`, `data.description`: as people typed them: text, never markup;
 * - `data.state`: `raised`, `withVendor`, `waitingForUs`, `resolved` or `closed`; `data.route`: `azureSupport`, `portal` or `helpdesk`;
 * - `data.ticket`: the vendor's number and its word for the state (empty where it is not read); null while there is none;
 * - `data.raisedBy`, `data.takenBy`: Entra object id (null where Teams did not tell) and name; nobody took it: null;
 * - `data.contact`: name and e-mail of whom the vendor answers; null where neither was given. No phone number;
 * - `data.change`: `sequence` (1 for the first of a request), `at`, `by` (`person`, `vendor` or `bot`, with the person) and what else the
 *   change is made of: `route` (raised), `from` and `to` (state, severity, rerouted), `number` and `previous` (ticket; null for none),
 *   `previous` (rerouted; null unless a ticket was left behind), `text` and `toVendor` (note), `text` (vendorNote), `code` and `cause`
 *   (trouble), `what`, `cause` and `goesOn` (vendorRefused; null or true), `number`, `isClosed` and `cause` (secondTicket), `status`
 *   (vendorStatus), `about` (reminded).
 */
export function describeChange(request: ServiceRequest, { sequence, at, by, change }: RequestChange): string {
  if (request.number === undefined) throw new RangeError('A draft has no changes to tell of.');
  const { kind, ...details } = change;
  const { customer, contact, ticket } = request;
  const timestamp = new Date(at).toISOString();
  const name = `${contact.firstName} ${contact.lastName}`.trim();
  const event: WebhookEvent = {
    type: EVENT_TYPES[kind],
    timestamp,
    data: {
      number: formatNumber(request.number),
      version: request.version,
      customer: { cloud: customer.cloud, tenantId: customer.tenantId, name: customer.name },
      service: { name: request.service.name, isAzure: request.service.isAzure },
      incidents: [...request.incidents],
      category: request.category ?? null,
      title: request.title,
      description: request.description,
      severity: request.severity ?? null,
      state: request.state,
      route: request.route,
      ticket: ticket ? { number: ticket.number, status: ticket.status } : null,
      raisedBy: describePerson(request.raisedBy),
      takenBy: request.takenBy ? describePerson(request.takenBy) : null,
      contact: name || contact.email ? { name, email: contact.email } : null,
      change: { ...withNulls(details), sequence, at: timestamp, by: describeActor(by) },
    },
  };
  return JSON.stringify(event);
}

function describePerson({ objectId, name }: Person) {
  return { objectId: objectId ?? null, name };
}

function describeActor(by: Actor) {
  return { kind: by.kind, person: by.kind === 'person' ? describePerson(by.person) : null };
}

/** A field that is undefined would be missing from JSON. */
function withNulls(details: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, value ?? null]));
}
