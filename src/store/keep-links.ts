import { sql, type Transaction } from 'kysely';
import type { EpochMs } from '../time.ts';
import { inPieces } from './clean.ts';
import { joinSubscriptions, readSubscriptions, writeSubscriptions } from './columns.ts';
import type { Reading } from './reading.ts';
import type { Tables } from './tables.ts';

const PIECE = 200;

/** Keeps that this customer has these incidents, by row number. The caller holds the lock on the customer. */
export async function keepLinks(
  trx: Transaction<Tables>,
  customerId: number,
  readings: ReadonlyMap<number, Reading>,
  seenAt: EpochMs,
): Promise<void> {
  for (const piece of inPieces([...readings], PIECE)) {
    const before = await findSubscriptions(trx, customerId, piece);
    await trx
      .insertInto('customer_incidents')
      .values(
        piece.map(([incidentId, { mark, subscriptions }]) => ({
          customer_id: customerId,
          incident_id: incidentId,
          mark,
          first_seen_at: seenAt,
          last_seen_at: seenAt,
          subscriptions:
            subscriptions === undefined
              ? null
              : writeSubscriptions(
                  joinSubscriptions(readSubscriptions(before.get(incidentId) ?? null), subscriptions),
                ),
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['customer_id', 'incident_id']).doUpdateSet({
          mark: sql`excluded.mark`,
          first_seen_at: sql`case when excluded.first_seen_at < customer_incidents.first_seen_at
            then excluded.first_seen_at else customer_incidents.first_seen_at end`,
          last_seen_at: sql`case when excluded.last_seen_at > customer_incidents.last_seen_at
            then excluded.last_seen_at else customer_incidents.last_seen_at end`,
          subscriptions: sql`coalesce(excluded.subscriptions, customer_incidents.subscriptions)`,
        }),
      )
      .execute();
  }
}

/** A subscription that could not be read this time was hit all the same: subscriptions are only ever added. */
async function findSubscriptions(
  trx: Transaction<Tables>,
  customerId: number,
  piece: readonly (readonly [number, Reading])[],
): Promise<ReadonlyMap<number, string | null>> {
  const ids = piece.flatMap(([id, { subscriptions }]) => (subscriptions === undefined ? [] : id));
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('customer_incidents')
    .select(['incident_id', 'subscriptions'])
    .where('customer_id', '=', customerId)
    .where('incident_id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.incident_id, row.subscriptions]));
}
