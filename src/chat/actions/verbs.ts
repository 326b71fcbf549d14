import { z } from 'zod';
import { REQUEST_ACTION_DATA } from './request-verbs.ts';
import { LIVING_SUBJECT, WATCH_ACTION_DATA } from './watch-verbs.ts';

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
/** The card that a card about an incident was opened from, so that it can lead back there. */
const origin = z.enum(['service', 'health', 'history', 'overview', 'living']);
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
   * with `service` too: come from that service's card; `from`: from which card.
   */
  'show-incident': z.object({
    cloud,
    tenantId: tenantId.optional(),
    service: service.optional(),
    incident,
    from: origin.optional(),
    offset,
  }),
  /** The customers that have an incident, a page at a time; `tenantId`, `service` and `from` are kept for the way back to the incident. */
  'list-incident-customers': z.object({
    cloud,
    tenantId: tenantId.optional(),
    service: service.optional(),
    incident,
    from: origin.optional(),
    offset,
  }),
  /**
   * A notice to send to a customer about an incident; without `language`: in the reader's. `at`: the card it was asked for at, the incident's
   * by default; `service` and `from` are those of that card.
   */
  'show-customer-text': z.object({
    cloud,
    tenantId: tenantId.optional(),
    service: service.optional(),
    incident,
    from: origin.optional(),
    at: z.enum(['service', 'health', 'living']).optional(),
    language: z.enum(['en', 'fr', 'ko', 'zh-CN']).optional(),
  }),
  /** What was; the period by its instants, so that every page shows the same one. */
  'show-history': z.object({
    ...customer,
    service: service.optional(),
    since: instant.optional(),
    until: instant.optional(),
    offset,
    /** The first service to sum up. */
    services: offset,
  }),
  /** Every service of the customer, a page at a time. */
  'show-services': z.object({ ...customer, offset }),
  /** Every planned change of a customer, a page at a time; with `service`: narrowed down to it. */
  'show-changes': z.object({ ...customer, service: service.optional(), offset }),
  /**
   * One planned change with all its words, a page at a time; with `tenantId`: as that customer has it. `back` and `service`: the page of the
   * list it was opened from, and what that was narrowed down to; `from`: from its living card instead.
   */
  'show-change': z.object({
    cloud,
    tenantId: tenantId.optional(),
    change: incident,
    offset,
    back: offset,
    service: service.optional(),
    from: z.literal('living').optional(),
  }),
  /** Planned changes of all customers; with `service`: narrowed down to it. */
  'list-maintenance': z.object({ service: service.optional(), offset }),
  /** Everything wrong now over all customers. */
  'show-overview': z.object({ service: service.optional(), offset }),
  /** Which customers cannot be read, and why; `living`: the living card it was opened from. */
  'show-access': z.object({ offset, living: LIVING_SUBJECT.optional() }),
  /** The list of customers that fit `text`; all when empty. */
  'list-customers': z.object({ text: z.string().max(200).default(''), offset }),
  'show-help': z.object({}),
  /** Who did what, newest first, a page at a time; with `tenantId`: for one customer. */
  'show-audit': z.object({ cloud: cloud.optional(), tenantId: tenantId.optional(), offset }),
  ...REQUEST_ACTION_DATA,
  ...WATCH_ACTION_DATA,
} as const;

/** Where a card about an incident was opened. */
export type Origin = z.infer<typeof origin>;
export type Verb = keyof typeof ACTION_DATA;
export type ActionInput<V extends Verb> = z.input<(typeof ACTION_DATA)[V]>;

export function isVerb(verb: string): verb is Verb {
  return Object.hasOwn(ACTION_DATA, verb);
}
