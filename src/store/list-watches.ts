import type { Place, Watch } from '../watch/watch.ts';
import type { Queries } from './engine.ts';
import { accountIds } from './request-context.ts';
import type { WatchContext } from './watch-context.ts';
import { readPlace, readWatch } from './watch-rows.ts';

/** The watches of one place, oldest first. */
export async function listPlaceWatches(
  { log }: WatchContext,
  db: Queries,
  place: Place,
): Promise<readonly Watch[]> {
  const rows = await db
    .selectFrom('watches')
    .selectAll()
    .where('place_id', '=', place.id)
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => {
    const watch = readWatch(row, place);
    if (watch === undefined) log.warn({ row: row.id }, 'A watch that is kept cannot be understood');
    return watch ?? [];
  });
}

/** Every watch of our accounts, by place, oldest first. */
export async function listWatches(context: WatchContext, db: Queries): Promise<readonly Watch[]> {
  const places = new Map((await listWatchedPlaces(context, db)).map((place) => [place.id, place]));
  const rows = await db
    .selectFrom('watches')
    .innerJoin('places', 'places.id', 'watches.place_id')
    .selectAll('watches')
    .where('places.account_id', 'in', accountIds(context.accounts))
    .orderBy('watches.place_id')
    .orderBy('watches.id')
    .execute();
  return rows.flatMap((row) => {
    const place = places.get(row.place_id);
    const watch = place && readWatch(row, place);
    if (watch === undefined) context.log.warn({ row: row.id }, 'A watch that is kept cannot be understood');
    return watch ?? [];
  });
}

/** Places that watch something, in the order in which they began to. */
export async function listWatchedPlaces(
  { accounts, log }: WatchContext,
  db: Queries,
): Promise<readonly Place[]> {
  const rows = await db
    .selectFrom('places')
    .selectAll()
    .where('account_id', 'in', accountIds(accounts))
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('watches').select('watches.id').whereRef('watches.place_id', '=', 'places.id')),
    )
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => {
    const place = readPlace(row);
    if (place === undefined) log.warn({ row: row.id }, 'A place that is kept cannot be understood');
    return place ?? [];
  });
}
