import { z } from 'zod';
import { CLOUD_NAMES } from '../clouds.ts';
import type { CustomerRef } from '../customers/customer.ts';
import type { Person } from '../staff/person.ts';
import type { ToldHere } from '../watch/decide-here.ts';
import type { Quiet } from '../watch/living-card.ts';
import { TRANSITION_KINDS, type Transition } from '../watch/transition.ts';
import { optional } from './json.ts';
import { personSchema } from './request-schemas.ts';

/** What the nested parts of watches, subjects and living cards look like in a column. */

const instant = z.number();
const word = optional(z.string());

export const customersSchema: z.ZodType<readonly CustomerRef[]> = z
  .array(z.object({ cloud: z.enum(CLOUD_NAMES), tenantId: z.string() }))
  .min(1);

export const transitionSchema: z.ZodType<Transition> = z.object({
  kind: z.enum(TRANSITION_KINDS),
  at: instant,
  happenedAt: optional(instant),
  from: word,
  to: word,
  customers: z.number(),
  tenants: optional(z.array(z.string())),
  tells: z.boolean(),
});

export const takersSchema: z.ZodType<readonly Person[]> = z.array(personSchema);

export const toldHereSchema: z.ZodType<ToldHere> = z.object({ isGone: z.boolean(), turns: z.array(instant) });

export const quietSchema: z.ZodType<Quiet> = z.object({ until: optional(instant), by: personSchema });
