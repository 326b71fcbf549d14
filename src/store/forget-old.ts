import { type RawBuilder, sql } from 'kysely';
import type { EpochMs } from '../time.ts';
import { cleanInstant } from './clean.ts';
import type { Engine } from './engine.ts';
import type { Tables } from './tables.ts';

/** So many go at once: nobody waits for long. */
const MOST = 500;

/**
 * Forgets rows of ours that have not mattered since before `before`, the oldest first, a bounded number. Rows that somebody is writing
 * stay for the next time. `only` is a condition on the rows that are ours.
 */
export async function forgetOld(
  { db, locksRows }: Engine,
  table: keyof Tables,
  {
    key,
    at,
    only,
    before,
  }: {
    readonly key: string;
    readonly at: string;
    readonly only: RawBuilder<unknown>;
    readonly before: EpochMs;
  },
): Promise<void> {
  await sql`delete from ${sql.table(table)} where ${sql.ref(key)} in (
    select ${sql.ref(key)} from ${sql.table(table)}
    where ${only} and ${sql.ref(at)} < ${cleanInstant(before)}
    order by ${sql.ref(at)} limit ${MOST}
    ${locksRows ? sql`for update skip locked` : sql``})`.execute(db);
}
