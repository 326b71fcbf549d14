import type { Transaction } from 'kysely';
import { conversationKey } from '../delivery/conversation.ts';
import type { Helpdesk } from '../requests/ports.ts';
import { OPEN_STATES } from '../requests/request.ts';
import { AT_ONCE, reviveCards } from './card-row.ts';
import { findHelpdesk } from './find-helpdesk.ts';
import type { KeptRequest } from './find-request.ts';
import { writeJson } from './json.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import { writeKey } from './request-row.ts';
import type { Tables } from './tables.ts';

/** Requests that get their cards in one transaction. */
const PAGE = 100;

/**
 * Places a card of every open request in the helpdesk, where there is none yet or it was dropped. What happened before is told by the card
 * alone. A request that is raised meanwhile is for whoever raises it to place.
 */
export async function placeInHelpdesk(context: RequestContext, helpdesk: Helpdesk): Promise<void> {
  const { engine, accounts, attempt } = context;
  for (let after = 0; ; ) {
    const last = await attempt(() =>
      engine.db.transaction().execute(async (trx) => {
        const requests = await trx
          .selectFrom('requests')
          .select(['id', 'account_id as accountId', 'sequence'])
          .where('account_id', 'in', accountIds(accounts))
          .where('state', 'in', OPEN_STATES)
          .where('id', '>', after)
          .orderBy('id')
          .limit(PAGE)
          .$if(engine.locksRows, (query) => query.forNoKeyUpdate())
          .execute();
        if (requests.length > 0) await placeAll(trx, requests, helpdesk, false);
        return requests.length < PAGE ? undefined : requests.at(-1)?.id;
      }),
    );
    if (last === undefined) return;
    after = last;
  }
}

/**
 * Places the card of a request that is opened, or opened again, in the helpdesk as it is now. What happens by that is told there. The caller
 * holds the lock on the request.
 */
export async function openInHelpdesk(
  context: RequestContext,
  trx: Transaction<Tables>,
  request: OpenRequest,
): Promise<void> {
  // Whoever moves the helpdesk comes after this request is open.
  const helpdesk = await findHelpdesk(context, trx, 'shared');
  if (helpdesk !== undefined) await placeAll(trx, [request], helpdesk);
}

/** Everything up to `sequence` is not told. */
type OpenRequest = Pick<KeptRequest, 'id' | 'accountId' | 'sequence'>;

async function placeAll(
  trx: Transaction<Tables>,
  requests: readonly OpenRequest[],
  { conversation, reader }: Helpdesk,
  tellsPast = true,
): Promise<void> {
  const place = writeKey(conversationKey(conversation));
  const known = await trx
    .selectFrom('request_cards')
    .select(['id', 'request_id'])
    .where(
      'request_id',
      'in',
      requests.map(({ id }) => id),
    )
    .where('purpose', '=', 'helpdesk')
    .where(({ eb, or }) => or([eb('place_key', '=', place), eb('conversation_key', '=', place)]))
    .execute();
  await reviveCards(
    trx,
    known.map(({ id }) => id),
    tellsPast,
  );
  const isPlaced = new Set(known.map((card) => card.request_id));
  const rows = requests
    .filter(({ id }) => !isPlaced.has(id))
    .map(({ id, accountId, sequence }) => ({
      ...{ account_id: accountId, request_id: id, place_key: place, conversation_key: place },
      conversation: writeJson(conversation),
      message_id: null,
      reader: writeJson(reader),
      purpose: 'helpdesk',
      ...{ shown_version: 0, told_sequence: sequence, is_dropped: 0 },
      ...{ due_at: AT_ONCE, attempts: 0, lease_by: null },
    }));
  if (rows.length > 0) await trx.insertInto('request_cards').values(rows).execute();
}
