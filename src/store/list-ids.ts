import type { Queries } from './engine.ts';

/** Most items of one answer. */
const MOST = 100_000;
/** No text that begins like a prefix is behind the prefix with this at its end. */
export const LAST_CHARACTER = '\u{10FFFF}';

/** Tenant ids of the customers that ever had the incident, the latest seen first. */
export async function listCustomersWith(
  db: Queries,
  accountId: number,
  key: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('incidents')
    .innerJoin('customer_incidents as link', 'link.incident_id', 'incidents.id')
    .innerJoin('customers', 'customers.id', 'link.customer_id')
    .select('customers.tenant_id')
    .where('incidents.account_id', '=', accountId)
    .where('incidents.key', '=', key)
    .orderBy('link.last_seen_at', 'desc')
    .orderBy('customers.tenant_id')
    .limit(bounded(limit))
    .execute();
  return rows.map(({ tenant_id }) => tenant_id);
}

/** Ids that begin like the prefix, whatever its case, newest first, each once. */
export async function listIdsLike(
  db: Queries,
  accountIds: readonly number[],
  prefix: string,
  limit: number,
): Promise<readonly string[]> {
  if (accountIds.length === 0 || /[\s\0]/.test(prefix)) return [];
  const from = prefix.toUpperCase().toWellFormed();
  const rows = await db
    .selectFrom('incidents')
    .select(({ fn }) => [fn.min('incident_id').as('id'), fn.max('begins_at').as('begins')])
    .where('account_id', 'in', [...accountIds])
    .where('key', '>=', from)
    .where('key', '<=', from + LAST_CHARACTER)
    .groupBy('key')
    .orderBy('begins', 'desc')
    .orderBy('key')
    .limit(bounded(limit))
    .execute();
  return rows.map(({ id }) => id);
}

function bounded(limit: number): number {
  return Math.max(0, Math.min(MOST, Math.floor(limit)));
}
