import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
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
  /** True: it must be there, and cannot be written. Default false. */
  readonly readOnly?: boolean;
  readonly sleep: Sleep;
  /** How long to wait for another writer, in milliseconds. */
  readonly lockWaitMs?: number;
  /** Milliseconds since any moment, never set back. Default `performance.now`. */
  readonly elapsed?: () => number;
}

const LOCK_WAIT_MS = 5_000;
/** What a write-ahead log is cut back to after a burst, in bytes. */
const LOG_BYTES = 32 * 1024 * 1024;

/** Opens an SQLite file; makes it where it is missing. Changes nothing in one that is there. Throws `StoreError`. */
export function openSqlite(options: SqliteOptions): Engine {
  const { path, isDefault, readOnly = false } = options;
  const { sleep, lockWaitMs = LOCK_WAIT_MS, elapsed = () => performance.now() } = options;
  try {
    if (path !== ':memory:' && !readOnly) ensureUsable(path, isDefault);
    // No time-out of SQLite's own: it would hold up the whole process. Waiting is the dialect's part.
    const database = new DatabaseSync(path, { timeout: 0, enableForeignKeyConstraints: true, readOnly });
    const settings = readOnly
      ? []
      : ['pragma synchronous = normal', `pragma journal_size_limit = ${LOG_BYTES}`];
    const dialect = createSqliteDialect(database, settings, { lockWaitMs, sleep, elapsed });
    const db = new Kysely<Tables>({ dialect });
    return { ...createEngine(db, database), checkFile: createFileCheck(path) };
  } catch (error) {
    throw explainFailure(error);
  }
}

function createEngine(db: Kysely<Tables>, database: DatabaseSync): Omit<Engine, 'checkFile'> {
  return {
    db,
    dialect: {
      id: 'integer primary key',
      serial: 'integer primary key autoincrement',
      integer: 'integer',
      key: 'text',
      clustered: ' strict, without rowid',
      plain: ' strict',
      refuseChanges: (table, changes, key = []) => [
        ...changes.map(
          (change) => `create trigger ${table}_${change} before ${change} on ${table}
            begin select raise(abort, '${table}: no ${change} here'); end`,
        ),
        // INSERT OR REPLACE deletes without asking the trigger of deletions.
        ...(key.length === 0
          ? []
          : [
              `create trigger ${table}_replace before insert on ${table}
            when exists (select 1 from ${table} where ${key.map((column) => `${column} = new.${column}`).join(' and ')})
            begin select raise(abort, '${table}: no update here'); end`,
            ]),
      ],
    },
    async hasTable(queries, name) {
      const { rows } = await sql`select 1 from sqlite_master where type = 'table' and name = ${name}`.execute(
        queries,
      );
      return rows.length > 0;
    },
    late: 'locked',
    locksRows: false,
    async changeSchema(work) {
      // Readers and a writer do not wait for one another. Kept in the file from then on; not possible within a transaction.
      await sql`pragma journal_mode = wal`.execute(db);
      await db.transaction().execute(work);
    },
    // Every transaction of ours holds SQLite's one write lock from its begin.
    lockCustomer: async () => {},
    async close() {
      await db.destroy();
      // Kysely leaves a database alone that it was never asked anything of.
      if (database.isOpen) database.close();
    },
  };
}

/** The folder is there, and both can be written: SQLite keeps files beside its own. */
function ensureUsable(path: string, isDefault: boolean): void {
  const folder = dirname(resolve(path));
  if (existsSync(folder)) {
    accessSync(folder, constants.W_OK);
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      throw new StoreError('missing', `DATABASE_URL names the folder ${resolve(path)}: name a file in it.`);
    }
    accessSync(path, constants.W_OK);
    return;
  }
  if (!isDefault) {
    throw new StoreError(
      'missing',
      `The folder ${folder} of the database file does not exist: create it, or correct DATABASE_URL.`,
    );
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** SQLite goes on writing into a file that somebody has deleted or replaced, and all of it would be lost. */
function createFileCheck(path: string): () => void {
  if (path === ':memory:') return () => {};
  const identify = () => statSync(path, { throwIfNoEntry: false })?.ino;
  // SQLite makes the file when it is first used.
  let opened = identify();
  return () => {
    const found = identify();
    opened ??= found;
    if (found === opened) return;
    throw new StoreError(
      'missing',
      'The database file was deleted or replaced while it was in use: start anew, or what is written from now on is lost.',
    );
  };
}
