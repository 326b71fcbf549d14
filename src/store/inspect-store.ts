import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Log } from '../log.ts';
import type { Sleep } from '../time.ts';
import { explainFailure } from './explain-failure.ts';
import { NEWEST_SCHEMA, readSchemaVersion } from './migrate.ts';
import { openSqlite } from './sqlite.ts';

/** What is found in a database, which is left as it is. */
export interface StoreInspection {
  /** undefined: there is no schema of ours yet. */
  readonly version: number | undefined;
  /** What this version of the bot brings it to. */
  readonly newest: number;
}

/** Thrown away at once. */
class Undo extends Error {}

/** Reads the version of the schema, and writes something that is taken back. Throws `StoreError`. */
export async function inspectStore({
  database,
  sleep,
  log,
}: {
  readonly database: Database;
  readonly sleep: Sleep;
  readonly log: Log;
}): Promise<StoreInspection> {
  if (database.kind === 'sqlite' && isToBeMade(database))
    return { version: undefined, newest: NEWEST_SCHEMA };
  const engine =
    database.kind === 'sqlite'
      ? openSqlite({ ...database, sleep })
      : await (await import('./postgres.ts')).openPostgres({ url: database.url, log });
  try {
    const version = await readSchemaVersion(engine, engine.db);
    await engine.db
      .transaction()
      .execute(async (trx) => {
        if (version === NEWEST_SCHEMA)
          await sql`update partner_health_schema set applied_at = applied_at`.execute(trx);
        else await sql`create table partner_health_inspection (id integer)`.execute(trx);
        throw new Undo();
      })
      .catch((error) => {
        if (!(error instanceof Undo)) throw error;
      });
    return { version, newest: NEWEST_SCHEMA };
  } catch (error) {
    throw explainFailure(error);
  } finally {
    await engine.close().catch(() => {});
  }
}

/** A file that is not there is left for the bot to make. Throws `StoreError` where it could not. */
function isToBeMade({ path, isDefault }: Extract<Database, { kind: 'sqlite' }>): boolean {
  const folder = dirname(resolve(path));
  if (path === ':memory:' || existsSync(path)) return false;
  // The default's folder is made along with it; another one must be there, and who opens it says so.
  if (!existsSync(folder)) return isDefault;
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch (error) {
    throw explainFailure(error);
  }
}
