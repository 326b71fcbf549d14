import type { Transaction } from 'kysely';
import { inPieces } from './clean.ts';
import type { Queries } from './engine.ts';
import type { Tables } from './tables.ts';

const PIECE = 500;

/** A customer's row number; undefined when nothing was kept of it. */
export async function findCustomerId(
  db: Queries,
  accountId: number,
  tenantId: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('customers')
    .select('id')
    .where('account_id', '=', accountId)
    .where('tenant_id', '=', tenantId.toLowerCase())
    .executeTakeFirst();
  return row?.id;
}

/** Row numbers by tenant id in small letters; customers that are new are entered. */
export async function enterCustomers(
  trx: Transaction<Tables>,
  accountId: number,
  tenantIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(tenantIds.map((id) => id.toLowerCase()))].sort();
  const known = await findCustomerIds(trx, accountId, wanted);
  const missing = wanted.filter((id) => !known.has(id));
  for (const piece of inPieces(missing, PIECE)) {
    await trx
      .insertInto('customers')
      .values(piece.map((tenant_id) => ({ account_id: accountId, tenant_id })))
      .onConflict((conflict) => conflict.columns(['account_id', 'tenant_id']).doNothing())
      .execute();
  }
  if (missing.length === 0) return known;
  return new Map([...known, ...(await findCustomerIds(trx, accountId, missing))]);
}

async function findCustomerIds(
  trx: Transaction<Tables>,
  accountId: number,
  tenantIds: readonly string[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const piece of inPieces(tenantIds, PIECE)) {
    const rows = await trx
      .selectFrom('customers')
      .select(['id', 'tenant_id'])
      .where('account_id', '=', accountId)
      .where('tenant_id', 'in', piece)
      .execute();
    for (const { id, tenant_id } of rows) found.set(tenant_id, id);
  }
  return found;
}
