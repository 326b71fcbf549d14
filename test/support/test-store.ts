import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../src/database.ts';
import type { Incident, Post } from '../../src/health/incident.ts';
import { openStore, type Store, type StoreOptions } from '../../src/store/open-store.ts';
import { createKeptLog } from './kept-log.ts';

export const START = Date.UTC(2026, 10, 21, 10, 0);
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** A customer of the global account. */
export const CONTOSO = { cloud: 'global', tenantId: '11111111-aaaa-4000-8000-000000000001' } as const;
export const FABRIKAM = { cloud: 'global', tenantId: '22222222-bbbb-4000-8000-000000000002' } as const;
/** A customer of the China account. */
export const KEJI = { cloud: 'china', tenantId: '33333333-cccc-4000-8000-000000000003' } as const;

const ACCOUNTS = [
  { cloud: 'global', tenantId: 'PARTNER-1' },
  { cloud: 'china', tenantId: 'partner-2' },
] as const;

/** What a store is opened with in tests; a wait is as short as can be. */
export function storeOptions(overrides: Partial<StoreOptions> = {}): StoreOptions {
  return {
    accounts: ACCOUNTS,
    clock: () => START,
    sleep: (ms) => wait(Math.min(ms, 2)),
    log: createKeptLog(),
    ...overrides,
  };
}

/** A database of its own, and as many stores over it as a test wants; `close` closes them all. */
export interface TestDatabase {
  readonly database: Database;
  open(overrides?: Partial<StoreOptions>): Promise<Store>;
  close(): Promise<void>;
}

export function createTestDatabase(database: Database, remove: () => Promise<void>): TestDatabase {
  const stores: Store[] = [];
  return {
    database,
    async open(overrides) {
      const store = await openStore({ database, ...storeOptions(overrides) });
      stores.push(store);
      return store;
    },
    async close() {
      await Promise.all(stores.map((store) => store.close()));
      await remove();
    },
  };
}

/** An SQLite file in a folder of its own. */
export async function createSqliteDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-health-store-'));
  return createTestDatabase({ kind: 'sqlite', path: join(folder, 'test.db'), isDefault: false }, () =>
    rm(folder, { recursive: true, force: true }),
  );
}

/** An incident as the store gives it back, with what a test wants to be different. */
export function makeKeptIncident(overrides: Partial<Incident> = {}): Incident {
  return {
    id: 'EX226574',
    source: 'microsoft365',
    kind: 'incident',
    origin: 'microsoft',
    title: "Some users can't send mail",
    service: 'Exchange Online',
    feature: 'E-Mail and calendar access',
    impact: 'Users may be unable to send mail.',
    status: 'serviceDegradation',
    isResolved: false,
    startedAt: START - 120 * MINUTE,
    endedAt: undefined,
    updatedAt: START - 10 * MINUTE,
    posts: [],
    ...overrides,
  };
}

export function makePost(minutesAgo: number | undefined, html = `<p>Post of ${minutesAgo}</p>`): Post {
  return { at: minutesAgo === undefined ? undefined : START - minutesAgo * MINUTE, html };
}

/** Everything there is. */
export const ALWAYS = { since: 0, until: START + 10_000 * DAY };
