import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { SendWindows } from '../delivery/ports.ts';
import type { IncidentArchive, StateBook } from '../health/archive.ts';
import type { Log } from '../log.ts';
import type { RequestStore } from '../requests/ports.ts';
import type { SecretBook } from '../secrets.ts';
import type { AuditBook } from '../staff/audit.ts';
import type { Clock, Sleep } from '../time.ts';
import type { WatchStore } from '../watch/ports.ts';
import type { LeaseBook } from '../work/leases.ts';
import { enterAccounts, type StoreAccount } from './accounts.ts';
import { createAttempt } from './attempt.ts';
import { createAuditBook } from './audit-book.ts';
import { endWithin } from './end-within.ts';
import type { Engine } from './engine.ts';
import { createIncidentArchive } from './incident-archive.ts';
import { createLeaseBook } from './lease-book.ts';
import { migrate } from './migrate.ts';
import type { DescribeChange } from './request-context.ts';
import { createRequestStore } from './request-store.ts';
import { createSecretBook } from './secret-book.ts';
import { createSendWindows } from './send-windows.ts';
import { openSqlite } from './sqlite.ts';
import { createStateBook } from './state-book.ts';
import { StoreError } from './store-error.ts';
import { createWatchStore } from './watch-store.ts';

/** What the bot remembers. */
export interface Store {
  readonly archive: IncidentArchive;
  readonly states: StateBook;
  readonly requests: RequestStore;
  readonly watch: WatchStore;
  readonly windows: SendWindows;
  readonly leases: LeaseBook;
  readonly audit: AuditBook;
  readonly secrets: SecretBook;
  /** Throws `StoreError` when the database cannot be reached, or says nothing for three seconds. */
  check(): Promise<void>;
  /** Waits for work under way, two seconds at most; the store cannot be used afterwards. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The partner accounts of this deployment, one a cloud: nothing kept for another one is ever seen. */
  readonly accounts: readonly StoreAccount[];
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
  /** The body of the outgoing webhook for a change; undefined: there is no webhook, and nothing is kept for it. */
  readonly describeChange?: DescribeChange | undefined;
  /** How long `check` may take, in milliseconds. Default 3,000. */
  readonly checkMs?: number;
}

const CHECK_MS = 3_000;

/** Connects to the database and brings its schema up to date. Throws `StoreError`, and then leaves nothing open. */
export async function openStore(options: StoreOptions & { readonly database: Database }): Promise<Store> {
  return startStore(await openEngine(options), options);
}

/** A store over a database that is open already, and which it closes. */
export async function startStore(
  engine: Engine,
  { accounts, clock, sleep, log, describeChange, checkMs = CHECK_MS }: StoreOptions,
): Promise<Store> {
  const attempt = createAttempt(sleep);
  try {
    const book = await attempt(async () => {
      await migrate(engine, clock);
      return enterAccounts(engine.db, accounts);
    });
    const ask = () =>
      attempt(async () => {
        await sql`select 1 from partner_health_schema`.execute(engine.db);
        engine.checkFile();
      });
    const context = { engine, accounts: book, attempt, clock, log };
    return {
      archive: createIncidentArchive(engine, book, { attempt, log }),
      states: createStateBook(engine, book, { attempt, clock, sleep }),
      requests: createRequestStore({ engine, accounts: book, attempt, log, describeChange }),
      watch: createWatchStore(context),
      windows: createSendWindows(context),
      leases: createLeaseBook(context),
      audit: createAuditBook(context),
      secrets: createSecretBook(context),
      check: () =>
        endWithin(checkMs, ask, () => {
          throw new StoreError(engine.late, 'The database does not answer in time.');
        }),
      close: () => attempt(() => engine.close()),
    };
  } catch (error) {
    await engine.close().catch(() => {});
    throw error;
  }
}

async function openEngine({
  database,
  sleep,
  log,
}: StoreOptions & { readonly database: Database }): Promise<Engine> {
  if (database.kind === 'sqlite') return openSqlite({ ...database, sleep });
  // Loaded only where it is used: `pg` costs memory.
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres({ url: database.url, log });
}
