import { createAuditTrail } from '../../src/staff/write-audit.ts';
import { makeAuditEntry } from '../support/audit.ts';
import { startPostgres } from '../support/postgres.ts';
import {
  CONTOSO,
  createSqliteDatabase,
  createTestDatabase,
  FABRIKAM,
  storeOptions,
  type TestDatabase,
} from '../support/test-store.ts';
import { describe } from './measure.ts';

const ROUNDS = 30;
const ACTS_MS = 5_000;
const BATCH = 500;

/** Measures a trail of so many lines, of which every tenth is about one customer, on both databases. One line a figure. */
export async function benchAudit(lines = 1_000_000): Promise<string[]> {
  const found = await measure('SQLite', await createSqliteDatabase(), lines);
  const postgres = await startPostgres({ TEST_DATABASE_URL: process.env.TEST_DATABASE_URL });
  if ('reason' in postgres) return [...found, `audit trail on PostgreSQL: not measured: ${postgres.reason}`];
  try {
    const { url } = await postgres.createSchema();
    const database = createTestDatabase({ kind: 'postgres', url }, async () => {});
    return [...found, ...(await measure('PostgreSQL', database, lines))];
  } finally {
    await postgres.stop();
  }
}

async function measure(name: string, database: TestDatabase, count: number): Promise<string[]> {
  try {
    const { audit } = await database.open();
    const start = performance.now();
    for (let at = 0; at < count; at += BATCH)
      await audit.append(
        Array.from({ length: BATCH }, (_, each) =>
          makeAuditEntry({
            customers: [each % 10 === 0 ? CONTOSO : { ...FABRIKAM, tenantId: `t-${(at + each) % 9_973}` }],
          }),
        ),
      );
    const filled = performance.now() - start;
    const page = { offset: 0, limit: 20 };
    const all = await time(() => audit.list({}, page));
    const deep = await time(() => audit.list({}, { ...page, offset: count / 2 }));
    const one = await time(() => audit.list({ customer: CONTOSO }, page));
    const { acts, waits, batches } = await act(audit);
    return [
      `audit trail of ${count.toLocaleString('en')} lines on ${name}: newest page ${describe(all)}; in the middle ${describe(deep)}`,
      `  of a customer with ${(count / 10).toLocaleString('en')}: ${describe(one)}; filled with ${Math.round((1_000 * count) / filled).toLocaleString('en')} lines/s`,
      `  ${Math.round((1_000 * acts) / ACTS_MS)} acts/s recorded by 64 side by side in ${batches} transactions: ${describe(waits)}`,
    ];
  } finally {
    await database.close();
  }
}

async function act(book: Parameters<typeof createAuditTrail>[0]['book']) {
  const waits: number[] = [];
  let batches = 0;
  const { sleep, log } = storeOptions();
  const trail = createAuditTrail({
    ...{ book, clock: () => performance.now(), log },
    sleep: (ms, signal) => (ms < 1_000 ? sleep(ms, signal) : new Promise(() => {})),
    observe: ({ kind }) => {
      if (kind === 'kept') batches += 1;
    },
  });
  const until = performance.now() + ACTS_MS;
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (performance.now() < until) {
        const start = performance.now();
        await trail.record(makeAuditEntry({ outcome: 'begun' }));
        waits.push(performance.now() - start);
      }
    }),
  );
  return { acts: waits.length, waits, batches };
}

async function time(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = -5; round < ROUNDS; round += 1) {
    const start = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - start);
  }
  return times;
}
