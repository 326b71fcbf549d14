import { sql, type Transaction } from 'kysely';
import type { EpochMs } from '../time.ts';
import { inPieces } from './clean.ts';
import { INCIDENT_COLUMNS, writeIncident } from './incident-row.ts';
import type { Reading } from './reading.ts';
import { SEEN_STEP_MS, type Tables } from './tables.ts';

const PIECE = 200;

/**
 * The state with the later update stands; of the same update the resolved one, then the one that was read later. An incident that both
 * Microsoft 365 and Azure list under one id is told as Microsoft 365 tells it, whichever was updated later.
 */
export async function keepStates(
  trx: Transaction<Tables>,
  accountId: number,
  readings: readonly Reading[],
  seenAt: EpochMs,
): Promise<void> {
  for (const piece of inPieces(readings, PIECE)) {
    await trx
      .insertInto('incidents')
      .values(
        piece.map(({ key, state }) => ({ account_id: accountId, key, ...writeIncident(state, seenAt) })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['account_id', 'key'])
          .doUpdateSet(({ ref }) =>
            Object.fromEntries(STATE_COLUMNS.map((column) => [column, ref(`excluded.${column}`)])),
          )
          .where(
            sql<boolean>`(excluded.source = 'microsoft365', coalesce(excluded.updated_at, -1), excluded.is_resolved, excluded.read_at)
              > (incidents.source = 'microsoft365', coalesce(incidents.updated_at, -1), incidents.is_resolved, incidents.read_at)`,
          ),
      )
      .execute();
  }
}

const STATE_COLUMNS = [...INCIDENT_COLUMNS, 'begins_at', 'over_at', 'read_at'] as const;

/** Row numbers by key. */
export async function findIncidentIds(
  trx: Transaction<Tables>,
  accountId: number,
  readings: readonly Reading[],
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  for (const piece of inPieces(readings, PIECE)) {
    const rows = await trx
      .selectFrom('incidents')
      .select(['id', 'key'])
      .where('account_id', '=', accountId)
      .where(
        'key',
        'in',
        piece.map(({ key }) => key),
      )
      .execute();
    for (const { id, key } of rows) ids.set(key, id);
  }
  return ids;
}

/** Moves "seen" on where it is behind by a step or more. */
export async function touchIncidents(
  trx: Transaction<Tables>,
  ids: readonly number[],
  seenAt: EpochMs,
): Promise<void> {
  for (const piece of inPieces(ids, PIECE)) {
    await trx
      .updateTable('incidents')
      .set({
        first_seen_at: sql`case when first_seen_at > ${seenAt} then ${seenAt} else first_seen_at end`,
        last_seen_at: sql`case when last_seen_at < ${seenAt} then ${seenAt} else last_seen_at end`,
      })
      .where('id', 'in', piece)
      .where(({ eb, or }) =>
        or([eb('first_seen_at', '>', seenAt), eb('last_seen_at', '<=', seenAt - SEEN_STEP_MS)]),
      )
      .execute();
  }
}
