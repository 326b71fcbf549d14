import { setImmediate } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import type { Hits } from '../watch/subject.ts';
import { cleanInstant, inPieces } from './clean.ts';
import { enterCustomers } from './customers.ts';
import type { Queries } from './engine.ts';
import type { Tables } from './tables.ts';

const PIECE = 500;

/**
 * Customers each subject hits or hit, by the subject's row number. One subject after the other, not within a transaction: each may have ten
 * thousand, and SQLite works in this very thread.
 */
export async function loadHits(
  db: Queries,
  subjectIds: readonly number[],
): Promise<ReadonlyMap<number, Hits>> {
  const hits = new Map<number, Hits>();
  for (const id of subjectIds) {
    const rows = await db
      .selectFrom('subject_hits as hit')
      .innerJoin('customers', 'customers.id', 'hit.customer_id')
      .select(['customers.tenant_id', 'hit.left_at'])
      .where('hit.subject_id', '=', id)
      .orderBy('customers.tenant_id')
      .execute();
    hits.set(id, new Map(rows.map(({ tenant_id, left_at }) => [tenant_id, left_at ?? undefined])));
    await setImmediate();
  }
  return hits;
}

/** Makes the stored hits of a subject these: what is the same already is not written. The caller holds the lock on the subject. */
export async function keepHits(
  trx: Transaction<Tables>,
  subject: { readonly id: number; readonly account_id: number },
  hits: Hits,
): Promise<void> {
  const before = await findHits(trx, subject.id);
  const wanted = new Map(
    [...hits].map(([tenantId, leftAt]) => [tenantId.toLowerCase(), cleanInstant(leftAt)]),
  );
  const changed = [...wanted].filter(([tenantId, leftAt]) => {
    const kept = before.get(tenantId);
    return kept === undefined || kept.leftAt !== leftAt;
  });
  const gone = [...before].flatMap(([tenantId, { customerId }]) => (wanted.has(tenantId) ? [] : customerId));
  for (const piece of inPieces(gone, PIECE)) {
    await trx
      .deleteFrom('subject_hits')
      .where('subject_id', '=', subject.id)
      .where('customer_id', 'in', piece)
      .execute();
  }
  const ids = await enterCustomers(
    trx,
    subject.account_id,
    changed.map(([tenantId]) => tenantId),
  );
  const rows = changed.flatMap(([tenantId, left_at]) => {
    const customer_id = ids.get(tenantId);
    return customer_id === undefined ? [] : { subject_id: subject.id, customer_id, left_at };
  });
  for (const piece of inPieces(rows, PIECE)) {
    await trx
      .insertInto('subject_hits')
      .values(piece)
      .onConflict((conflict) =>
        conflict.columns(['subject_id', 'customer_id']).doUpdateSet({ left_at: sql`excluded.left_at` }),
      )
      .execute();
  }
}

async function findHits(trx: Transaction<Tables>, subjectId: number) {
  const rows = await trx
    .selectFrom('subject_hits as hit')
    .innerJoin('customers', 'customers.id', 'hit.customer_id')
    .select(['customers.tenant_id', 'hit.customer_id', 'hit.left_at'])
    .where('hit.subject_id', '=', subjectId)
    .execute();
  return new Map(
    rows.map(({ tenant_id, customer_id, left_at }) => [
      tenant_id,
      { customerId: customer_id, leftAt: left_at },
    ]),
  );
}
