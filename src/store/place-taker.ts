import { sql } from 'kysely';
import { conversationKey } from '../delivery/conversation.ts';
import type { CardBook, RequestCard } from '../requests/ports.ts';
import type { RequestKey } from '../requests/request.ts';
import { type Person, personKey } from '../staff/person.ts';
import { findRequest } from './find-request.ts';
import { writeJson } from './json.ts';
import type { RequestContext } from './request-context.ts';
import { writeKey } from './request-row.ts';

/** Notes where who took a request is told of it, see `CardBook.placeTaker`. */
export async function placeTaker(
  context: RequestContext,
  key: RequestKey,
  taker: Person,
  { conversation, reader }: Pick<RequestCard, 'conversation' | 'reader'>,
  isNew: boolean,
): ReturnType<CardBook['placeTaker']> {
  await context.engine.db.transaction().execute(async (trx) => {
    const kept = await findRequest(context, trx, key, 'locked');
    if (kept?.request.takenBy === undefined) return;
    if (personKey(kept.request.takenBy) !== personKey(taker)) return;
    const place = writeKey(conversationKey(conversation));
    const where = {
      ...{ place_key: place, conversation_key: place, message_id: null, is_dropped: 0 },
      conversation: writeJson(conversation),
      reader: writeJson(reader),
    };
    const shown = { shown_version: kept.request.version, told_sequence: kept.sequence };
    const { numUpdatedRows } = await trx
      .updateTable('request_cards')
      .set({
        ...where,
        // Who takes it once more is still to be told what they were not.
        ...(isNew && shown),
        // Whoever has claimed it says when they are done, or the lease runs out.
        ...(isNew && { due_at: sql`case when lease_by is null then null else due_at end` }),
      })
      .where('request_id', '=', kept.id)
      .where('purpose', '=', 'taker')
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n) return;
    await trx
      .insertInto('request_cards')
      .values({
        ...{ ...where, ...shown, account_id: kept.accountId, request_id: kept.id, purpose: 'taker' },
        ...{ due_at: null, attempts: 0, lease_by: null },
      })
      .execute();
  });
}
