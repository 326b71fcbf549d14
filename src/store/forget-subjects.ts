import { setImmediate } from 'node:timers/promises';
import type { EpochMs } from '../time.ts';
import type { Queries } from './engine.ts';
import { readPage } from './page.ts';
import { accountIds } from './request-context.ts';
import type { WatchContext } from './watch-context.ts';

/**
 * Forgets subjects that have been over since before `before`, with all that is about them, then places that nothing is about any more. One
 * by one, so that readers and other writers get their turn. Returns how many subjects.
 */
export async function forgetSubjects(context: WatchContext, before: EpochMs, limit: number): Promise<number> {
  const { engine, attempt } = context;
  const ids = await attempt(() => findOver(context, before, limit));
  let forgotten = 0;
  for (const id of ids) {
    forgotten += await attempt(() => forgetSubject(engine.db, id, before));
    await setImmediate();
  }
  await attempt(() => forgetPlaces(context, limit));
  return forgotten;
}

async function findOver(
  { engine, accounts }: WatchContext,
  before: EpochMs,
  limit: number,
): Promise<readonly number[]> {
  const rows = await engine.db
    .selectFrom('subjects')
    .select('id')
    .where('account_id', 'in', accountIds(accounts))
    .where('is_over', '=', 1)
    .where('changed_at', '<', before)
    .orderBy('changed_at')
    .limit(readPage({ offset: 0, limit }).limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The foreign keys see to its hits, transitions and cards. One that was reopened meanwhile stays. */
async function forgetSubject(db: Queries, id: number, before: EpochMs): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('subjects')
    .where('id', '=', id)
    .where('is_over', '=', 1)
    .where('changed_at', '<', before)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

async function forgetPlaces({ engine, accounts }: WatchContext, limit: number): Promise<void> {
  const findEmpty = (db: Queries) =>
    db
      .selectFrom('places')
      .select('places.id')
      .where('account_id', 'in', accountIds(accounts))
      .where(({ exists, not, selectFrom }) =>
        not(exists(selectFrom('watches').select('watches.id').whereRef('place_id', '=', 'places.id'))),
      )
      .where(({ exists, not, selectFrom }) =>
        not(
          exists(selectFrom('living_cards').select('living_cards.id').whereRef('place_id', '=', 'places.id')),
        ),
      )
      .orderBy('places.id')
      .limit(readPage({ offset: 0, limit }).limit);
  if ((await findEmpty(engine.db).execute()).length === 0) return;
  await engine.db.transaction().execute(async (trx) => {
    const locked = await findEmpty(trx)
      .$if(engine.locksRows, (query) => query.forUpdate().skipLocked())
      .execute();
    if (locked.length === 0) return;
    // Looked at once more: a watch may have come between the look and the lock.
    const ids = locked.map(({ id }) => id);
    const empty = await findEmpty(trx).where('places.id', 'in', ids).execute();
    if (empty.length === 0) return;
    await trx
      .deleteFrom('places')
      .where(
        'id',
        'in',
        empty.map(({ id }) => id),
      )
      .execute();
  });
}
