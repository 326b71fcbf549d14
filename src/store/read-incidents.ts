import type { CloudName } from '../clouds.ts';
import type { KeptIncident, Period } from '../health/archive.ts';
import type { Post } from '../health/incident.ts';
import type { EpochMs } from '../time.ts';
import type { AccountBook } from './accounts.ts';
import { inPieces } from './clean.ts';
import type { Queries } from './engine.ts';
import { INCIDENT_COLUMNS, LIST_COLUMNS, readIncident } from './incident-row.ts';

/** Most incidents of one answer; a customer sees a few hundred a year. */
const MOST_ROWS = 20_000;
const PIECE = 500;

const COLUMNS = INCIDENT_COLUMNS.map((column) => `incidents.${column}` as const);
const LISTED = LIST_COLUMNS.map((column) => `incidents.${column}` as const);

/** Incidents of a customer that were under way within the period, newest start first, without posts, impact and feature. */
export async function listCustomerIncidents(
  db: Queries,
  cloud: CloudName,
  customerId: number,
  { since, until }: Period,
): Promise<readonly KeptIncident[]> {
  // In the order of the primary key, which costs nothing: of more than can be answered, those stay that were kept last.
  const links = db
    .selectFrom('customer_incidents')
    .select(['incident_id', 'first_seen_at', 'last_seen_at', 'subscriptions'])
    .where('customer_id', '=', customerId)
    .orderBy('incident_id', 'desc')
    .limit(MOST_ROWS)
    .as('link');
  const rows = await db
    .selectFrom(links)
    .innerJoin('incidents', 'incidents.id', 'link.incident_id')
    .select([...LISTED, 'incidents.begins_at'])
    .select(['link.first_seen_at', 'link.last_seen_at', 'link.subscriptions'])
    .where('incidents.begins_at', '<=', until)
    .where(({ eb, or }) => or([eb('incidents.over_at', 'is', null), eb('incidents.over_at', '>=', since)]))
    .execute();
  // Sorting here takes a quarter of what sorting such wide rows takes in SQLite.
  return rows
    .sort((one, other) => other.begins_at - one.begins_at || (one.incident_id < other.incident_id ? 1 : -1))
    .map((row) => ({
      cloud,
      incident: readIncident(row, [], row.subscriptions),
      firstSeenAt: row.first_seen_at,
      lastSeenAt: row.last_seen_at,
    }));
}

/** When the first of a customer's incidents was seen. */
export async function findFirstLink(db: Queries, customerId: number): Promise<EpochMs | undefined> {
  const row = await db
    .selectFrom('customer_incidents')
    .select(({ fn }) => fn.min('first_seen_at').as('first'))
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  return row?.first ?? undefined;
}

/** The incidents of these keys in these accounts, with all posts or the newest only. */
export async function findByKeys(
  db: Queries,
  { cloudOf }: AccountBook,
  accountIds: readonly number[],
  keys: readonly string[],
  posts: 'all' | 'newest',
): Promise<readonly KeptIncident[]> {
  const found: KeptIncident[] = [];
  if (accountIds.length === 0) return found;
  for (const piece of inPieces(keys, PIECE)) {
    const rows = await db
      .selectFrom('incidents')
      .select([...COLUMNS, 'id', 'account_id', 'first_seen_at', 'last_seen_at'])
      .where('account_id', 'in', [...accountIds])
      .where('key', 'in', piece)
      .orderBy('account_id')
      .execute();
    const ids = rows.map(({ id }) => id);
    const texts = await (posts === 'all' ? readPosts(db, ids) : readNewestPosts(db, ids));
    for (const row of rows) {
      const cloud = cloudOf(row.account_id);
      if (cloud === undefined) continue;
      const incident = readIncident(row, texts.get(row.id) ?? [], null);
      found.push({ cloud, incident, firstSeenAt: row.first_seen_at, lastSeenAt: row.last_seen_at });
    }
  }
  return found;
}

type Posts = ReadonlyMap<number, readonly Post[]>;
type PostRow = { readonly incident_id: number; readonly at: number | null; readonly html: string };

async function readPosts(db: Queries, incidentIds: readonly number[]): Promise<Posts> {
  if (incidentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('posts')
    .select(['incident_id', 'at', 'html'])
    .where('incident_id', 'in', [...incidentIds])
    .orderBy('at', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute();
  return byIncident(rows);
}

async function readNewestPosts(db: Queries, incidentIds: readonly number[]): Promise<Posts> {
  if (incidentIds.length === 0) return new Map();
  // The texts are fetched only once it is known which: they are long.
  const ranked = db
    .selectFrom('posts')
    .select(({ fn }) => [
      'id',
      fn
        .agg<number>('row_number')
        .over((over) =>
          over
            .partitionBy('incident_id')
            .orderBy('at', (order) => order.desc().nullsLast())
            .orderBy('id'),
        )
        .as('place'),
    ])
    .where('incident_id', 'in', [...incidentIds])
    .as('ranked');
  const rows = await db
    .selectFrom(ranked)
    .innerJoin('posts', 'posts.id', 'ranked.id')
    .select(['posts.incident_id', 'posts.at', 'posts.html'])
    .where('ranked.place', '=', 1)
    .execute();
  return byIncident(rows);
}

function byIncident(rows: readonly PostRow[]): Posts {
  const posts = new Map<number, Post[]>();
  for (const { incident_id, at, html } of rows) {
    const post = { at: at ?? undefined, html };
    const list = posts.get(incident_id);
    if (list === undefined) posts.set(incident_id, [post]);
    else list.push(post);
  }
  return posts;
}
