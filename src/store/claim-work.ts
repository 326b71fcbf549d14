import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { EpochMs } from '../time.ts';
import type { ClaimedWork, ClaimOptions } from '../work/claims.ts';
import { cleanInstant } from './clean.ts';
import type { Queries } from './engine.ts';
import { readPage } from './page.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import type { Tables } from './tables.ts';

/** Tables whose rows are worked off: each is claimed by one worker at a time, and due again when its lease runs out. */
export type WorkTableName = 'request_jobs' | 'request_webhooks' | 'request_cards' | 'places';

type WorkContext = Pick<RequestContext, 'engine' | 'accounts' | 'attempt'>;

/**
 * Claims due rows, longest due first, and reads what is claimed in the same transaction: a worker that is not told of its claim has none.
 * Several processes at once get different rows and do not wait for one another. `only` is a condition on what is handed out; it calls the
 * row `due`.
 */
export async function claimWork<T>(
  context: WorkContext,
  table: WorkTableName,
  options: ClaimOptions,
  read: (trx: Transaction<Tables>, ids: readonly number[]) => Promise<readonly T[]>,
  only: RawBuilder<unknown> = sql`true`,
): Promise<readonly T[]> {
  const { engine, attempt } = context;
  return attempt(async () => {
    // Most of the time nothing is due: then no lock is taken.
    if ((await findDue(context, engine.db, table, options, only, 'free')).length === 0) return [];
    return engine.db.transaction().execute(async (trx) => {
      const ids = await findDue(context, trx, table, options, only, 'locked');
      if (ids.length === 0) return [];
      const { owner, now, leaseMs } = options;
      await sql`update ${sql.table(table)}
        set lease_by = ${owner}, due_at = ${cleanInstant(now + leaseMs)}, attempts = attempts + 1
        where id in (${sql.join(ids)})`.execute(trx);
      return read(trx, ids);
    });
  });
}

async function findDue(
  { engine, accounts }: WorkContext,
  db: Queries,
  table: WorkTableName,
  { now, limit }: ClaimOptions,
  only: RawBuilder<unknown>,
  lock: 'locked' | 'free',
): Promise<readonly number[]> {
  const { rows } = await sql<{ readonly id: number }>`select id from ${sql.table(table)} as due
    where account_id in (${sql.join(accountIds(accounts))}) and due_at <= ${cleanInstant(now)}
    and ${only}
    order by due_at, id limit ${readPage({ offset: 0, limit }).limit}
    ${lock === 'locked' && engine.locksRows ? sql`for update skip locked` : sql``}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Nothing happens when the claim is lost. */
export async function postponeWork(
  db: Queries,
  table: WorkTableName,
  { id, owner }: ClaimedWork,
  until: EpochMs,
): Promise<void> {
  await sql`update ${sql.table(table)} set lease_by = null, due_at = ${cleanInstant(until) ?? 0}
    where id = ${id} and lease_by = ${owner}`.execute(db);
}

/** Nothing happens when the claim is lost. */
export async function finishWork(
  db: Queries,
  table: 'request_jobs' | 'request_webhooks',
  { id, owner }: ClaimedWork,
): Promise<void> {
  await sql`delete from ${sql.table(table)} where id = ${id} and lease_by = ${owner}`.execute(db);
}
