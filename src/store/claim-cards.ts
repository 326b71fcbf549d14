import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Conversation } from '../delivery/conversation.ts';
import { placeOf } from '../delivery/conversation-pauses.ts';
import type { CardPurpose, ClaimedCard, RequestCard } from '../requests/ports.ts';
import type { ClaimOptions } from '../work/claims.ts';
import { CARD_PURPOSES } from './card-row.ts';
import { claimWork } from './claim-work.ts';
import type { Queries } from './engine.ts';
import { findHelpdesk } from './find-helpdesk.ts';
import { joinRequests } from './find-request.ts';
import { jsonOf, optional } from './json.ts';
import { listChangesAfter } from './request-changes.ts';
import type { RequestContext } from './request-context.ts';
import { conversationSchema, readerSchema } from './request-schemas.ts';
import type { RequestCardTable } from './request-tables.ts';

/** So many changes are told at once; the others follow. */
const MOST_UNTOLD = 20;

/** Claims cards that are behind. One that cannot be understood, or whose request cannot, stays claimed until the lease is over. */
export async function claimCards(
  context: RequestContext,
  options: ClaimOptions,
): Promise<readonly ClaimedCard[]> {
  return claimWork(context, 'request_cards', options, async (trx, ids) => {
    const rows = await trx
      .selectFrom('request_cards')
      .selectAll()
      .where('id', 'in', [...ids])
      .orderBy('id')
      .execute();
    const helpdesk = await findHelpdesk(context, trx);
    const claimed: ClaimedCard[] = [];
    for (const { row, request } of await joinRequests(context, trx, rows)) {
      const card = readCard(row, helpdesk?.conversation);
      if (card === undefined) {
        context.log.warn({ row: row.id }, 'A card of a request cannot be understood');
        continue;
      }
      const after = { after: card.toldSequence, limit: MOST_UNTOLD };
      const untold = await listChangesAfter(context, trx, row.request_id, after);
      const beside = untold.length === 0 ? [] : await listBeside(trx, row, card, helpdesk?.conversation);
      claimed.push({ ...card, owner: options.owner, request, untold, beside, attempts: row.attempts - 1 });
    }
    return claimed;
  });
}

const cardSchema = z.object({
  id: z.number(),
  conversation: jsonOf(conversationSchema),
  message_id: optional(z.string()),
  reader: jsonOf(readerSchema),
  purpose: z.enum(CARD_PURPOSES),
  shown_version: z.number(),
  told_sequence: z.number(),
});

/** @param helpdesk The conversation that is the helpdesk now: where it was before, its cards are viewers'. */
function readCard(
  row: Selectable<RequestCardTable>,
  helpdesk: Conversation | undefined,
): RequestCard | undefined {
  const kept = cardSchema.safeParse(row).data;
  if (kept === undefined) return undefined;
  const { message_id, shown_version, told_sequence, ...card } = kept;
  const isOld = card.purpose === 'helpdesk' && placeOf(card.conversation) !== (helpdesk && placeOf(helpdesk));
  return {
    ...card,
    purpose: isOld ? 'viewer' : card.purpose,
    messageId: message_id,
    shownVersion: shown_version,
    toldSequence: told_sequence,
  };
}

/** Why the request's other cards are where this one is, as far as this one might tell the same. */
async function listBeside(
  db: Queries,
  { id, request_id }: Pick<RequestCardTable, 'request_id'> & { readonly id: number },
  { purpose, conversation }: RequestCard,
  helpdesk: Conversation | undefined,
): Promise<readonly CardPurpose[]> {
  if (purpose !== 'taker' && purpose !== 'helpdesk') return [];
  const others = await db
    .selectFrom('request_cards')
    .selectAll()
    .where('request_id', '=', request_id)
    .where('id', '<>', id)
    .where('is_dropped', '=', 0)
    .where('purpose', 'in', ['helpdesk', 'raiser'])
    .execute();
  return others.flatMap((row) => {
    const card = readCard(row, helpdesk);
    if (card === undefined || card.purpose === 'viewer') return [];
    return placeOf(card.conversation) === placeOf(conversation) ? [card.purpose] : [];
  });
}
