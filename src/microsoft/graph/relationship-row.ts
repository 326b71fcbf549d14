import { z } from 'zod';
import type { AdminRelationship } from '../../customers/access.ts';
import { date, id, oneOf, text } from '../fields.ts';

/** Graph's `delegatedAdminRelationshipStatus`. */
const STATUSES = {
  active: 'active',
  expiring: 'expiring',
  activating: 'pending',
  approvalPending: 'pending',
  approved: 'pending',
  created: 'pending',
  expired: 'ended',
  terminated: 'ended',
  terminating: 'ended',
  terminationRequested: 'ended',
  unknown: 'unknown',
} as const satisfies Record<string, AdminRelationship['status']>;

const status = oneOf([
  'active',
  'expiring',
  'activating',
  'approvalPending',
  'approved',
  'created',
  'expired',
  'terminated',
  'terminating',
  'terminationRequested',
]);

/** Graph's `delegatedAdminRelationship`; its reseller kind is read in the same way. */
export const relationshipRow: z.ZodType<AdminRelationship> = z
  .object({
    id,
    displayName: text,
    customer: z.object({ tenantId: z.string().trim().toLowerCase().min(1) }),
    status,
    autoExtendDuration: text,
    endDateTime: date,
  })
  .transform((row) => ({
    id: row.id,
    tenantId: row.customer.tenantId,
    name: row.displayName.trim(),
    status: STATUSES[row.status],
    endsAt: row.endDateTime,
    // `PT0S` means that it does not: any other ISO 8601 duration has a digit other than nought.
    autoExtends: /[1-9]/.test(row.autoExtendDuration),
  }));

const withoutCustomer = z.object({
  customer: z.object({ tenantId: z.union([z.null(), z.undefined(), z.literal('')]) }).nullish(),
});

/** Whether a relationship was created but not yet given to any customer. */
export function hasNoCustomer(row: unknown): boolean {
  return withoutCustomer.safeParse(row).success;
}
