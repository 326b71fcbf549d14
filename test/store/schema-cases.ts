import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeAuditEntries } from '../support/audit.ts';
import { makeDraft } from '../support/requests.ts';
import { ALWAYS, CONTOSO, makeKeptIncident, START, type TestDatabase } from '../support/test-store.ts';

/** Those that refer to others first. */
const TABLES_OF_2 = [
  ...['request_incidents', 'request_changes', 'request_jobs', 'request_webhooks', 'request_cards'],
  ...['requests', 'helpdesks', 'request_numbers'],
];

const TABLES_OF_3 = [
  ...['watches', 'subject_hits', 'subject_transitions', 'living_cards', 'places', 'subjects'],
  ...['send_windows', 'leases', 'hurries', 'planned_changes'],
];
const COLUMNS_OF_3 = ['incidents_tried_at', 'azure_read_at', 'changes_read_at', 'change_ids', 'saved_at'];
const INDEXES_OF_3 = ['incidents_by_reading', 'customer_states_by_saving'];

const TABLES_OF_4 = ['audit_chains', 'audit_lines', 'audit_customers', 'secrets'];

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

    const versions = async () =>
      (await database.query('select version from partner_health_schema order by version')).map(
        ({ version }) => Number(version),
      );
    /** Takes a database back to what an earlier version left. */
    const goBack = async (version: 1 | 2 | 3) => {
      for (const column of ['staff_groups', 'set_by_id'])
        await database.query(`alter table watches drop column ${column}`);
      for (const table of TABLES_OF_4) await database.query(`drop table ${table}`);
      if (version < 3) {
        for (const index of INDEXES_OF_3) await database.query(`drop index ${index}`);
        for (const column of COLUMNS_OF_3)
          await database.query(`alter table customer_states drop column ${column}`);
        for (const table of TABLES_OF_3) await database.query(`drop table ${table}`);
      }
      if (version < 2) for (const table of TABLES_OF_2) await database.query(`drop table ${table}`);
      await database.query(`delete from partner_health_schema where version > ${version}`);
    };

    it('makes its tables once, however many replicas start at once on nothing', async () => {
      const stores = await Promise.all(Array.from({ length: 5 }, () => database.open()));
      await Promise.all(stores.map((store) => store.check()));
      expect(await versions()).toEqual([1, 2, 3, 4]);
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
      await database.query('update partner_health_schema set version = 99 where version = 4');
      await database.query('delete from accounts');
      const opening = database.open();
      await expect(opening).rejects.toMatchObject({ name: 'StoreError', code: 'newerSchema' });
      await expect(opening).rejects.toThrow(/schema 99.*run the newer version/);
      expect(await versions()).toEqual([1, 2, 3, 99]);
      expect(await database.query('select * from accounts')).toEqual([]);
    });

    it('changes nothing where a change of the schema cannot be made wholly', async () => {
      await database.query('create table posts (ours integer)');
      await expect(database.open()).rejects.toMatchObject({ code: 'failed' });
      await expect(database.query('select 1 from partner_health_schema')).rejects.toThrow();
      await expect(database.query('select 1 from accounts')).rejects.toThrow();
      expect(await database.query('select ours from posts')).toEqual([]);
    });

    it('brings a database of the first version up to date, and keeps what is in it', async () => {
      const first = await database.open();
      await first.archive.record(CONTOSO, [makeKeptIncident()], START);
      await first.close();
      await goBack(1);
      expect(await versions()).toEqual([1]);
      const stores = await Promise.all([database.open(), database.open(), database.open()]);
      expect(await versions()).toEqual([1, 2, 3, 4]);
      for (const { archive, requests, watch } of stores) {
        expect(await archive.listIncidents(CONTOSO, ALWAYS)).toHaveLength(1);
        expect(await requests.list({}, { offset: 0, limit: 1 })).toEqual({ requests: [], total: 0 });
        expect(await watch.listAll()).toEqual([]);
      }
      await stores[0].requests.open(makeDraft());
      expect(await stores[1].requests.find(makeDraft())).toEqual(makeDraft());
    });

    it('brings a database of the second version up to date, and keeps what is in it', async () => {
      const first = await database.open();
      await first.requests.open(makeDraft());
      await first.archive.record(CONTOSO, [makeKeptIncident()], START);
      await first.close();
      await goBack(2);
      const [store] = await Promise.all([database.open(), database.open()]);
      expect(await versions()).toEqual([1, 2, 3, 4]);
      expect(await store.requests.find(makeDraft())).toEqual(makeDraft());
      expect(await store.archive.listIncidents(CONTOSO, ALWAYS)).toHaveLength(1);
      expect(await store.watch.listAll()).toEqual([]);
    });

    it('brings a database of the third version up to date, and keeps what is in it', async () => {
      const first = await database.open();
      await first.archive.record(CONTOSO, [makeKeptIncident()], START);
      await first.close();
      await goBack(3);
      const [store, other] = await Promise.all([database.open(), database.open()]);
      expect(await versions()).toEqual([1, 2, 3, 4]);
      await other.audit.append(makeAuditEntries('a', 1));
      expect((await store.audit.list({}, { offset: 0, limit: 1 })).total).toBe(1);
      expect(await store.archive.listIncidents(CONTOSO, ALWAYS)).toHaveLength(1);
    });

    it('leaves a database of the first version as it is where it cannot be brought up to date wholly', async () => {
      const first = await database.open();
      await first.archive.record(CONTOSO, [makeKeptIncident()], START);
      await first.close();
      await goBack(1);
      await database.query('create table helpdesks (ours integer)');
      await expect(database.open()).rejects.toMatchObject({ code: 'failed' });
      expect(await versions()).toEqual([1]);
      await expect(database.query('select 1 from requests')).rejects.toThrow();
      expect(await database.query('select 1 from incidents')).toHaveLength(1);
    });

    it('says so once it is closed', async () => {
      const store = await database.open();
      await store.check();
      await store.close();
      await expect(store.check()).rejects.toMatchObject({ name: 'StoreError' });
    });
  });
}
