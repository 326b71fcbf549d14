import type { Transaction } from 'kysely';
import { incidentKey } from './reading.ts';
import type { Tables } from './tables.ts';

/** Keeps which incidents a request refers to, where they are others than before. The caller holds the lock on the request. */
export async function keepIncidents(
  trx: Transaction<Tables>,
  requestId: number,
  incidents: readonly string[],
  before: readonly string[] = [],
): Promise<void> {
  const keys = listKeys(incidents);
  if (keys.join(' ') === listKeys(before).join(' ')) return;
  if (before.length > 0) {
    await trx.deleteFrom('request_incidents').where('request_id', '=', requestId).execute();
  }
  if (keys.length === 0) return;
  await trx
    .insertInto('request_incidents')
    .values(keys.map((key) => ({ request_id: requestId, key })))
    .execute();
}

function listKeys(incidents: readonly string[]): readonly string[] {
  return [...new Set(incidents.flatMap((id) => incidentKey(id) ?? []))];
}
