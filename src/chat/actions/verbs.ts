import { z } from 'zod';

/**
 * The card actions and the data each carries. What arrives is checked against these schemas and then only used as a question:
 * the customer is looked up again, and nothing is believed because a card said so.
 */
const customer = { cloud: z.enum(['global', 'china']), tenantId: z.string().min(1).max(64) };
const service = z.string().min(1).max(200);
const offset = z.number().int().min(0).max(1_000_000).default(0);

export const ACTION_DATA = {
  /** The health card of one customer; from the cache when fresh. With `service`: that service's card. */
  'show-health': z.object({ ...customer, service: service.optional() }),
  /** The same, read anew. */
  'refresh-health': z.object({ ...customer, service: service.optional() }),
  /** One service in depth; `offset` pages through its incidents. */
  'show-service': z.object({ ...customer, service, offset }),
  /** One incident with the full words of its posts, a page at a time; `incident` is Microsoft's id. */
  'show-incident': z.object({ ...customer, service, incident: z.string().min(1).max(200), offset }),
  /** Every service of the customer, a page at a time. */
  'show-services': z.object({ ...customer, offset }),
  /** Every announced change, a page at a time. */
  'show-changes': z.object({ ...customer, offset }),
  /** The list of customers that fit `text`; all when empty. */
  'list-customers': z.object({ text: z.string().max(200).default(''), offset }),
  'show-help': z.object({}),
} as const;

export type Verb = keyof typeof ACTION_DATA;
export type ActionInput<V extends Verb> = z.input<(typeof ACTION_DATA)[V]>;

export function isVerb(verb: string): verb is Verb {
  return Object.hasOwn(ACTION_DATA, verb);
}
