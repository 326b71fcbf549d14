import { z } from 'zod';
import type { Conversation } from '../delivery/conversation.ts';
import type { Language, Reader } from '../reader.ts';
import type { Actor, Change, Job } from '../requests/change.ts';
import { ROUTES, SEVERITIES, STATES, TROUBLE_CODES } from '../requests/request.ts';
import type { Person } from '../staff/person.ts';
import { optional } from './json.ts';

/** What the nested parts of service requests look like in a column. */

const LANGUAGES = ['en', 'fr', 'ko', 'zh-CN'] as const satisfies readonly Language[];
const text = z.string();
const instant = z.number();
const route = z.enum(ROUTES);
const severity = z.enum(SEVERITIES);

export const personSchema: z.ZodType<Person> = z.object({
  objectId: optional(text),
  account: text,
  name: text,
});

export const readerSchema: z.ZodType<Reader> = z.object({ language: z.enum(LANGUAGES), timeZone: text });

export const conversationSchema: z.ZodType<Conversation> = z.object({
  id: text,
  thread: optional(text),
  kind: z.enum(['personal', 'group', 'channel']),
  serviceUrl: text,
  channel: text,
  bot: text,
  tenantId: optional(text),
  name: text,
});

/** The cloud is that of the account. */
export const customerSchema = z.object({ tenantId: text, name: text, domain: text });
export const serviceSchema = z.object({ name: text, isAzure: z.boolean() });
export const textsSchema = z.array(text);
export const contactSchema = z.object({
  firstName: text,
  lastName: text,
  email: text,
  phone: text,
  country: text,
});
export const azureSchema = z.object({
  subscriptionId: text,
  subscriptionName: text,
  serviceId: text,
  serviceName: text,
  problemId: text,
  problemName: text,
  resourceId: text,
  diagnosticConsent: z.boolean(),
});
export const ticketSchema = z.object({
  number: text,
  status: text,
  recordedAt: instant,
  severity: optional(severity),
});
export const troubleSchema = z.object({ code: z.enum(TROUBLE_CODES), cause: text, at: instant });

export const actorSchema: z.ZodType<Actor> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: personSchema }),
  z.object({ kind: z.literal('vendor') }),
  z.object({ kind: z.literal('bot') }),
]);

export const changeSchema: z.ZodType<Change> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('raised'), route }),
  z.object({ kind: z.literal('taken') }),
  z.object({ kind: z.literal('state'), from: z.enum(STATES), to: z.enum(STATES) }),
  z.object({ kind: z.literal('ticket'), number: text, previous: optional(text) }),
  z.object({ kind: z.literal('note'), text, toVendor: z.boolean() }),
  z.object({ kind: z.literal('vendorNote'), text }),
  z.object({ kind: z.literal('severity'), from: severity, to: severity }),
  z.object({ kind: z.literal('rerouted'), from: route, to: route, previous: optional(text) }),
  z.object({ kind: z.literal('trouble'), code: z.enum(TROUBLE_CODES), cause: text }),
  z.object({
    kind: z.literal('vendorRefused'),
    what: z.enum(['note', 'severity', 'status']),
    cause: text,
    goesOn: optional(z.boolean()),
  }),
  z.object({ kind: z.literal('secondTicket'), number: text, isClosed: z.boolean(), cause: text }),
  z.object({ kind: z.literal('vendorStatus'), status: text }),
  z.object({ kind: z.literal('reminded'), about: z.enum(['ticketMissing', 'silent']) }),
  z.object({ kind: z.literal('helpdeskUnreachable') }),
]);

export const jobSchema: z.ZodType<Job> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('createTicket'), isLeft: z.literal(true).optional() }),
  z.object({ kind: z.literal('addNote'), id: text, text }),
  z.object({ kind: z.literal('setSeverity'), severity }),
  z.object({ kind: z.literal('setStatus'), status: z.enum(['open', 'closed']) }),
  z.object({ kind: z.literal('followTicket') }),
]);
