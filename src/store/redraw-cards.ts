import { sql, type Transaction } from 'kysely';
import type { EpochMs } from '../time.ts';
import type { Tables } from './tables.ts';

/**
 * What a card's columns become when it is to show something new that happened at `happenedAt`. One that was put off is tried again. A
 * card that only waits for the end of its quiet was not behind so far.
 */
export function showAnew(at: EpochMs, happenedAt: EpochMs = at) {
  return {
    wanted: sql<number>`wanted + 1`,
    behind_since: sql<number>`case when quiet is not null and wanted <= shown then ${at} else coalesce(behind_since, ${at}) end`,
    // The oldest of what is not shown yet: that is how late the card is.
    changed_at: sql<number>`case when wanted > shown then changed_at else ${happenedAt} end`,
    not_before: 0,
  };
}

/** The cards of a place are drawn anew, but for those of subjects that are over, and those whose message is gone. The caller holds its lock. */
export async function redrawOpenCards(trx: Transaction<Tables>, placeId: number, at: EpochMs): Promise<void> {
  await trx
    .updateTable('living_cards')
    .set(showAnew(at))
    .where('place_id', '=', placeId)
    .where('is_dropped', '=', 0)
    .where('subject_id', 'in', ({ selectFrom }) =>
      selectFrom('subjects').select('subjects.id').where('is_over', '=', 0),
    )
    .execute();
}
