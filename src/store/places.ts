import { type Selectable, sql, type Transaction } from 'kysely';
import type { Conversation } from '../delivery/conversation.ts';
import type { EpochMs } from '../time.ts';
import { inPieces } from './clean.ts';
import type { Queries } from './engine.ts';
import { accountIds } from './request-context.ts';
import type { Tables } from './tables.ts';
import type { WatchContext } from './watch-context.ts';
import { placeKey } from './watch-rows.ts';
import type { PlaceTable } from './watch-tables.ts';

const PIECE = 500;

/** The place of a conversation, whatever its thread; undefined where it has none. `locked`: see `lockPlaces`. */
export async function findPlace(
  { engine, accounts }: WatchContext,
  db: Queries,
  conversation: Conversation,
  lock: 'locked' | 'free' = 'free',
): Promise<Selectable<PlaceTable> | undefined> {
  return db
    .selectFrom('places')
    .selectAll()
    .where('account_id', 'in', accountIds(accounts))
    .where('key', '=', placeKey(conversation))
    .orderBy('id')
    .limit(1)
    .$if(lock === 'locked' && engine.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
}

/**
 * Nobody else writes cards of these places, or claims or releases them, until the transaction ends. Whoever writes cards holds this lock
 * first: then nobody who looks whether anything is behind there, to end a claim, can miss what they write. Whoever needs the lock on
 * a subject too takes that one before.
 */
export async function lockPlaces(
  { engine }: WatchContext,
  trx: Transaction<Tables>,
  ids: readonly number[],
): Promise<void> {
  if (!engine.locksRows) return;
  const sorted = [...new Set(ids)].sort((one, other) => one - other);
  for (const piece of inPieces(sorted, PIECE)) {
    await trx
      .selectFrom('places')
      .select('id')
      .where('id', 'in', piece)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
  }
}

/**
 * Places are due by `at` where a card is behind. A place that is claimed is due when its lease runs out, or when whoever has it finds
 * something behind at the end; one that failed waits as long as Teams asked for, whatever is new; one that is parked is not due. The caller
 * holds the lock on these places.
 */
export async function makeDue(
  trx: Transaction<Tables>,
  at: EpochMs,
  which: { readonly placeId: number } | { readonly subjectId: number },
): Promise<void> {
  await trx
    .updateTable('places')
    .set({
      due_at: sql`case when due_at < ${at} or (failures > 0 and due_at is not null) then due_at else ${at} end`,
    })
    .where('parked_at', 'is', null)
    .where('lease_by', 'is', null)
    .where('id', 'in', ({ selectFrom }) => {
      const behind = selectFrom('living_cards')
        .select('place_id')
        .where('behind_since', 'is not', null)
        .where('is_dropped', '=', 0);
      return 'placeId' in which
        ? behind.where('place_id', '=', which.placeId)
        : behind.where('subject_id', '=', which.subjectId);
    })
    .execute();
}
