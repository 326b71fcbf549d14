import { z } from 'zod';
import type { CustomerRef } from '../../customers/customer.ts';
import { SUBJECT_KINDS } from '../../watch/subject.ts';
import type { CardLink } from '../cards/incident-links.ts';

const cloud = z.enum(['global', 'china']);
const id = z.string().min(1).max(200);
const NAMED = z.object({
  number: z.number().int().min(1).optional().catch(undefined),
  form: z.uuid().optional().catch(undefined),
  kind: z.enum(SUBJECT_KINDS).optional().catch(undefined),
  id: z
    .union([z.number().int().min(1), id])
    .optional()
    .catch(undefined),
  incident: id.optional().catch(undefined),
  change: id.optional().catch(undefined),
  cloud: cloud.optional().catch(undefined),
  customerCloud: cloud.optional().catch(undefined),
  tenantId: z.string().min(1).max(64).optional().catch(undefined),
});

/** What a button names, as far as it can be told before it is known what becomes of it: nothing of it is believed. */
export interface NamedByButton {
  /** `SR-1042`, the id of a form, `watch:7`, `incident:global:EX1`, `change:china:MC1`. */
  readonly subject: string | undefined;
  readonly customer: CustomerRef | undefined;
}

/** Where a button leads. */
type Way = Omit<CardLink, 'title'>;

/** To the card that a button was on, or what that was about, for who may not do what it does; undefined: it does not tell. */
export function findWayBack(data: unknown): Way | undefined {
  const { number, kind, id, cloud, incident, tenantId } = readNamed(data);
  if (number !== undefined) return { verb: 'show-request', data: { number } };
  if (cloud === undefined) return undefined;
  if (kind !== undefined && typeof id === 'string') return { verb: 'show-living', data: { kind, cloud, id } };
  if (incident !== undefined) return { verb: 'show-incident', data: { cloud, tenantId, incident } };
  return tenantId === undefined ? undefined : { verb: 'show-health', data: { cloud, tenantId } };
}

const readNamed = (data: unknown): z.output<typeof NAMED> => NAMED.safeParse(data).data ?? {};

export function readButton(verb: string, data: unknown): NamedByButton {
  const named = readNamed(data);
  const cloud = named.customerCloud ?? named.cloud;
  const { tenantId } = named;
  const customer = cloud === undefined || tenantId === undefined ? undefined : { cloud, tenantId };
  return { subject: readSubject(verb, named), customer };
}

function readSubject(
  verb: string,
  { number, form, kind, id, incident, change, cloud }: z.output<typeof NAMED>,
): string | undefined {
  if (number !== undefined) return `SR-${number}`;
  if (form !== undefined) return form;
  if (verb === 'unset-watch') return id === undefined ? undefined : `watch:${id}`;
  if (cloud === undefined) return undefined;
  if (kind !== undefined && id !== undefined) return `${kind}:${cloud}:${id}`;
  if (incident !== undefined) return `incident:${cloud}:${incident}`;
  return change === undefined ? undefined : `change:${cloud}:${change}`;
}
