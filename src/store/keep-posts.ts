import type { Transaction } from 'kysely';
import type { Post } from '../health/incident.ts';
import { cleanInstant, cleanText, inPieces } from './clean.ts';
import { digest } from './reading.ts';
import type { Tables } from './tables.ts';

/** The newest ones stay; Microsoft's longest list known has about 60. */
const MOST_POSTS = 200;
/** Longest post, in UTF-16 units; Microsoft's longest are about 50 KB. */
const POST_LENGTH = 200_000;
const INCIDENTS_AT_ONCE = 100;
const POSTS_AT_ONCE = 50;

/** Adds the posts, by row number of their incident, that are not kept yet. The same instant with the same content is the same post. */
export async function keepPosts(
  trx: Transaction<Tables>,
  posts: ReadonlyMap<number, readonly Post[]>,
): Promise<void> {
  const told = [...posts].filter(([, list]) => list.length > 0);
  for (const piece of inPieces(told, INCIDENTS_AT_ONCE)) {
    const kept = await findKept(
      trx,
      piece.map(([incidentId]) => incidentId),
    );
    const news = piece.flatMap(([incidentId, list]) => pickNews(incidentId, list, kept.get(incidentId)));
    for (const rows of inPieces(news, POSTS_AT_ONCE)) {
      await trx
        .insertInto('posts')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['incident_id', 'key']).doNothing())
        .execute();
    }
    for (const [incidentId, rows] of Map.groupBy(news, (row) => row.incident_id)) {
      if ((kept.get(incidentId)?.size ?? 0) + rows.length > MOST_POSTS) await dropOldest(trx, incidentId);
    }
  }
}

async function findKept(
  trx: Transaction<Tables>,
  incidentIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const rows = await trx
    .selectFrom('posts')
    .select(['incident_id', 'key'])
    .where('incident_id', 'in', incidentIds)
    .execute();
  const byIncident = Map.groupBy(rows, (row) => row.incident_id);
  return new Map([...byIncident].map(([id, list]) => [id, new Set(list.map(({ key }) => key))]));
}

/** Newest first: posts of one instant keep the order they came in. */
function pickNews(incidentId: number, posts: readonly Post[], kept: ReadonlySet<string> = new Set()) {
  const newest = posts
    .map(prepare)
    .sort((one, other) => compareNewest(one.at, other.at))
    .slice(0, MOST_POSTS);
  return [...new Map(newest.map((row) => [row.key, row])).values()].flatMap(({ key, at, html }) =>
    kept.has(key) ? [] : { incident_id: incidentId, key, at, html },
  );
}

interface PreparedPost {
  readonly key: string;
  readonly at: number | null;
  readonly html: string;
}

/** Thousands of customers have the very same post: it is digested once for all of them. */
const prepared = new WeakMap<Post, PreparedPost>();

function prepare(post: Post): PreparedPost {
  const known = prepared.get(post);
  if (known !== undefined) return known;
  const at = cleanInstant(post.at);
  const html = cleanText(post.html, POST_LENGTH);
  const row = { key: digest([at, html]), at, html };
  prepared.set(post, row);
  return row;
}

function compareNewest(one: number | null, other: number | null): number {
  if (one === other) return 0;
  if (one === null) return 1;
  return other === null ? -1 : other - one;
}

async function dropOldest(trx: Transaction<Tables>, incidentId: number): Promise<void> {
  const rows = await trx
    .selectFrom('posts')
    .select('id')
    .where('incident_id', '=', incidentId)
    .orderBy('at', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute();
  const tooOld = rows.slice(MOST_POSTS).map(({ id }) => id);
  if (tooOld.length > 0) await trx.deleteFrom('posts').where('id', 'in', tooOld).execute();
}
