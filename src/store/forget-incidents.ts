import { setImmediate } from 'node:timers/promises';
import type { EpochMs } from '../time.ts';
import type { Attempt } from './attempt.ts';
import { inPieces } from './clean.ts';
import type { Engine, Queries } from './engine.ts';
import { SEEN_STEP_MS } from './tables.ts';

/** So many are looked for at once. */
const MOST_IDS = 5_000;
/** So many go at once, with their posts: these are 200 each at most. */
const INCIDENTS = 10;
/** So many rows that tell which customers had them go at once: an incident may have hit every customer, and SQLite touches a page for each. */
const LINKS = 500;

/**
 * Forgets incidents that were last seen before `before` and had not ended later, with their posts. An incident that never was seen as
 * resolved, but was not seen at all since, is over too. Piece by piece, so that readers and other writers get their turn. Returns how
 * many; ends soon once aborted.
 */
export async function forgetIncidents(
  { db }: Engine,
  accountIds: readonly number[],
  before: EpochMs,
  attempt: Attempt,
  signal?: AbortSignal,
): Promise<number> {
  if (accountIds.length === 0) return 0;
  let forgotten = 0;
  while (!signal?.aborted) {
    const ids = await attempt(() => findOver(db, accountIds, before));
    if (ids.length === 0) break;
    for (const piece of inPieces(ids, INCIDENTS)) {
      await forgetLinks(db, piece, before, attempt, signal);
      if (signal?.aborted) break;
      forgotten += await attempt(() => forgetPiece(db, piece, before));
      await setImmediate();
    }
  }
  return forgotten;
}

async function findOver(db: Queries, accountIds: readonly number[], before: EpochMs): Promise<number[]> {
  const rows = await db
    .selectFrom('incidents')
    .select('id')
    .where('account_id', 'in', [...accountIds])
    .where('last_seen_at', '<', before)
    .where(({ eb, or }) => or([eb('over_at', 'is', null), eb('over_at', '<', before)]))
    .limit(MOST_IDS)
    .execute();
  return rows.map(({ id }) => id);
}

async function forgetLinks(
  db: Queries,
  incidentIds: readonly number[],
  before: EpochMs,
  attempt: Attempt,
  signal?: AbortSignal,
): Promise<void> {
  const some = db
    .selectFrom('customer_incidents')
    .select(['customer_id', 'incident_id'])
    .where('incident_id', 'in', [...incidentIds])
    // An incident's own instant may be a step behind. What was seen again just now stays.
    .where('last_seen_at', '<', before + SEEN_STEP_MS)
    .limit(LINKS);
  while (!signal?.aborted) {
    const { numDeletedRows } = await attempt(() =>
      db
        .deleteFrom('customer_incidents')
        .where(({ eb, refTuple }) =>
          eb(refTuple('customer_id', 'incident_id'), 'in', some.$asTuple('customer_id', 'incident_id')),
        )
        .executeTakeFirstOrThrow(),
    );
    if (numDeletedRows < LINKS) return;
    await setImmediate();
  }
}

/** The foreign keys see to posts, and to what was entered meanwhile. An incident that was seen again meanwhile stays. */
async function forgetPiece(db: Queries, incidentIds: readonly number[], before: EpochMs): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('incidents')
    .where('id', 'in', [...incidentIds])
    .where('last_seen_at', '<', before)
    .where(({ eb, or }) => or([eb('over_at', 'is', null), eb('over_at', '<', before)]))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
