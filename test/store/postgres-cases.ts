import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStore, startStore } from '../../src/store/open-store.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { createKeptLog } from '../support/kept-log.ts';
import type { TestPostgres } from '../support/postgres.ts';
import { ALWAYS, CONTOSO, FABRIKAM, makeKeptIncident, START, storeOptions } from '../support/test-store.ts';
import { startSilentProxy } from './silent-proxy.ts';

/** What is true of PostgreSQL alone: the bad days of a server. */
export function describePostgres(server: TestPostgres): void {
  const open = (url: string, log = createKeptLog()) =>
    openStore({ database: { kind: 'postgres', url }, ...storeOptions({ log }) });
  const change = (edit: (url: URL) => void) => {
    const url = new URL(server.url);
    edit(url);
    return url.href;
  };

  const startPatient = (
    url: string,
    patience: Partial<Parameters<typeof openPostgres>[0]>,
    options: Parameters<typeof storeOptions>[0] = {},
  ) => startStore(openPostgres({ url, log: createKeptLog(), ...patience }), storeOptions(options));
  const waitFor = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo())) await wait(5);
  };

  describe('a store on a server with a bad day', () => {
    afterEach(() => void vi.useRealTimers());

    it('goes on after its connections were ended by somebody else', async () => {
      const schema = await server.createSchema();
      const log = createKeptLog();
      const store = await open(schema.url, log);
      await Promise.all(Array.from({ length: 6 }, () => store.check()));
      const ended = await server.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'partner-health'",
      );
      expect(ended.length).toBeGreaterThan(0);
      await store.archive.record(CONTOSO, [makeKeptIncident()], START);
      expect(await store.archive.listIncidents(CONTOSO, ALWAYS)).toHaveLength(1);
      await store.close();
      expect(log.lines.every(({ level }) => level === 'warn')).toBe(true);
    });

    it('goes on after its connections were ended in the middle of writing', async () => {
      const schema = await server.createSchema();
      const store = await open(schema.url);
      const customers = Array.from(
        { length: 40 },
        (_, at) => ({ cloud: 'global', tenantId: `t-${at}` }) as const,
      );
      const writing = Promise.allSettled(
        customers.map((customer) => store.archive.record(customer, [makeKeptIncident()], START)),
      );
      for (let round = 0; round < 3; round += 1) {
        await server.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'partner-health'",
        );
      }
      for (const result of await writing) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'unreachable' });
      }
      for (const customer of customers) await store.archive.record(customer, [makeKeptIncident()], START);
      expect(await store.archive.listCustomersOf('global', 'EX226574', 99)).toHaveLength(40);
      await store.close();
    });

    it('says that nobody answers', async () => {
      const nowhere = change((url) => {
        url.port = '1';
      });
      await expect(open(nowhere)).rejects.toMatchObject({ name: 'StoreError', code: 'unreachable' });
    });

    it('says that the password is wrong, without saying it', async () => {
      const wrong = change((url) => {
        url.password = 'hunter2';
      });
      const failure = await open(wrong).then(
        () => undefined,
        (error: unknown) => error,
      );
      // A server of somebody's own may trust everybody.
      if (failure === undefined) return;
      expect(failure).toMatchObject({ name: 'StoreError', code: 'refused' });
      expect(String(failure)).not.toContain('hunter2');
    });

    it('says that the database, or the schema, is missing', async () => {
      const database = change((url) => {
        url.pathname = '/not-there';
      });
      await expect(open(database)).rejects.toMatchObject({ code: 'missing' });
      const schema = change((url) => {
        url.search = '?options=-c%20search_path%3Dnot_there';
      });
      await expect(open(schema)).rejects.toMatchObject({ code: 'missing' });
    });

    it('reads from a server that takes no writes, and says so when it is to write', async () => {
      const schema = await server.createSchema();
      const readOnly = schema.urlWith('-c default_transaction_read_only=on');
      await expect(open(readOnly)).rejects.toMatchObject({ code: 'readOnly' });
      const writer = await open(schema.url);
      await writer.archive.record(CONTOSO, [makeKeptIncident()], START);
      await writer.close();
      const store = await open(readOnly);
      expect(await store.archive.listIncidents(CONTOSO, ALWAYS)).toHaveLength(1);
      await store.archive.record(CONTOSO, [makeKeptIncident()], START);
      const news = store.archive.record(CONTOSO, [makeKeptIncident({ id: 'TM1' })], START);
      await expect(news).rejects.toMatchObject({ code: 'readOnly' });
      await store.close();
    });

    it('does not wait for ever for a server that says nothing, and asks it anew when it speaks again', async () => {
      const proxy = await startSilentProxy((await server.createSchema()).url);
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const store = await open(proxy.url);
      await store.archive.record(CONTOSO, [makeKeptIncident()], START);
      await Promise.all(Array.from({ length: 4 }, () => store.states.load()));
      proxy.silence();
      const failing = [
        store.archive.record(FABRIKAM, [makeKeptIncident()], START),
        store.archive.findIncidents('EX226574'),
        store.states.load(),
      ];
      await proxy.whenAsked(3);
      vi.advanceTimersByTime(12_000);
      for (const each of await Promise.allSettled(failing)) {
        expect(each).toMatchObject({ reason: { name: 'StoreError', code: 'unreachable' } });
      }
      proxy.speak();
      await store.archive.record(FABRIKAM, [makeKeptIncident()], START);
      expect(await store.archive.listCustomersOf('global', 'EX226574', 9)).toHaveLength(2);
      await store.close();
      await proxy.close();
    });

    it('gives up in the middle of a transaction, and leaves nothing half done', async () => {
      const schema = await server.createSchema();
      const proxy = await startSilentProxy(schema.url);
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const store = await open(proxy.url);
      await store.archive.record(CONTOSO, [makeKeptIncident()], START);
      const other = new pg.Client({ connectionString: schema.url });
      await other.connect();
      await other.query('begin; lock table incidents in exclusive mode');
      const recording = store.archive.record(FABRIKAM, [makeKeptIncident({ id: 'TM1' })], START);
      const failing = expect(recording).rejects.toMatchObject({ code: 'unreachable' });
      await waitFor(async () => (await server.query('select 1 from pg_locks where not granted')).length > 0);
      proxy.silence();
      vi.advanceTimersByTime(12_000);
      await failing;
      await other.query('rollback');
      await other.end();
      proxy.speak();
      expect(await store.archive.findIncidents('TM1')).toEqual([]);
      await store.archive.record(FABRIKAM, [makeKeptIncident({ id: 'TM1' })], START);
      expect(await store.archive.findIncidents('TM1')).toHaveLength(1);
      await store.close();
      await proxy.close();
    });

    it('says soon that a server says nothing, and lets go of it', async () => {
      const proxy = await startSilentProxy((await server.createSchema()).url);
      const store = await startPatient(proxy.url, { closeMs: 50 }, { checkMs: 50 });
      await Promise.all(Array.from({ length: 4 }, () => store.archive.findIncidents('EX1')));
      proxy.silence();
      await expect(store.check()).rejects.toMatchObject({ name: 'StoreError', code: 'unreachable' });
      const stuck = expect(store.archive.findIncidents('EX1')).rejects.toMatchObject({ name: 'StoreError' });
      await setImmediate();
      await store.close();
      await Promise.all([stuck, proxy.whenLeft()]);
      await proxy.close();
    });

    it('lets go of a server that says nothing at once where nothing is under way', async () => {
      const proxy = await startSilentProxy((await server.createSchema()).url);
      const store = await startPatient(proxy.url, { closeMs: 50 });
      proxy.silence();
      await store.close();
      await proxy.whenLeft();
      await proxy.close();
    });

    it('has more patience while the schema changes', async () => {
      const { url } = await server.createSchema();
      const other = new pg.Client({ connectionString: url });
      await other.connect();
      await other.query('select pg_advisory_lock(7205759403)');
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const starting = open(url);
      await waitFor(
        async () =>
          (await server.query("select 1 from pg_locks where locktype = 'advisory' and not granted")).length >
          0,
      );
      vi.advanceTimersByTime(60_000);
      await other.end();
      const store = await starting;
      await store.archive.record(CONTOSO, [makeKeptIncident()], START);
      await store.close();
    });

    it('waits for another writer for a while only, and says so', async () => {
      const { url } = await server.createSchema();
      const engine = openPostgres({ url, log: createKeptLog(), lockWaitMs: 50 });
      const store = await startStore(engine, storeOptions());
      const other = new pg.Client({ connectionString: url });
      await other.connect();
      await other.query('begin; lock table customers in exclusive mode');
      const waiting = store.archive.record(CONTOSO, [makeKeptIncident()], START);
      await expect(waiting).rejects.toMatchObject({ name: 'StoreError', code: 'locked' });
      await other.query('rollback');
      await other.end();
      await store.archive.record(CONTOSO, [makeKeptIncident()], START);
      await store.close();
    });
  });
}
