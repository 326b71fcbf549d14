import type { Selectable, Transaction } from 'kysely';
import { type CustomerRef, customerKey } from '../customers/customer.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { Place, Watch } from '../watch/watch.ts';
import { findPlace, makeDue } from './places.ts';
import { redrawOpenCards } from './redraw-cards.ts';
import type { Tables } from './tables.ts';
import type { WatchContext } from './watch-context.ts';
import { readPlace, readWatch, writeRule } from './watch-rows.ts';
import type { WatchTable } from './watch-tables.ts';

/** More than a conversation can have. */
const MOST_IDS = 1_000;

/** Removes rules of a conversation, or some of their customers, see `WatchBook.remove`. */
export async function removeWatches(
  context: WatchContext,
  conversation: Conversation,
  {
    ids,
    customers,
  }: {
    readonly ids: readonly number[] | undefined;
    readonly customers: ReadonlySet<string> | undefined;
  },
): Promise<readonly Watch[]> {
  if (ids?.length === 0) return [];
  return context.engine.db.transaction().execute(async (trx) => {
    const row = await findPlace(context, trx, conversation, 'locked');
    if (row === undefined) return [];
    const meant = await trx
      .selectFrom('watches')
      .selectAll()
      .where('place_id', '=', row.id)
      .$if(ids !== undefined, (query) => query.where('id', 'in', (ids ?? []).slice(0, MOST_IDS)))
      .orderBy('id')
      .execute();
    if (meant.length === 0) return [];
    const place = readPlace(row);
    const removed: Watch[] = [];
    for (const each of meant) removed.push(...(await removeOne(trx, each, place, customers)));
    const at = context.clock();
    await redrawOpenCards(trx, row.id, at);
    await makeDue(trx, at, { placeId: row.id });
    return removed;
  });
}

/** Returns what was removed of it; nothing where it cannot be understood, or names none of the customers. */
async function removeOne(
  trx: Transaction<Tables>,
  row: Selectable<WatchTable>,
  place: Place | undefined,
  customers: ReadonlySet<string> | undefined,
): Promise<readonly Watch[]> {
  const watch = place && readWatch(row, place);
  const isLeaving = (ref: CustomerRef) => customers?.has(customerKey(ref)) ?? true;
  const rest = watch?.customers?.filter((ref) => !isLeaving(ref)) ?? [];
  if (watch === undefined || rest.length === 0) {
    await trx.deleteFrom('watches').where('id', '=', row.id).execute();
    return watch ? [watch] : [];
  }
  if (rest.length === watch.customers?.length) return [];
  await narrow(trx, row, writeRule({ ...watch, customers: rest }));
  return [{ ...watch, customers: watch.customers?.filter(isLeaving) }];
}

/** The same rule of the same people may be there already. */
async function narrow(
  trx: Transaction<Tables>,
  { id, place_id }: Selectable<WatchTable>,
  columns: ReturnType<typeof writeRule>,
): Promise<void> {
  const same = await trx
    .selectFrom('watches')
    .select('id')
    .where('place_id', '=', place_id)
    .where('rule_key', '=', columns.rule_key)
    .executeTakeFirst();
  if (same) await trx.deleteFrom('watches').where('id', '=', id).execute();
  else await trx.updateTable('watches').set(columns).where('id', '=', id).execute();
}
