import { setImmediate } from 'node:timers/promises';
import type { EpochMs } from '../time.ts';
import type { Attempt } from './attempt.ts';
import type { Engine, Queries } from './engine.ts';

/** So many are looked at in one go. */
const PIECE = 2_000;

/** Forgets states that were last tried before `before`, then customers of whom nothing is left. Ends soon once aborted. */
export async function forgetCustomers(
  { db }: Engine,
  accountIds: readonly number[],
  before: EpochMs,
  attempt: Attempt,
  signal?: AbortSignal,
): Promise<void> {
  if (accountIds.length === 0) return;
  let after = 0;
  while (!signal?.aborted) {
    const ids = await attempt(() => findNext(db, accountIds, after));
    const last = ids.at(-1);
    if (last === undefined) return;
    await attempt(() => forgetStates(db, ids, before));
    await attempt(() => forgetEmpty(db, ids));
    after = last;
    await setImmediate();
  }
}

async function findNext(db: Queries, accountIds: readonly number[], after: number): Promise<number[]> {
  const rows = await db
    .selectFrom('customers')
    .select('id')
    .where('account_id', 'in', [...accountIds])
    .where('id', '>', after)
    .orderBy('id')
    .limit(PIECE)
    .execute();
  return rows.map(({ id }) => id);
}

async function forgetStates(db: Queries, ids: readonly number[], before: EpochMs): Promise<void> {
  await db
    .deleteFrom('customer_states')
    .where('customer_id', 'in', [...ids])
    .where('tried_at', '<', before)
    .execute();
}

async function forgetEmpty(db: Queries, ids: readonly number[]): Promise<void> {
  await db
    .deleteFrom('customers')
    .where('id', 'in', [...ids])
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(selectFrom('customer_states').select('tried_at').whereRef('customer_id', '=', 'customers.id')),
      ),
    )
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(selectFrom('customer_incidents').select('mark').whereRef('customer_id', '=', 'customers.id')),
      ),
    )
    .where(({ exists, not, selectFrom }) =>
      not(exists(selectFrom('subject_hits').select('left_at').whereRef('customer_id', '=', 'customers.id'))),
    )
    .execute();
}
