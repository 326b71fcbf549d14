import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

const ANSWERED = ['2024-04-01', '2026-06-01'];
const SERVICE = '/providers/Microsoft.Support/services/0a1b2c3d-0000-4000-8000-0000000000c0';
const PROBLEM = `${SERVICE}/problemClassifications/0a1b2c3d-0000-4000-8000-0000000000c1`;

const text = z.string().min(1);
const NEW_TICKET = z.object({
  properties: z.looseObject({
    serviceId: z.literal(SERVICE),
    problemClassificationId: z.literal(PROBLEM),
    title: text,
    description: text,
    severity: z.enum(['minimal', 'moderate', 'critical', 'highestcriticalimpact']),
    advancedDiagnosticConsent: z.enum(['Yes', 'No']),
    contactDetails: z.looseObject({
      firstName: text,
      lastName: text,
      preferredContactMethod: z.enum(['email', 'phone']),
      primaryEmailAddress: text,
      preferredTimeZone: text,
      country: text,
      preferredSupportLanguage: text,
    }),
  }),
});
const CHANGE = z.strictObject({
  severity: text.optional(),
  status: z.enum(['open', 'closed']).optional(),
});
const NEW_NOTE = z.object({ properties: z.object({ subject: text, body: text, sender: text }) });

interface Asked {
  readonly method: string;
  /** Below `management.azure.com/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Told {
  readonly status: number;
  readonly body: object;
}

/** A strict Microsoft.Support that does everything at once: 201 and the ticket, no operation to follow. Undefined: not its path. */
export interface PlainSupport {
  answer(asked: Asked): Told | undefined;
  /** Ids of the tickets there are. */
  readonly tickets: ReadonlyMap<string, object>;
}

/** @param partnerToken what the auxiliary header must hold. */
export function createPlainSupport(partnerToken: string): PlainSupport {
  const tickets = new Map<string, { id: string; name: string; properties: Record<string, unknown> }>();
  const notes = new Map<string, object>();
  const refuse = (status: number, code: string): Told => ({
    status,
    body: { error: { code, message: code } },
  });

  function answer({ method, path, query, headers, body }: Asked): Told | undefined {
    const at = path.indexOf('providers/Microsoft.Support/');
    if (at < 0) return undefined;
    if (!ANSWERED.includes(query.get('api-version') ?? '')) return refuse(400, 'InvalidApiVersionParameter');
    const below = path.slice(at + 'providers/Microsoft.Support/'.length).split('/');
    const [kind, name, part, note] = below;
    if (kind === 'services') return listTopics(below);
    const isPartner = headers['x-ms-authorization-auxiliary'] === `Bearer ${partnerToken}`;
    if (!isPartner || headers.authorization === `Bearer ${partnerToken}`)
      return refuse(401, 'InvalidAuthenticationTokenTenant');
    if (kind !== 'supportTickets' || name === undefined) return refuse(404, 'NotFound');
    const id = `/${path.slice(0, at)}providers/Microsoft.Support/supportTickets/${name}`;
    if (part === undefined && method === 'PUT') return putTicket(id, name, body);
    const ticket = tickets.get(id);
    if (!ticket) return refuse(404, 'ResourceNotFound');
    if (part === 'communications') return answerNotes(method, `${id}/communications`, note, body);
    if (method === 'PATCH') {
      const change = read(CHANGE, body);
      if (!change) return refuse(400, 'InvalidParameterValue');
      const status = change.status === 'closed' ? 'Closed' : 'Open';
      Object.assign(ticket.properties, change.severity && { severity: change.severity });
      Object.assign(ticket.properties, change.status && { status });
    }
    return { status: 200, body: ticket };
  }

  function putTicket(id: string, name: string, body: string): Told {
    const before = tickets.get(id);
    if (before) return { status: 200, body: before };
    const order = read(NEW_TICKET, body);
    if (!order) return refuse(400, 'InvalidParameterValue');
    const supportTicketId = `1191203210011${String(70 + tickets.size).padStart(2, '0')}`;
    const dates = { createdDate: '2026-11-21T10:00:00Z', modifiedDate: '2026-11-21T10:00:00Z' };
    const properties = { ...order.properties, ...dates, supportTicketId, status: 'Open' };
    tickets.set(id, { id, name, properties });
    return { status: 201, body: { id, name, properties } };
  }

  function answerNotes(method: string, base: string, name: string | undefined, body: string): Told {
    if (name === undefined) {
      const value = [...notes].filter(([id]) => id.startsWith(`${base}/`)).map(([, note]) => note);
      return { status: 200, body: { value } };
    }
    const id = `${base}/${name}`;
    const before = notes.get(id);
    if (before || method !== 'PUT') return before ? { status: 200, body: before } : refuse(404, 'NotFound');
    const written = read(NEW_NOTE, body);
    if (!written) return refuse(400, 'InvalidParameterValue');
    // The documented sample calls what a customer writes outbound.
    const rest = { communicationType: 'web', communicationDirection: 'outbound' };
    const properties = { ...written.properties, ...rest, createdDate: '2026-11-21T10:05:00Z' };
    const note = { id, name, properties };
    notes.set(id, note);
    return { status: 201, body: note };
  }

  return { answer, tickets };
}

function listTopics([, service, problems]: readonly string[]): Told {
  const describe = (id: string, properties: object) => ({ id, name: id.split('/').at(-1), properties });
  const list = (one: object) => ({ status: 200, body: { value: [one] } });
  if (service === undefined) {
    const resourceTypes = ['MICROSOFT.COMPUTE/VIRTUALMACHINES'];
    return list(describe(SERVICE, { displayName: 'Virtual Machine running Windows', resourceTypes }));
  }
  return SERVICE.endsWith(service) && problems === 'problemClassifications'
    ? list(describe(PROBLEM, { displayName: 'Availability / Machine restarted' }))
    : { status: 404, body: { error: { code: 'NotFound', message: 'NotFound' } } };
}

function read<T>(schema: z.ZodType<T>, body: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
