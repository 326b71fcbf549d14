import { sql } from 'kysely';
import type { Clock } from '../time.ts';
import type { Engine, Queries } from './engine.ts';
import { MIGRATIONS } from './migrations.ts';
import { StoreError } from './store-error.ts';

/** The version of the schema that this version of the bot works with. */
export const NEWEST_SCHEMA = MIGRATIONS.at(-1)?.version ?? 0;

/**
 * Brings the schema up to what this version of the bot knows, in one transaction: wholly or not at all. Several replicas may do it at
 * once: the first does it, the others find it done. Throws `newerSchema`, with nothing written, when the database is ahead of us.
 */
export async function migrate(engine: Engine, clock: Clock): Promise<void> {
  if ((await readSchemaVersion(engine, engine.db)) === NEWEST_SCHEMA) return;
  await engine.changeSchema(async (trx) => {
    const version = await readSchemaVersion(engine, trx);
    if (version === undefined) await createVersionTable(engine, trx);
    for (const migration of MIGRATIONS.filter((step) => step.version > (version ?? 0))) {
      for (const statement of migration.statements(engine.dialect)) await sql.raw(statement).execute(trx);
      await trx
        .insertInto('partner_health_schema')
        .values({ version: migration.version, applied_at: clock() })
        .execute();
    }
  });
}

/** Undefined where there is no schema of ours. Throws `newerSchema` where the database is ahead of us. */
export async function readSchemaVersion(engine: Engine, db: Queries): Promise<number | undefined> {
  if (!(await engine.hasTable(db, 'partner_health_schema'))) return undefined;
  const row = await db
    .selectFrom('partner_health_schema')
    .select(({ fn }) => fn.max('version').as('version'))
    .executeTakeFirst();
  const version = row?.version ?? 0;
  if (version <= NEWEST_SCHEMA) return version;
  throw new StoreError(
    'newerSchema',
    `The database has schema ${version}, this version of Partner Health knows ${NEWEST_SCHEMA} at most: run the newer version. Nothing was changed.`,
  );
}

async function createVersionTable({ dialect: { integer, plain } }: Engine, db: Queries): Promise<void> {
  await sql
    .raw(
      `create table partner_health_schema (version ${integer} not null primary key, applied_at ${integer} not null)${plain}`,
    )
    .execute(db);
}
