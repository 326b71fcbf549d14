import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { describeError, type Log } from '../log.ts';
import { endWithin } from './end-within.ts';
import type { Engine } from './engine.ts';
import { explainFailure } from './explain-failure.ts';
import { createKeptSockets, type KeptSockets } from './kept-sockets.ts';
import type { Tables } from './tables.ts';
import { watchPool } from './watch-pool.ts';

const MOST_CONNECTIONS = 10;
const CONNECT_MS = 5_000;
const STATEMENT_MS = 10_000;
/** How much longer than the server's own limit a statement is waited for: beyond it the server is not there any more. */
const ANSWER_MS = 2_000;
const LOCK_WAIT_MS = 5_000;
const IDLE_MS = 30_000;
const CLOSE_MS = 2_000;
/** A change of the schema may take longer than a question, and waits for another replica's. */
const MIGRATION_MS = 300_000;
/** Any number, the same in every version of the bot. */
const SCHEMA_LOCK = 7_205_759_403;

/** A 64-bit integer is a number to us: instants and counts are far below 2^53. Kept to this pool: `pg.types` is shared by all. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 ? (text: string) => Number(text) : pg.types.getTypeParser(oid, format),
};

export interface PostgresOptions {
  /** May hold a password: never shown. */
  readonly url: string;
  readonly log: Log;
  /** True: the server refuses to write for us. Default false. */
  readonly readOnly?: boolean;
  /** How long to wait for another writer, in milliseconds. */
  readonly lockWaitMs?: number;
  /** How long closing waits for work under way, in milliseconds. */
  readonly closeMs?: number;
}

/** Connects to PostgreSQL at the first question, not here. Throws `StoreError` for an address that cannot be one. */
export function openPostgres(options: PostgresOptions): Engine {
  try {
    const sockets = createKeptSockets();
    return createEngine(createPool(options, sockets), sockets, options);
  } catch (error) {
    throw explainFailure(error);
  }
}

function createPool(options: PostgresOptions, sockets: KeptSockets): pg.Pool {
  const { url, log, readOnly = false, lockWaitMs = LOCK_WAIT_MS } = options;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'partner-health',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: lockWaitMs,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    keepAlive: true,
    stream: () => sockets.create(),
    types: TYPES,
  });
  const tell = (error: Error) => log.warn(describeError(error), 'A connection to the database was lost');
  // Both are thrown by Node where nobody listens: the pool tells of idle connections, the client of one that is in use.
  pool.on('error', tell);
  pool.on('connect', (client) => client.on('error', () => {}));
  // Before whatever else is asked: a client answers in order.
  if (readOnly)
    pool.on('connect', (client) => client.query('set default_transaction_read_only = on').catch(() => {}));
  return pool;
}

function createEngine(pool: pg.Pool, sockets: KeptSockets, { closeMs = CLOSE_MS }: PostgresOptions): Engine {
  let patienceMs = STATEMENT_MS + ANSWER_MS;
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: watchPool(pool, () => patienceMs) }),
  });
  return {
    db,
    late: 'unreachable',
    locksRows: true,
    dialect: {
      id: 'bigint generated always as identity primary key',
      serial: 'bigint generated always as identity primary key',
      integer: 'bigint',
      key: 'text collate "C"',
      clustered: '',
      plain: '',
      refuseChanges: (table, changes) => [
        `create or replace function partner_health_refuse() returns trigger language plpgsql as $$
          begin raise exception '%: no % here', tg_table_name, lower(tg_op); end $$`,
        ...changes.map(
          (change) => `create trigger ${table}_${change}
            before ${change === 'delete' ? 'delete or truncate' : change} on ${table}
            for each statement execute function partner_health_refuse()`,
        ),
      ],
    },
    // Not `to_regclass`: it may answer from a cache that does not know yet what another replica has just made.
    async hasTable(queries, name) {
      const { rows } = await sql`select 1 from pg_catalog.pg_tables
        where tablename = ${name} and schemaname = any (current_schemas(false))`.execute(queries);
      return rows.length > 0;
    },
    async changeSchema(work) {
      patienceMs = MIGRATION_MS + ANSWER_MS;
      try {
        await db.transaction().execute(async (trx) => {
          await sql.raw(`set local statement_timeout = ${MIGRATION_MS}`).execute(trx);
          await sql.raw(`set local lock_timeout = ${MIGRATION_MS}`).execute(trx);
          await sql`select pg_advisory_xact_lock(${SCHEMA_LOCK}::bigint)`.execute(trx);
          await work(trx);
        });
      } finally {
        patienceMs = STATEMENT_MS + ANSWER_MS;
      }
    },
    async lockCustomer(trx, customerId) {
      await trx.selectFrom('customers').select('id').where('id', '=', customerId).forNoKeyUpdate().execute();
    },
    checkFile: () => {},
    async close() {
      const end = async () => {
        await db.destroy();
        if (!pool.ending) await pool.end();
        await sockets.whenClosed();
      };
      try {
        await endWithin(closeMs, end, () => {});
      } finally {
        sockets.destroy();
      }
    },
  };
}
