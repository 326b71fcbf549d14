import type { Conversation } from '../delivery/conversation.ts';
import type { Watch } from '../watch/watch.ts';
import { findPlace, makeDue } from './places.ts';
import { redrawOpenCards } from './redraw-cards.ts';
import type { WatchContext } from './watch-context.ts';
import { readPlace, readWatch } from './watch-rows.ts';

/** Removes rules of a conversation, see `WatchBook.remove`. */
export async function removeWatches(
  context: WatchContext,
  conversation: Conversation,
  ids: readonly number[] | undefined,
): Promise<readonly Watch[]> {
  if (ids?.length === 0) return [];
  return context.engine.db.transaction().execute(async (trx) => {
    const row = await findPlace(context, trx, conversation, 'locked');
    if (row === undefined) return [];
    const removed = await trx
      .deleteFrom('watches')
      .where('place_id', '=', row.id)
      .$if(ids !== undefined, (query) => query.where('id', 'in', (ids ?? []).slice(0, MOST_IDS)))
      .returningAll()
      .execute();
    if (removed.length === 0) return [];
    const at = context.clock();
    await redrawOpenCards(trx, row.id, at);
    await makeDue(trx, at, { placeId: row.id });
    const place = readPlace(row);
    if (place === undefined) return [];
    return removed.sort((one, other) => one.id - other.id).flatMap((each) => readWatch(each, place) ?? []);
  });
}

/** More than a conversation can have. */
const MOST_IDS = 1_000;
