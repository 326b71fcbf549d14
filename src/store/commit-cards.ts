import { sql, type Transaction } from 'kysely';
import type { EpochMs } from '../time.ts';
import { inPieces } from './clean.ts';
import { showAnew } from './redraw-cards.ts';
import { accountIds } from './request-context.ts';
import type { Tables } from './tables.ts';
import type { WatchContext } from './watch-context.ts';

/** What cards are to show from now on. The caller holds the locks on the subject and on the places. */
export interface CardNews {
  readonly at: EpochMs;
  readonly happenedAt: EpochMs;
  /** Of the last transition that a card made now does not tell any more. */
  readonly told: number;
}

const PIECE = 500;

/** Every card of the subject whose message is not gone is behind. */
export async function noticeCards(
  trx: Transaction<Tables>,
  subjectId: number,
  { at, happenedAt }: CardNews,
): Promise<void> {
  await trx
    .updateTable('living_cards')
    .set(showAnew(at, happenedAt))
    .where('subject_id', '=', subjectId)
    .where('is_dropped', '=', 0)
    .execute();
}

/**
 * A subject begins anew: cards whose message is gone are to be posted once more, and tell nothing of what was before; what was quiet until
 * the end is quiet no longer.
 */
export async function reviveCards(trx: Transaction<Tables>, subjectId: number, told: number): Promise<void> {
  await trx
    .updateTable('living_cards')
    .set(postAnew(told))
    .where('subject_id', '=', subjectId)
    .where('is_dropped', '=', 1)
    .execute();
  await trx
    .updateTable('living_cards')
    .set({ quiet: null })
    .where('subject_id', '=', subjectId)
    .where('quiet_until', 'is', null)
    .execute();
}

/** Makes a card, to be posted, in those of the places that have none. */
export async function addCards(
  { accounts }: WatchContext,
  trx: Transaction<Tables>,
  subjectId: number,
  placeIds: readonly number[],
  { at, happenedAt, told }: CardNews,
): Promise<void> {
  for (const piece of inPieces([...new Set(placeIds)], PIECE)) {
    await sql`insert into living_cards (
        place_id, subject_id, conversation, message_id, is_reposted, wanted, shown, digest, told_sequence,
        takers, quiet, quiet_until, behind_since, not_before, changed_at, is_dropped
      ) select id, ${subjectId}, conversation, null, 0, 1, 0, null, ${told},
        '[]', null, null, ${at}, 0, ${happenedAt}, 0
      from places where id in (${sql.join(piece)}) and account_id in (${sql.join(accountIds(accounts))})
      on conflict (place_id, subject_id) do nothing`.execute(trx);
  }
}

/** The columns of a card whose message is gone, and that is to be posted once more. It is not behind by that alone. */
export function postAnew(told: number) {
  return {
    conversation: sql<string>`(select conversation from places where places.id = living_cards.place_id)`,
    ...{ message_id: null, digest: null, is_reposted: 0, is_dropped: 0, told_sequence: told, notice: null },
  };
}
