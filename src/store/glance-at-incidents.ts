import type { CloudName } from '../clouds.ts';
import type { IncidentGlance } from '../health/archive.ts';
import type { EpochMs } from '../time.ts';
import { inPieces } from './clean.ts';
import type { Queries } from './engine.ts';
import { LIST_COLUMNS, readIncident } from './incident-row.ts';

const PIECE = 500;
/** Incidents that were read lately, looked at in one go; of more, the last ones. The others are learnt with the states that name them. */
const MOST_LATELY = 5_000;

/** Incidents of an account whose state was read since `since`, and those of these keys; each once, by key. */
export async function glanceAtIncidents(
  db: Queries,
  accountId: number,
  cloud: CloudName,
  { since, keys }: { readonly since: EpochMs | undefined; readonly keys: readonly string[] },
): Promise<ReadonlyMap<string, IncidentGlance>> {
  const query = db
    .selectFrom('incidents')
    .select([...LIST_COLUMNS, 'key', 'read_at'])
    .where('account_id', '=', accountId);
  const glances = new Map<string, IncidentGlance>();
  const add = (rows: Awaited<ReturnType<typeof query.execute>>, isNamed: boolean) => {
    for (const row of rows) {
      const incident = readIncident(row, [], null);
      glances.set(row.key, { cloud, incident, readAt: row.read_at, isNamed });
    }
  };
  if (since !== undefined) {
    const lately = query.where('read_at', '>=', since).orderBy('read_at', 'desc').limit(MOST_LATELY);
    add(await lately.execute(), false);
  }
  for (const piece of inPieces(keys, PIECE)) add(await query.where('key', 'in', piece).execute(), true);
  return glances;
}
