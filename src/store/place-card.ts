import { sql, type Transaction } from 'kysely';
import { conversationKey } from '../delivery/conversation.ts';
import type { CardBook } from '../requests/ports.ts';
import type { RequestKey } from '../requests/request.ts';
import type { EpochMs } from '../time.ts';
import { AT_ONCE, reviveCards } from './card-row.ts';
import { cleanInstant } from './clean.ts';
import type { Queries } from './engine.ts';
import { findRequest, type KeptRequest } from './find-request.ts';
import { writeJson } from './json.ts';
import { leaveMessage } from './leave-message.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import { writeKey } from './request-row.ts';
import type { Tables } from './tables.ts';

type PlacedCard = Parameters<CardBook['place']>[1];

/**
 * Notes that a message shows a request, or is to. A message that is known, and one that was to be posted already, is no second card; a
 * message that was thought to be gone and is not comes back, and one that was given up is tried again. Other requests that the message
 * showed are shown there no more, but for a helpdesk's: then this one is not shown there.
 */
export async function placeCard(context: RequestContext, key: RequestKey, card: PlacedCard): Promise<void> {
  const stays = await context.engine.db.transaction().execute(async (trx) => {
    const kept = await findRequest(context, trx, key, 'locked');
    if (kept === undefined) return undefined;
    const own = (await isHelpdesks(context, trx, kept.id, card)) ? { ...card, messageId: undefined } : card;
    if (own.messageId === undefined && own.purpose === 'viewer') return undefined;
    const known = await findCard(trx, kept.id, own);
    if (known === undefined) await addCard(trx, kept, own);
    else if (own.messageId !== undefined) await showCard(trx, kept, known, own);
    else await reviveCards(trx, [known.id]);
    return own.messageId === undefined ? undefined : { id: kept.id, messageId: own.messageId };
  });
  if (stays === undefined) return;
  await leaveMessage(context, { conversation: card.conversation, messageId: stays.messageId }, stays.id);
}

/** Whether the message is the helpdesk's card of another request. */
async function isHelpdesks(
  { accounts }: RequestContext,
  trx: Transaction<Tables>,
  requestId: number,
  { conversation, messageId }: PlacedCard,
): Promise<boolean> {
  if (messageId === undefined) return false;
  const row = await trx
    .selectFrom('request_cards')
    .select('id')
    .where('conversation_key', '=', writeKey(conversationKey(conversation)))
    .where('message_id', '=', writeKey(messageId))
    .where('account_id', 'in', accountIds(accounts))
    .where('purpose', '=', 'helpdesk')
    .where('is_dropped', '=', 0)
    .where('request_id', '<>', requestId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function findCard(
  trx: Transaction<Tables>,
  requestId: number,
  { conversation, messageId, purpose }: PlacedCard,
): Promise<{ readonly id: number; readonly purpose: string } | undefined> {
  const place = writeKey(conversationKey(conversation));
  const ofRequest = trx
    .selectFrom('request_cards')
    .select(['id', 'purpose'])
    .where('request_id', '=', requestId);
  if (messageId !== undefined) {
    const here = ofRequest.where('conversation_key', '=', place);
    const same = await here.where('message_id', '=', writeKey(messageId)).executeTakeFirst();
    if (same !== undefined) return same;
    // Who raised it has it before them again: no need to post their card anew.
    return here
      .where('purpose', '=', 'raiser')
      .where(({ eb, or }) => or([eb('message_id', 'is', null), eb('is_dropped', '=', 1)]))
      .where('lease_by', 'is', null)
      .limit(1)
      .executeTakeFirst();
  }
  return ofRequest
    .where('purpose', '=', purpose)
    .where(({ eb, or }) => or([eb('place_key', '=', place), eb('conversation_key', '=', place)]))
    .limit(1)
    .executeTakeFirst();
}

async function addCard(trx: Transaction<Tables>, kept: KeptRequest, card: PlacedCard): Promise<void> {
  const place = writeKey(conversationKey(card.conversation));
  const shown = await readShown(trx, kept, card.shownVersion);
  await trx
    .insertInto('request_cards')
    .values({
      ...{ account_id: kept.accountId, request_id: kept.id, place_key: place, conversation_key: place },
      conversation: writeJson(card.conversation),
      message_id: card.messageId === undefined ? null : writeKey(card.messageId),
      reader: writeJson(card.reader),
      purpose: card.purpose,
      ...{ shown_version: shown.version, told_sequence: shown.sequence, is_dropped: 0 },
      due_at: shown.isBehind ? AT_ONCE : null,
      ...{ attempts: 0, lease_by: null },
    })
    .execute();
  if (card.purpose === 'viewer') await forgetOldest(trx, kept.id);
}

/** So many messages of a request live that were shown because somebody asked for it; older ones stay as they are. */
const MOST_VIEWERS = 10;

async function forgetOldest(trx: Transaction<Tables>, requestId: number): Promise<void> {
  const viewers = await trx
    .selectFrom('request_cards')
    .select('id')
    .where('request_id', '=', requestId)
    .where('purpose', '=', 'viewer')
    .orderBy('id', 'desc')
    .execute();
  const old = viewers.slice(MOST_VIEWERS).map(({ id }) => id);
  if (old.length > 0) await trx.deleteFrom('request_cards').where('id', 'in', old).execute();
}

/** The message shows the request as it was drawn for it just now, perhaps by another worker's card a moment later: it is then due again. */
async function showCard(
  trx: Transaction<Tables>,
  kept: KeptRequest,
  known: { readonly id: number; readonly purpose: string },
  card: PlacedCard,
): Promise<void> {
  const shown = await readShown(trx, kept, card.shownVersion);
  await trx
    .updateTable('request_cards')
    .set({
      conversation: writeJson(card.conversation),
      ...(card.messageId !== undefined && { message_id: writeKey(card.messageId) }),
      // A helpdesk's card stays in the helpdesk's language, whoever presses a button on it.
      ...(known.purpose === 'raiser' && { reader: writeJson(card.reader) }),
      shown_version: shown.version,
      told_sequence: sql`case when told_sequence < ${shown.sequence} then ${shown.sequence} else told_sequence end`,
      is_dropped: 0,
      // Whoever has claimed it says when they are done, or the lease runs out.
      due_at: sql`case when lease_by is not null then due_at else ${shown.isBehind ? sql`coalesce(due_at, 0)` : sql`null`} end`,
    })
    .where('id', '=', known.id)
    .execute();
}

/** Up to which change a version tells, and whether the request is beyond it. Of a draft nothing is shown: sending it makes its cards due. */
async function readShown(trx: Transaction<Tables>, { id, sequence, request }: KeptRequest, version: number) {
  const shown = Math.min(cleanInstant(version) ?? 0, request.version);
  const row = await trx
    .selectFrom('request_changes')
    .select(({ fn }) => fn.max<number | null>('sequence').as('told'))
    .where('request_id', '=', id)
    .where('version', '<=', shown)
    .executeTakeFirst();
  const told = row?.told ?? 0;
  const isBehind = request.state !== 'draft' && (shown < request.version || told < sequence);
  return { version: shown, sequence: told, isBehind };
}

/** Cards of a request that has changed are due. One that is claimed, or waits until Teams takes it, is so at its own time. */
export async function noticeCards(db: Queries, requestId: number, at: EpochMs): Promise<void> {
  await db
    .updateTable('request_cards')
    .set({ due_at: cleanInstant(at) ?? AT_ONCE })
    .where('request_id', '=', requestId)
    .where('is_dropped', '=', 0)
    .where('due_at', 'is', null)
    .execute();
}
