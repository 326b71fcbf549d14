import { sql, type Transaction } from 'kysely';
import { conversationKey } from '../delivery/conversation.ts';
import type { CardBook } from '../requests/ports.ts';
import type { ClaimedWork } from '../work/claims.ts';
import { writeJson } from './json.ts';
import type { RequestContext } from './request-context.ts';
import { writeKey } from './request-row.ts';
import type { Tables } from './tables.ts';

type Shown = Parameters<CardBook['shown']>[1];

/**
 * Ends a claim with what Teams shows now. Where that is not all there is to show, the card is due again: at once when it came nearer, else
 * when the lease would have been over. Nothing happens when the claim is lost.
 */
export async function recordShown(
  { engine }: RequestContext,
  { id, owner }: ClaimedWork,
  { conversation, messageId, version, toldSequence }: Shown,
): Promise<void> {
  await engine.db.transaction().execute(async (trx) => {
    const request = await trx
      .selectFrom('requests')
      .select(['id', 'version', 'sequence'])
      .where('id', '=', ({ selectFrom }) =>
        selectFrom('request_cards').select('request_id').where('id', '=', id).where('lease_by', '=', owner),
      )
      .$if(engine.locksRows, (query) => query.forNoKeyUpdate())
      .executeTakeFirst();
    const card = await trx
      .selectFrom('request_cards')
      .select(['conversation_key', 'message_id', 'shown_version', 'told_sequence'])
      .where('id', '=', id)
      .where('lease_by', '=', owner)
      .executeTakeFirst();
    if (request === undefined || card === undefined) return;
    const place = conversation ? writeKey(conversationKey(conversation)) : card.conversation_key;
    const message = messageId === undefined ? card.message_id : writeKey(messageId);
    const shown = version ?? card.shown_version;
    const told = Math.max(toldSequence ?? 0, card.told_sequence);
    const isBehind = shown < request.version || told < request.sequence;
    const isNearer = shown > card.shown_version || told > card.told_sequence;
    if (message !== null) await dropDoubles(trx, { id, requestId: request.id, place, message });
    await trx
      .updateTable('request_cards')
      .set({
        ...(conversation && { conversation: writeJson(conversation), conversation_key: place }),
        ...{ message_id: message, shown_version: shown, told_sequence: told },
        due_at: isBehind ? (isNearer ? 0 : sql`due_at`) : null,
        ...{ attempts: 0, lease_by: null },
      })
      .where('id', '=', id)
      .where('lease_by', '=', owner)
      .execute();
  });
}

/** Somebody may have pressed a button on a message before it was recorded that it was posted: then it was placed a second time. */
async function dropDoubles(
  trx: Transaction<Tables>,
  card: { readonly id: number; readonly requestId: number; readonly place: string; readonly message: string },
): Promise<void> {
  await trx
    .deleteFrom('request_cards')
    .where('request_id', '=', card.requestId)
    .where('conversation_key', '=', card.place)
    .where('message_id', '=', card.message)
    .where('id', '<>', card.id)
    .execute();
}

/** Nothing happens when the claim is lost. */
export async function dropCard({ engine }: RequestContext, { id, owner }: ClaimedWork): Promise<void> {
  await engine.db
    .updateTable('request_cards')
    .set({ is_dropped: 1, due_at: null, lease_by: null })
    .where('id', '=', id)
    .where('lease_by', '=', owner)
    .execute();
}
