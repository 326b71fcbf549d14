import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import type { Sleep } from '../time.ts';
import type { Engine } from './engine.ts';
import { explainFailure } from './explain-failure.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

export interface SqliteOptions {
  /** `:memory:` is a database that ends with the process. */
  readonly path: string;
  /** True: the folder is made when it is missing. */
  readonly isDefault: boolean;
  readonly sleep: Sleep;
  /** How long to wait for another writer, in milliseconds. */
  readonly lockWaitMs?: number;
}

const LOCK_WAIT_MS = 5_000;
/** How long SQLite itself may hold up the process while it waits, for example while another process recovers the file. */
const BLOCKING_WAIT_MS = 50;
/** What a write-ahead log is cut back to after a burst, in bytes. */
const LOG_BYTES = 32 * 1024 * 1024;

/** Opens an SQLite file; makes it where it is missing. Changes nothing in one that is there. Throws `StoreError`. */
export function openSqlite({ path, isDefault, sleep, lockWaitMs = LOCK_WAIT_MS }: SqliteOptions): Engine {
  try {
    if (path !== ':memory:') ensureFolder(path, isDefault);
    const database = new DatabaseSync(path, { timeout: BLOCKING_WAIT_MS, enableForeignKeyConstraints: true });
    const settings = ['pragma synchronous = normal', `pragma journal_size_limit = ${LOG_BYTES}`];
    const dialect = createSqliteDialect(database, settings, { lockWaitMs, sleep });
    const db = new Kysely<Tables>({ dialect });
    return createEngine(db, database);
  } catch (error) {
    throw explainFailure(error);
  }
}

function createEngine(db: Kysely<Tables>, database: DatabaseSync): Engine {
  return {
    db,
    dialect: {
      id: 'integer primary key',
      integer: 'integer',
      key: 'text',
      clustered: ' strict, without rowid',
      plain: ' strict',
    },
    async hasTable(queries, name) {
      const { rows } = await sql`select 1 from sqlite_master where type = 'table' and name = ${name}`.execute(
        queries,
      );
      return rows.length > 0;
    },
    // Readers and a writer do not wait for one another. Kept in the file from then on.
    async prepareSchema() {
      await sql`pragma journal_mode = wal`.execute(db);
    },
    // Every transaction of ours holds SQLite's one write lock from its begin.
    lockSchema: async () => {},
    lockCustomer: async () => {},
    async close() {
      await db.destroy();
      // Kysely leaves a database alone that it was never asked anything of.
      if (database.isOpen) database.close();
    },
  };
}

function ensureFolder(path: string, isDefault: boolean): void {
  const folder = dirname(resolve(path));
  if (existsSync(folder)) return;
  if (!isDefault) {
    throw new StoreError(
      'missing',
      `The folder ${folder} of the database file does not exist: create it, or correct DATABASE_URL.`,
    );
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
