import { setImmediate } from 'node:timers/promises';
import type { ServiceRequest } from '../requests/request.ts';
import type { EpochMs } from '../time.ts';
import { findRequest } from './find-request.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import { keepIncidents } from './request-incidents.ts';
import { writeRequest } from './request-row.ts';
import { StoreError } from './store-error.ts';

/** Keeps a new draft, or gives back the one of its form that is there already. */
export async function openRequest(context: RequestContext, draft: ServiceRequest): Promise<ServiceRequest> {
  const { engine, accounts } = context;
  const columns = writeRequest({ ...draft, number: undefined });
  const row = {
    ...columns,
    account_id: accounts.idOf(draft.customer.cloud),
    touched_at: columns.opened_at,
    sequence: 0,
  };
  return engine.db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('requests')
      .values(row)
      .onConflict((conflict) => conflict.column('form').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made !== undefined) await keepIncidents(trx, made.id, draft.incidents);
    const kept = await findRequest(context, trx, draft);
    if (kept !== undefined) return kept.request;
    throw new StoreError(
      'failed',
      'A form cannot be kept: it is not whole, or somebody else has one of its key.',
    );
  });
}

/** So many drafts go at once, with the cards that show them. */
const PIECE = 200;

/** Drops drafts that were not written since `before`, piece by piece. Returns how many. */
export async function forgetDrafts(
  { engine, accounts, attempt }: RequestContext,
  before: EpochMs,
): Promise<number> {
  const { db } = engine;
  const isOld = db
    .selectFrom('requests')
    .select('id')
    .where('account_id', 'in', accountIds(accounts))
    .where('state', '=', 'draft')
    .where('touched_at', '<', before)
    .limit(PIECE);
  for (let forgotten = 0; ; ) {
    const { numDeletedRows } = await attempt(() =>
      db
        .deleteFrom('requests')
        .where('id', 'in', isOld)
        // What was sent, or written again, meanwhile stays.
        .where('state', '=', 'draft')
        .where('touched_at', '<', before)
        .executeTakeFirstOrThrow(),
    );
    forgotten += Number(numDeletedRows);
    if (numDeletedRows < PIECE) return forgotten;
    await setImmediate();
  }
}
