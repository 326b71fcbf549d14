import type { Selectable, Transaction } from 'kysely';
import type { Conversation } from '../delivery/conversation.ts';
import { readJson, writeJson } from './json.ts';
import { findPlace, makeDue } from './places.ts';
import { conversationSchema } from './request-schemas.ts';
import { skipOldEnds } from './skip-old-ends.ts';
import type { Tables } from './tables.ts';
import type { WatchContext } from './watch-context.ts';
import { readPlace, writePlace } from './watch-rows.ts';
import type { PlaceTable } from './watch-tables.ts';

/** Somebody wrote there, see `WatchBook.noteActivity`. Most of the time there is nothing new: then nothing is written, and no lock is taken. */
export async function noteActivity(context: WatchContext, conversation: Conversation): Promise<boolean> {
  const { db } = context.engine;
  const known = await findPlace(context, db, conversation);
  if (known === undefined) return false;
  if (findNews(known, conversation) === undefined) return true;
  return db.transaction().execute(async (trx) => {
    const row = await findPlace(context, trx, conversation, 'locked');
    if (row === undefined) return false;
    const news = findNews(row, conversation);
    if (news === undefined) return true;
    await trx.updateTable('places').set(news).where('id', '=', row.id).execute();
    if (news.conversation !== undefined) await moveCards(trx, row.id, news.conversation);
    if (row.parked_at !== null) {
      const now = context.clock();
      await skipOldEnds(trx, row.id, now);
      await makeDue(trx, now, { placeId: row.id });
    }
    return true;
  });
}

/** Messages that were posted are reached at the new address too; each stays in its thread. The caller holds the lock on the place. */
async function moveCards(trx: Transaction<Tables>, placeId: number, address: string): Promise<void> {
  const now = readJson(conversationSchema, address);
  const cards = await trx
    .selectFrom('living_cards')
    .select(['id', 'conversation'])
    .where('place_id', '=', placeId)
    .where('is_dropped', '=', 0)
    .execute();
  for (const { id, conversation } of cards) {
    const thread = readJson(conversationSchema, conversation)?.thread;
    await trx
      .updateTable('living_cards')
      .set({ conversation: writeJson({ ...now, thread }) })
      .where('id', '=', id)
      .execute();
  }
}

/** What is to be written; undefined: nothing. What the channel does not tell this time stays as it was told before. */
function findNews(row: Selectable<PlaceTable>, told: Conversation) {
  const kept = readPlace(row)?.conversation;
  const conversation = writePlace({
    ...told,
    name: told.name || (kept?.name ?? ''),
    tenantId: told.tenantId ?? kept?.tenantId,
  });
  const isNew = kept === undefined || conversation !== writePlace(kept);
  if (!isNew && row.parked_at === null) return undefined;
  const tryAgain = { parked_reason: null, parked_at: null, failures: 0 };
  return { ...(isNew && { conversation }), ...(row.parked_at !== null && tryAgain) };
}
