import type { Transaction } from 'kysely';
import type { EpochMs } from '../time.ts';
import type { Tables } from './tables.ts';

/** What ended so long ago, in milliseconds, is news to nobody. */
const OLD_MS = 86_400_000;

/**
 * Posting begins anew in a place where it was given up: what ended there more than a day ago and was never posted is left out, else a month
 * of outages would follow the first word somebody writes. The caller holds the lock on the place.
 */
export async function skipOldEnds(trx: Transaction<Tables>, placeId: number, now: EpochMs): Promise<void> {
  await trx
    .updateTable('living_cards')
    .set({ behind_since: null })
    .where('place_id', '=', placeId)
    .where('message_id', 'is', null)
    .where('subject_id', 'in', ({ selectFrom }) =>
      selectFrom('subjects')
        .select('subjects.id')
        .where('is_over', '=', 1)
        .where('changed_at', '<', now - OLD_MS),
    )
    .execute();
}
