import type { Transaction } from 'kysely';
import { type SubjectKey, sortOfEpisode } from '../watch/subject.ts';
import type { Tables } from './tables.ts';
import type { WatchContext } from './watch-context.ts';
import { readSubject } from './watch-rows.ts';

/**
 * Whether another episode of that sort is not over. Nobody else can begin one until the transaction ends: SQLite has one writer at a time;
 * elsewhere whoever begins an episode holds the account's row, which nothing else locks. One that cannot be understood is none: it would
 * stand in the way for ever.
 */
export async function goesOnAlready(
  { engine, accounts }: WatchContext,
  trx: Transaction<Tables>,
  key: SubjectKey,
): Promise<boolean> {
  const accountId = accounts.idOf(key.cloud);
  if (engine.locksRows)
    await trx.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().execute();
  const rows = await trx
    .selectFrom('subjects')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('kind', '=', key.kind)
    .where('is_over', '=', 0)
    .execute();
  return rows
    .flatMap((row) => readSubject(row, key.cloud, new Map()) ?? [])
    .some((one) => one.key.id !== key.id && sortOfEpisode(one.key) === sortOfEpisode(key));
}
