import { z } from 'zod';

/**
 * The card actions and the data each carries. What arrives is checked against these schemas and then only used as a question:
 * the customer is looked up again, and nothing is believed because a card said so.
 */
const cloud = z.enum(['global', 'china']);
const tenantId = z.string().min(1).max(64);
const customer = { cloud, tenantId };
const incident = z.string().min(1).max(200);
/** An instant in milliseconds, within what a date can say. */
const instant = z.number().int().min(0).max(8_640_000_000_000_000);
const service = z.string().min(1).max(200);
const offset = z.number().int().min(0).max(1_000_000).default(0);

export const ACTION_DATA = {
  /** The health card of one customer; from the cache when fresh. With `service`: that service's card. */
  'show-health': z.object({ ...customer, service: service.optional() }),
  /** The same, read anew. */
  'refresh-health': z.object({ ...customer, service: service.optional() }),
  /** One service in depth; `offset` pages through its incidents. */
  'show-service': z.object({ ...customer, service, offset }),
  /**
   * One incident with the full words of its posts, a page at a time; `incident` is Microsoft's id. With `tenantId`: as that customer has it;
   * with `service` too: come from that service's card.
   */
  'show-incident': z.object({
    cloud,
    tenantId: tenantId.optional(),
    service: service.optional(),
    incident,
    offset,
  }),
  /** The customers that have an incident, a page at a time. */
  'list-incident-customers': z.object({ cloud, incident, offset }),
  /** A notice to send to a customer about an incident; without `language`: in the reader's. */
  'show-customer-text': z.object({
    cloud,
    tenantId: tenantId.optional(),
    incident,
    language: z.enum(['en', 'fr', 'ko', 'zh-CN']).optional(),
  }),
  /** What was; the period by its instants, so that every page shows the same one. */
  'show-history': z.object({
    ...customer,
    service: service.optional(),
    since: instant.optional(),
    until: instant.optional(),
    offset,
  }),
  /** Every service of the customer, a page at a time. */
  'show-services': z.object({ ...customer, offset }),
  /** Every planned change of a customer, a page at a time. */
  'show-changes': z.object({ ...customer, offset }),
  /** One planned change with all its words, a page at a time; with `tenantId`: as that customer has it. */
  'show-change': z.object({ cloud, tenantId: tenantId.optional(), change: incident, offset }),
  /** Planned changes of all customers. */
  'list-maintenance': z.object({ offset }),
  /** Everything wrong now over all customers. */
  'show-overview': z.object({ service: service.optional(), offset }),
  /** Which customers cannot be read, and why. */
  'show-access': z.object({ offset }),
  /** The list of customers that fit `text`; all when empty. */
  'list-customers': z.object({ text: z.string().max(200).default(''), offset }),
  'show-help': z.object({}),
} as const;

export type Verb = keyof typeof ACTION_DATA;
export type ActionInput<V extends Verb> = z.input<(typeof ACTION_DATA)[V]>;

export function isVerb(verb: string): verb is Verb {
  return Object.hasOwn(ACTION_DATA, verb);
}
