import type { EpochMs } from '../time.ts';
import { inPieces } from './clean.ts';
import { enterCustomers } from './customers.ts';
import type { Engine, Queries } from './engine.ts';
import { keepLinks } from './keep-links.ts';
import { keepPosts } from './keep-posts.ts';
import { findIncidentIds, keepStates, touchIncidents } from './keep-states.ts';
import type { Reading } from './reading.ts';
import { SEEN_STEP_MS } from './tables.ts';

const PIECE = 200;

/** Takes in what was read for one customer. Nothing is written, and no lock taken, where all of it is known already. */
export async function recordReadings(
  { db, lockCustomer }: Engine,
  accountId: number,
  tenantId: string,
  readings: readonly Reading[],
  seenAt: EpochMs,
): Promise<void> {
  const known = await findKnown(db, accountId, tenantId, readings);
  const news = readings.filter(({ key, mark }) => known.get(key)?.mark !== mark);
  const due = readings.filter(({ key }) => isBehind(known.get(key), seenAt));
  if (due.length === 0 && news.length === 0) return;
  const touched = new Set([...news, ...due]);
  await db.transaction().execute(async (trx) => {
    const customerId = (await enterCustomers(trx, accountId, [tenantId])).get(tenantId.toLowerCase());
    if (customerId === undefined) throw new Error('A customer that was entered is not there.');
    await lockCustomer(trx, customerId);
    await keepStates(trx, accountId, news, seenAt);
    const ids = await findIncidentIds(trx, accountId, [...touched]);
    await touchIncidents(trx, [...ids.values()], seenAt);
    await keepPosts(
      trx,
      pair(ids, news, ({ posts }) => posts),
    );
    await keepLinks(
      trx,
      customerId,
      pair(ids, [...touched], (reading) => reading),
      seenAt,
    );
  });
}

interface Known {
  readonly mark: string;
  readonly linkSeenAt: EpochMs;
  readonly incidentSeenAt: EpochMs;
}

function isBehind(known: Known | undefined, seenAt: EpochMs): boolean {
  return known === undefined || Math.min(known.linkSeenAt, known.incidentSeenAt) <= seenAt - SEEN_STEP_MS;
}

async function findKnown(
  db: Queries,
  accountId: number,
  tenantId: string,
  readings: readonly Reading[],
): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>();
  for (const piece of inPieces(readings, PIECE)) {
    const rows = await db
      .selectFrom('customers')
      .innerJoin('incidents', 'incidents.account_id', 'customers.account_id')
      .innerJoin('customer_incidents as link', (join) =>
        join.onRef('link.customer_id', '=', 'customers.id').onRef('link.incident_id', '=', 'incidents.id'),
      )
      .select([
        'incidents.key',
        'incidents.last_seen_at as incidentSeenAt',
        'link.mark',
        'link.last_seen_at as linkSeenAt',
      ])
      .where('customers.account_id', '=', accountId)
      .where('customers.tenant_id', '=', tenantId.toLowerCase())
      .where(
        'incidents.key',
        'in',
        piece.map(({ key }) => key),
      )
      .execute();
    for (const row of rows) known.set(row.key, row);
  }
  return known;
}

function pair<T>(
  ids: ReadonlyMap<string, number>,
  readings: readonly Reading[],
  take: (reading: Reading) => T,
): ReadonlyMap<number, T> {
  return new Map(
    readings.flatMap((reading) => {
      const id = ids.get(reading.key);
      return id === undefined ? [] : [[id, take(reading)] as const];
    }),
  );
}
