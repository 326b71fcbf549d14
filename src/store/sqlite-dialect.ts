import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Sleep } from '../time.ts';
import { isSqliteBusy } from './explain-failure.ts';

/** How long to wait for another writer. */
export interface LockPatience {
  readonly lockWaitMs: number;
  readonly sleep: Sleep;
  /** Milliseconds since any moment, never set back. */
  readonly elapsed: () => number;
}

const LOCK_STEP_MS = 20;

/**
 * Kysely over Node's own SQLite. Kysely's `SqliteDialect` would do but for two things: a transaction must take the write lock at its
 * begin, else two writers can end in a deadlock; and waiting for a lock must not hold up the whole process, as SQLite's own busy
 * timeout does with a synchronous driver. `settings` are statements for the connection, run before the first question.
 */
export function createSqliteDialect(
  database: DatabaseSync,
  settings: readonly string[],
  patience: LockPatience,
): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(database, settings, patience),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

// Kysely lets one caller at a time have the connection: its SqliteAdapter says that there is only one.
function createDriver(database: DatabaseSync, settings: readonly string[], patience: LockPatience): Driver {
  const connection = createConnection(database, patience);
  const run = async (statement: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(statement));
  };
  return {
    async init() {
      for (const statement of settings) await run(statement);
    },
    acquireConnection: async () => connection,
    async beginTransaction() {
      // SQLite works in this very thread: without this, a thousand transactions one after the other would leave nobody else a turn.
      await setImmediate();
      await run('begin immediate');
    },
    commitTransaction: () => run('commit'),
    async rollbackTransaction() {
      // SQLite has rolled back by itself after some errors, a full disk among them.
      if (database.isTransaction) await run('rollback');
    },
    releaseConnection: async () => {},
    destroy: async () => database.close(),
  };
}

function createConnection(
  database: DatabaseSync,
  { lockWaitMs, sleep, elapsed }: LockPatience,
): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const since = elapsed();
      for (;;) {
        try {
          return execute<R>(database, sql, parameters.map(toInput));
        } catch (error) {
          if (!isSqliteBusy(error) || elapsed() - since >= lockWaitMs) throw error;
          await sleep(LOCK_STEP_MS);
        }
      }
    },
    streamQuery() {
      throw new Error('The store reads whole results only.');
    },
  };
}

function execute<R>(database: DatabaseSync, sql: string, parameters: SQLInputValue[]): QueryResult<R> {
  const statement = database.prepare(sql);
  const columns = statement.columns().map(({ name }) => name);
  if (columns.length > 0) {
    statement.setReturnArrays(true);
    // Kysely knows the columns of its own query; a driver cannot.
    return { rows: statement.all(...parameters).map((values) => makeRow(columns, values)) as R[] };
  }
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}

/** A plain object: those that SQLite's binding makes by itself are three times as slow to make and to read. */
function makeRow(columns: readonly string[], values: unknown): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  if (Array.isArray(values))
    for (let at = 0; at < columns.length; at += 1) row[columns[at] ?? ''] = values[at];
  return row;
}

function toInput(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`SQLite is given a ${typeof value}.`);
}
