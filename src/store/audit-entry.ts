import { z } from 'zod';
import { CLOUD_NAMES } from '../clouds.ts';
import { customerKey } from '../customers/customer.ts';
import type { AuditEntry } from '../staff/audit.ts';
import { cleanInstant, cleanText } from './clean.ts';
import { optional, readJson } from './json.ts';
import { writeKey } from './request-row.ts';

/** Longest text of an entry, in UTF-16 units, and most items of its lists. */
const TEXT_LENGTH = 300;
const MOST_CUSTOMERS = 20;
const MOST_ROLES = 20;

const text = z.string();
const entrySchema = z.object({
  at: z.number(),
  correlation: text,
  person: optional(z.object({ objectId: optional(text), account: text, name: text })),
  roles: z.array(text),
  place: optional(
    z.object({
      channel: text,
      kind: z.enum(['personal', 'group', 'channel']),
      id: text,
      tenantId: optional(text),
    }),
  ),
  action: text,
  customers: z.array(z.object({ cloud: z.enum(CLOUD_NAMES), tenantId: text })),
  customerCount: z.number(),
  subject: optional(text),
  decision: z.enum(['allowed', 'refused']),
  reason: optional(text),
  outcome: z.enum(['begun', 'done', 'refused', 'failed']),
  reference: optional(text),
});

/** The entry as JSON, its names always in this order: the text that is kept, and that the chain's hash is over. */
export function writeEntry(entry: AuditEntry): string {
  const { person, place } = entry;
  const customers = entry.customers.slice(0, MOST_CUSTOMERS);
  return JSON.stringify({
    at: cleanInstant(entry.at) ?? 0,
    correlation: clean(entry.correlation),
    person: person
      ? { objectId: clean(person.objectId), account: clean(person.account), name: clean(person.name) }
      : null,
    roles: entry.roles.slice(0, MOST_ROLES).map(clean),
    place: place
      ? {
          channel: clean(place.channel),
          kind: place.kind,
          id: clean(place.id),
          tenantId: clean(place.tenantId),
        }
      : null,
    action: clean(entry.action),
    customers: customers.map(({ cloud, tenantId }) => ({ cloud, tenantId: clean(tenantId) })),
    customerCount: Math.max(customers.length, cleanInstant(entry.customerCount) ?? 0),
    subject: clean(entry.subject),
    decision: entry.decision,
    reason: clean(entry.reason),
    outcome: entry.outcome,
    reference: clean(entry.reference),
  });
}

/** undefined: it was damaged, or a newer version wrote it. */
export function readEntry(kept: string): AuditEntry | undefined {
  return readJson(entrySchema, kept);
}

/** What stands for a line that cannot be understood: it is there, and `audit:verify` tells more. */
export const UNREADABLE_ENTRY: AuditEntry = {
  at: 0,
  correlation: '',
  person: undefined,
  roles: [],
  place: undefined,
  action: 'system:unreadable-line',
  customers: [],
  customerCount: 0,
  subject: undefined,
  decision: 'allowed',
  reason: undefined,
  outcome: 'failed',
  reference: undefined,
};

/** Names under which the line is found, each once. */
export function customerKeys({ customers }: Pick<AuditEntry, 'customers'>): readonly string[] {
  return [...new Set(customers.slice(0, MOST_CUSTOMERS).map(auditCustomerKey))];
}

export function auditCustomerKey(customer: AuditEntry['customers'][number]): string {
  return writeKey(customerKey({ ...customer, tenantId: cleanText(customer.tenantId, TEXT_LENGTH) }));
}

function clean(value: string): string;
function clean(value: string | undefined): string | null;
function clean(value: string | undefined): string | null {
  return value === undefined ? null : cleanText(value, TEXT_LENGTH);
}
