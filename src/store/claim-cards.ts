import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ClaimedCard, ClaimOptions, RequestCard } from '../requests/ports.ts';
import { claimWork } from './claim-work.ts';
import { findRequestsById } from './find-request.ts';
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
    const requests = await findRequestsById(
      context,
      trx,
      rows.map((row) => row.request_id),
    );
    const claimed: ClaimedCard[] = [];
    for (const row of rows) {
      const request = requests.get(row.request_id);
      const card = readCard(row);
      if (card === undefined) context.log.warn({ row: row.id }, 'A card of a request cannot be understood');
      if (request === undefined || card === undefined) continue;
      const after = { after: card.toldSequence, limit: MOST_UNTOLD };
      const untold = await listChangesAfter(context, trx, row.request_id, after);
      claimed.push({ ...card, owner: options.owner, request, untold, attempts: row.attempts - 1 });
    }
    return claimed;
  });
}

const cardSchema = z.object({
  id: z.number(),
  conversation: jsonOf(conversationSchema),
  message_id: optional(z.string()),
  reader: jsonOf(readerSchema),
  purpose: z.enum(['helpdesk', 'raiser', 'viewer']),
  shown_version: z.number(),
  told_sequence: z.number(),
});

function readCard(row: Selectable<RequestCardTable>): RequestCard | undefined {
  const kept = cardSchema.safeParse(row).data;
  if (kept === undefined) return undefined;
  const { message_id, shown_version, told_sequence, ...card } = kept;
  return { ...card, messageId: message_id, shownVersion: shown_version, toldSequence: told_sequence };
}
