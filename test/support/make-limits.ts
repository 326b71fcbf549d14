import { createLimits } from '../../src/chat/access/create-limits.ts';
import { type Customer, customerKey } from '../../src/customers/customer.ts';
import type { Limits } from '../../src/staff/limits.ts';
import { makeAccess } from './staff-access.ts';

/** What a person may see and do; `all`: the customers that are ours; `touched`: tenant ids of those that were opened, in turn; `named`: what it was about. */
export function makeLimits({
  all = [],
  ...access
}: Parameters<typeof makeAccess>[0] & { readonly all?: readonly Customer[] } = {}): {
  readonly limits: Limits;
  readonly touched: readonly string[];
  readonly named: readonly string[];
} {
  const touched: string[] = [];
  const named: string[] = [];
  const known = new Map(all.map((customer) => [customerKey(customer), customer]));
  const limits = createLimits({ get: (ref) => known.get(customerKey(ref)) }, makeAccess(access), {
    touch: (customer) => void touched.push(customer.tenantId),
    name: (subject) => void named.push(subject),
  });
  return { limits, touched, named };
}
