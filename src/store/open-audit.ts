import type { Database } from '../database.ts';
import type { Log } from '../log.ts';
import type { ChainEnd, ChainLine } from '../staff/audit-chain.ts';
import type { Sleep } from '../time.ts';
import { createAttempt } from './attempt.ts';
import {
  type CustomerLink,
  countCustomerLinks,
  listDeployments,
  readChainEnd,
  readChainLines,
  readCustomerLinks,
  readLastSequence,
} from './audit-rows.ts';
import type { Engine, Queries } from './engine.ts';
import { openSqlite } from './sqlite.ts';
import { StoreError } from './store-error.ts';

/** A deployment that keeps an audit trail in the database. */
export interface AuditDeployment {
  readonly key: string;
  /** The account that names it; undefined: the database has none of that number. */
  readonly account: { readonly cloud: string; readonly tenantId: string } | undefined;
}

/** The audit trails of a database as they are kept, of whichever deployment: for checking and exporting. Throws `StoreError`. */
export interface AuditArchive {
  listDeployments(): Promise<readonly AuditDeployment[]>;
  /** The end that the chain's own row tells; undefined: there is no such row. */
  readEnd(deployment: string): Promise<ChainEnd | undefined>;
  /** Number of the last line there is; undefined: there is none. */
  readLastSequence(deployment: string): Promise<number | undefined>;
  /** Lines behind number `after`, oldest first. */
  readLines(deployment: string, after: number, limit: number): Promise<readonly ChainLine[]>;
  /** Under which of these customers lines `from` to `to` are found. */
  readLinks(
    deployment: string,
    customers: readonly string[],
    range: { readonly from: number; readonly to: number },
  ): Promise<readonly CustomerLink[]>;
  /** How many times lines up to number `to` are found under a customer. */
  countLinks(deployment: string, to: number): Promise<number>;
  close(): Promise<void>;
}

/** Opens the database for reading alone: bots may be at work on it. Throws `StoreError`, also where no bot has ever made its tables. */
export async function openAudit(options: {
  readonly database: Database;
  readonly sleep: Sleep;
  readonly log: Log;
}): Promise<AuditArchive> {
  const attempt = createAttempt(options.sleep);
  const engine = await openEngine(options);
  const { db } = engine;
  try {
    await attempt(async () => {
      if (await engine.hasTable(db, 'audit_lines')) return;
      throw new StoreError(
        'missing',
        'There is no audit trail in this database: check DATABASE_URL, or start the bot once.',
      );
    });
  } catch (error) {
    await engine.close().catch(() => {});
    throw error;
  }
  return {
    listDeployments: () =>
      attempt(async () => {
        const keys = await listDeployments(db);
        return Promise.all(keys.map(async (key) => ({ key, account: await findAccount(db, key) })));
      }),
    readEnd: (deployment) => attempt(() => readChainEnd(db, deployment)),
    readLastSequence: (deployment) => attempt(() => readLastSequence(db, deployment)),
    readLines: (deployment, after, limit) => attempt(() => readChainLines(db, deployment, after, limit)),
    readLinks: (deployment, customers, range) =>
      attempt(() => readCustomerLinks(db, deployment, customers, range)),
    countLinks: (deployment, to) => attempt(() => countCustomerLinks(db, deployment, to)),
    close: () => attempt(() => engine.close()),
  };
}

async function openEngine({
  database,
  sleep,
  log,
}: {
  readonly database: Database;
  readonly sleep: Sleep;
  readonly log: Log;
}): Promise<Engine> {
  if (database.kind === 'sqlite') return openSqlite({ ...database, sleep, readOnly: true });
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres({ url: database.url, log, readOnly: true });
}

async function findAccount(db: Queries, deployment: string): Promise<AuditDeployment['account']> {
  const row = await db
    .selectFrom('accounts')
    .select(['cloud', 'tenant_id as tenantId'])
    .where('id', '=', Number.parseInt(deployment, 10) || 0)
    .executeTakeFirst();
  return row;
}
