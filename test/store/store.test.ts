import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { createSqliteDatabase, createTestDatabase } from '../support/test-store.ts';
import { describeArchive } from './archive-cases.ts';
import { describeAudit } from './audit-cases.ts';
import { describeTampering } from './audit-tampering-cases.ts';
import { describeDeliveryQueue } from './delivery-queue-cases.ts';
import { describeHurries } from './hurry-cases.ts';
import { describeLeases } from './lease-cases.ts';
import { describePostgres } from './postgres-cases.ts';
import { describeRequestCards } from './request-card-cases.ts';
import { describeRequests } from './request-cases.ts';
import { describeRequestPlaces } from './request-place-cases.ts';
import { describeRequestWork } from './request-work-cases.ts';
import { describeSchema } from './schema-cases.ts';
import { describeSecrets } from './secret-cases.ts';
import { describeSendWindows } from './send-window-cases.ts';
import { describeStates } from './state-cases.ts';
import { describeWatches } from './watch-cases.ts';

const postgres = await startPostgres();

describe('on SQLite', () => {
  const create = async () => {
    const made = await createSqliteDatabase();
    return {
      ...made,
      async query(sql: string) {
        if (made.database.kind !== 'sqlite') throw new Error('Not a file.');
        const file = new DatabaseSync(made.database.path);
        try {
          return file.prepare(sql).all();
        } finally {
          file.close();
        }
      },
    };
  };
  describeArchive(create);
  describeStates(create);
  describeRequests(create);
  describeRequestWork(create);
  describeRequestCards(create);
  describeRequestPlaces(create);
  describeSendWindows(create);
  describeLeases(create);
  describeHurries(create);
  describeDeliveryQueue(create);
  describeWatches(create);
  describeAudit(create);
  describeTampering(create);
  describeSecrets(create);
  describeSchema(create);
});

if ('reason' in postgres) {
  it.skip(`on PostgreSQL: skipped, it cannot be started here: ${postgres.reason}`, () => {});
} else {
  describe('on PostgreSQL', () => {
    // It drops a schema for every test.
    afterAll(() => postgres.stop(), 120_000);
    const create = () => createPostgresDatabase(postgres);
    describeArchive(create);
    describeStates(create);
    describeRequests(create);
    describeRequestWork(create);
    describeRequestCards(create);
    describeRequestPlaces(create);
    describeSendWindows(create);
    describeLeases(create);
    describeHurries(create);
    describeDeliveryQueue(create);
    describeWatches(create);
    describeAudit(create);
    describeTampering(create);
    describeSecrets(create);
    describeSchema(create);
    describePostgres(postgres);
  });
}

async function createPostgresDatabase(server: TestPostgres) {
  const { url, query } = await server.createSchema();
  return { ...createTestDatabase({ kind: 'postgres', url }, async () => {}), query };
}
