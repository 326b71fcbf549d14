import { z } from 'zod';
import { SERVICE_STATUSES, type ServiceHealth } from '../../health/service.ts';
import { id, oneOf, text } from '../fields.ts';

/** Graph's `serviceHealth`. A service without a name is called by its id, and one without an id is known by its name. */
export const serviceRow: z.ZodType<ServiceHealth> = z
  .object({ id: z.unknown().optional(), service: text, status: oneOf(SERVICE_STATUSES) })
  .transform((row) => ({ ...row, id: id.safeParse(row.id).data ?? row.service.trim() }))
  .refine((row) => row.id !== '')
  .transform((row) => ({ id: row.id, name: row.service.trim() || row.id, status: row.status }));
