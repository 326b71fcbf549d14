import { sql, type Transaction } from 'kysely';
import type { CardPurpose } from '../requests/ports.ts';
import type { Tables } from './tables.ts';

/** Due before everything else. */
export const AT_ONCE = 0;

const SEQUENCE_NOW = sql<number>`(select sequence from requests where requests.id = request_cards.request_id)`;

export const CARD_PURPOSES = [
  'helpdesk',
  'raiser',
  'taker',
  'viewer',
] as const satisfies readonly CardPurpose[];

/**
 * Cards that were dropped are tried again, their messages included: they are shown anew, or found gone. The others stay as they are. With
 * `tellsPast` false, what happened meanwhile is told by the card alone.
 */
export async function reviveCards(
  trx: Transaction<Tables>,
  ids: readonly number[],
  tellsPast = true,
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('request_cards')
    .set({
      ...{ is_dropped: 0, shown_version: 0, due_at: AT_ONCE, attempts: 0 },
      ...(!tellsPast && { told_sequence: SEQUENCE_NOW }),
    })
    .where('id', 'in', [...ids])
    .where('is_dropped', '=', 1)
    .execute();
}
