import type { RequestCustomer } from '../requests/request.ts';
import { jsonOf } from './json.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import { customerSchema } from './request-schemas.ts';

const writtenSchema = jsonOf(customerSchema);

/**
 * Of the customers that have requests those that are not seen: tenant ids, in small letters, by account. One whose name or domain was another in
 * some request is judged by each; whoever cannot be understood is not seen.
 */
export async function listUnseenCustomers(
  { engine, accounts }: RequestContext,
  isSeen: (customer: RequestCustomer) => boolean,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await engine.db
    .selectFrom('requests')
    .select(['account_id', 'tenant_id', 'customer'])
    .distinct()
    .where('account_id', 'in', accountIds(accounts))
    .where('state', '<>', 'draft')
    .execute();
  const unseen = new Map<number, Set<string>>();
  for (const { account_id, tenant_id, customer } of rows) {
    const cloud = accounts.cloudOf(account_id);
    const known = writtenSchema.safeParse(customer).data;
    if (cloud !== undefined && known !== undefined && isSeen({ cloud, ...known })) continue;
    const tenants = unseen.get(account_id) ?? new Set();
    unseen.set(account_id, tenants.add(tenant_id));
  }
  return new Map([...unseen].map(([account, tenants]) => [account, [...tenants]]));
}
