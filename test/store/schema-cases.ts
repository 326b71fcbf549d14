import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALWAYS, CONTOSO, makeKeptIncident, START, type TestDatabase } from '../support/test-store.ts';

/** What starting on a database promises, whatever the database. `query` asks it something, apart from any store. */
export function describeSchema(
  create: () => Promise<TestDatabase & { query(sql: string): Promise<readonly Record<string, unknown>[]> }>,
): void {
  describe('a store that starts', () => {
    let database: Awaited<ReturnType<typeof create>>;
    beforeEach(async () => {
      database = await create();
    });
    afterEach(() => database.close());

    it('makes its tables once, however many replicas start at once on nothing', async () => {
      const stores = await Promise.all(Array.from({ length: 5 }, () => database.open()));
      await Promise.all(stores.map((store) => store.check()));
      expect(await database.query('select version from partner_health_schema')).toHaveLength(1);
      expect(await database.query('select cloud from accounts')).toHaveLength(2);
    });

    it('finds everything again after a restart', async () => {
      const first = await database.open();
      await first.archive.record(CONTOSO, [makeKeptIncident()], START);
      await first.close();
      const second = await database.open();
      expect(await second.archive.listIncidents(CONTOSO, ALWAYS)).toHaveLength(1);
    });

    it('writes nothing into a database of a newer version', async () => {
      await database.open();
      await database.query('update partner_health_schema set version = 99');
      await database.query('delete from accounts');
      const opening = database.open();
      await expect(opening).rejects.toMatchObject({ name: 'StoreError', code: 'newerSchema' });
      await expect(opening).rejects.toThrow(/schema 99.*run the newer version/);
      expect(await database.query('select version from partner_health_schema')).toEqual([
        expect.objectContaining({ version: expect.anything() }),
      ]);
      expect(await database.query('select * from accounts')).toEqual([]);
    });

    it('changes nothing where a change of the schema cannot be made wholly', async () => {
      await database.query('create table posts (ours integer)');
      await expect(database.open()).rejects.toMatchObject({ code: 'failed' });
      await expect(database.query('select 1 from partner_health_schema')).rejects.toThrow();
      await expect(database.query('select 1 from accounts')).rejects.toThrow();
      expect(await database.query('select ours from posts')).toEqual([]);
    });

    it('says so once it is closed', async () => {
      const store = await database.open();
      await store.check();
      await store.close();
      await expect(store.check()).rejects.toMatchObject({ name: 'StoreError' });
    });
  });
}
