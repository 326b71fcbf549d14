import { sql } from 'kysely';
import type { EpochMs } from '../time.ts';
import type { HoldOptions, LeaseBook } from '../work/leases.ts';
import { cleanInstant, inPieces } from './clean.ts';
import { deploymentPrefix } from './deployment-key.ts';
import type { Queries } from './engine.ts';
import { forgetOld } from './forget-old.ts';
import { LAST_CHARACTER } from './list-ids.ts';
import { writeKey } from './request-row.ts';
import type { WatchContext } from './watch-context.ts';

/** Names in one statement. */
const PIECE = 500;
/** Owners told of at most. */
const MOST_OWNERS = 1_000;
/** So long after it ran out a lease is forgotten. */
const KEPT_MS = 3_600_000;

/** The leases of this deployment. Of several who want a name at once, one gets it. */
export function createLeaseBook({
  engine,
  accounts,
  attempt,
}: Pick<WatchContext, 'engine' | 'accounts' | 'attempt'>): LeaseBook {
  const { db } = engine;
  const prefix = deploymentPrefix(accounts);
  const keyOf = (name: string) => writeKey(prefix + name);
  return {
    hold: (names, options) =>
      attempt(async () => {
        const keys = new Map(names.map((name) => [keyOf(name), name]));
        const held = await holdKeys(db, [...keys.keys()], options);
        if (held.hasTaken) {
          const only = sql`name like ${`${prefix}%`}`;
          await forgetOld(engine, 'leases', {
            key: 'name',
            at: 'until',
            only,
            before: options.now - KEPT_MS,
          });
        }
        return held.keys.flatMap((key) => keys.get(key) ?? []);
      }),
    release: (names, owner) =>
      attempt(async () => {
        for (const piece of inPieces(names.map(keyOf), PIECE))
          await db.deleteFrom('leases').where('name', 'in', piece).where('owner', '=', owner).execute();
      }),
    listOwners: (begin, now) =>
      attempt(async () => {
        const rows = await db
          .selectFrom('leases')
          .select('owner')
          .distinct()
          .where('name', '>=', keyOf(begin))
          .where('name', '<=', keyOf(begin) + LAST_CHARACTER)
          .where('until', '>', cleanInstant(now))
          .orderBy('owner')
          .limit(MOST_OWNERS)
          .execute();
        return rows.map(({ owner }) => owner);
      }),
  };
}

/**
 * Those held already come first, the latest renewed before the others, so that what is over the limit runs out. Where somebody else was
 * quicker, another name is tried: every round settles some names, so it ends.
 */
async function holdKeys(
  db: Queries,
  keys: readonly string[],
  options: HoldOptions,
): Promise<{ readonly keys: readonly string[]; readonly hasTaken: boolean }> {
  const { owner, now, limit } = options;
  const rows = await readLeases(db, keys);
  const leases = new Map(rows.map((row) => [row.name, row]));
  const own = rows
    .filter((row) => row.owner === owner)
    .sort((one, other) => other.until - one.until)
    .map(({ name }) => name);
  const free = keys.filter((key) => {
    const lease = leases.get(key);
    return lease === undefined || (lease.owner !== owner && lease.until <= now);
  });
  const wanted = [...own, ...free];
  const held: string[] = [];
  while (held.length < limit && wanted.length > 0)
    held.push(...(await take(db, wanted.splice(0, Math.min(PIECE, limit - held.length)), options)));
  const known = new Set(own);
  return { keys: held, hasTaken: held.some((key) => !known.has(key)) };
}

async function readLeases(db: Queries, keys: readonly string[]) {
  const rows: { readonly name: string; readonly owner: string; readonly until: EpochMs }[] = [];
  for (const piece of inPieces(keys, PIECE))
    rows.push(...(await db.selectFrom('leases').selectAll().where('name', 'in', piece).execute()));
  return rows;
}

/** Returns those it got. Everybody takes names in the same order, so that nobody waits in a circle. */
async function take(
  db: Queries,
  keys: readonly string[],
  { owner, now, leaseMs }: HoldOptions,
): Promise<readonly string[]> {
  const until = cleanInstant(now + leaseMs) ?? 0;
  const rows = await db
    .insertInto('leases')
    .values(keys.toSorted().map((name) => ({ name, owner, until })))
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet(({ ref }) => ({ owner: ref('excluded.owner'), until: ref('excluded.until') }))
        .where(sql<boolean>`leases.until <= ${cleanInstant(now)} or leases.owner = excluded.owner`),
    )
    .returning('name')
    .execute();
  return rows.map(({ name }) => name);
}
