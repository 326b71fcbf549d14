import { z } from 'zod';
import { SUBJECT_KINDS } from '../../watch/subject.ts';
import { WATCH_SCOPES } from '../../watch/watch.ts';

const cloud = z.enum(['global', 'china']);
const id = z.string().min(1).max(200);
const offset = z.number().int().min(0).max(1_000_000).default(0);
/** Inputs come as text, and not at all where they were left empty; what people type is judged later, with words. */
const typed = z.string().max(64 * 1024);

/** Whose living card it is: the subject, as a button names it. */
export const LIVING_SUBJECT = z.object({ kind: z.enum(SUBJECT_KINDS), cloud, id });
const living = LIVING_SUBJECT.shape;

/** The card actions of watches and living cards and the data each carries, inputs included; see `ACTION_DATA`. */
export const WATCH_ACTION_DATA = {
  /**
   * Posts news into this conversation. `customers`: keys of customers, parted by commas, nothing or `all`: all of them; `names`: what was typed
   * for customers; `service`: nothing or `all`: every service.
   */
  'set-watch': z.object({
    scope: z.enum(WATCH_SCOPES).catch('everything'),
    customers: typed.default(''),
    names: typed.default(''),
    service: z.string().max(200).default(''),
    language: z.enum(['en', 'fr', 'ko', 'zh-CN']).optional().catch(undefined),
  }),
  'unset-watch': z.object({ id: z.union([z.number().int().min(1), z.literal('all')]) }),
  'list-watches': z.object({ offset }),
  /** `living`: the living card that it was opened from. */
  'show-watch-form': z.object({ living: LIVING_SUBJECT.optional() }),
  'show-status': z.object({ living: LIVING_SUBJECT.optional() }),
  /** The living card of this conversation as it is now. */
  'show-living': z.object(living),
  /** All customers of a living card, a page at a time. */
  'list-living-customers': z.object({ ...living, offset }),
  /**
   * Posts a customer's health beside a living card; `offset`: the page of its customers that was pressed; `customerCloud`: the customer's, where it
   * need not be that of the card.
   */
  'show-living-health': z.object({
    ...living,
    offset,
    tenantId: z.string().min(1).max(64),
    customerCloud: cloud.optional(),
  }),
  /** Whoever presses is on it, or not any more. */
  'take-living': z.object(living),
  /** No replies for some hours; without `hours`: until it is over; `off`: no longer quiet. */
  'quieten-living': z.object({
    ...living,
    hours: z.union([z.literal(1), z.literal(4)]).optional(),
    off: z.boolean().optional(),
  }),
  /** Opens the form of a service request; without a customer, one is chosen first. */
  'raise-living': z.object({ ...living, tenantId: z.string().max(64).optional() }),
} as const;
