import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, startStore } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { makeState } from '../support/customer-states.ts';
import { createKeptLog } from '../support/kept-log.ts';
import {
  ALWAYS,
  CONTOSO,
  FABRIKAM,
  makeKeptIncident,
  makePost,
  START,
  storeOptions,
} from '../support/test-store.ts';
import { countTurns } from './count-turns.ts';

describe('the file of a database', () => {
  it('that is deleted or replaced while in use is missed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'partner-health-'));
    const path = join(folder, 'health.db');
    const store = await openStore({
      ...{ accounts: [], clock: () => 0, sleep: async () => {}, log: createKeptLog() },
      database: { kind: 'sqlite', path, isDefault: false },
    });
    await store.check();
    rmSync(path);
    await expect(store.check()).rejects.toMatchObject({ code: 'missing' });
    writeFileSync(path, 'another file');
    await expect(store.check()).rejects.toMatchObject({ code: 'missing' });
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('cannot be a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'partner-health-'));
    const opening = openStore({
      ...{ accounts: [], clock: () => 0, sleep: async () => {}, log: createKeptLog() },
      database: { kind: 'sqlite', path: folder, isDefault: false },
    });
    await expect(opening).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining('names the folder'),
    });
    rmSync(folder, { recursive: true });
  });
});

describe('a store in an SQLite file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'partner-health-sqlite-'));
    path = join(folder, 'test.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (at = path, isDefault = false) =>
    openStore({ database: { kind: 'sqlite', path: at, isDefault }, ...storeOptions() });
  const openEngine = (lockWaitMs = 40) =>
    openSqlite({ path, isDefault: false, sleep: storeOptions().sleep, lockWaitMs });

  it('keeps the write-ahead log, so that readers and a writer do not wait for one another', async () => {
    const store = await open();
    const other = new DatabaseSync(path);
    expect(other.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    await store.archive.record(CONTOSO, [makeKeptIncident()], START);
    other.exec('begin immediate');
    expect(await store.archive.listIncidents(CONTOSO, ALWAYS)).toHaveLength(1);
    other.close();
    await store.close();
  });

  it('works in memory', async () => {
    const store = await open(':memory:');
    await store.archive.record(CONTOSO, [makeKeptIncident()], START);
    expect(await store.archive.findIncidents('ex226574')).toHaveLength(1);
    await store.close();
  });

  it('makes the folder of the default file, closed to others, and no other folder', async () => {
    const missing = join(folder, 'a', 'b');
    await expect(open(join(missing, 'test.db'))).rejects.toMatchObject({
      name: 'StoreError',
      code: 'missing',
    });
    await expect(open(join(missing, 'test.db'))).rejects.toThrow(`The folder ${missing}`);
    expect(readdirSync(folder)).toEqual([]);
    const store = await open(join(missing, 'test.db'), true);
    await store.close();
    expect(existsSync(join(missing, 'test.db'))).toBe(true);
  });

  it('says that a folder is no file', async () => {
    await expect(open(folder)).rejects.toMatchObject({ code: 'missing' });
  });

  it('leaves a file alone that is no database', async () => {
    const bytes = 'These are somebody’s notes. '.repeat(400);
    writeFileSync(path, bytes);
    await expect(open()).rejects.toMatchObject({ name: 'StoreError', code: 'corrupt' });
    expect(readFileSync(path, 'utf8')).toBe(bytes);
    expect(readdirSync(folder)).toEqual(['test.db']);
  });

  it('does not change a byte of a file of a newer version', async () => {
    await (await open()).close();
    const file = new DatabaseSync(path);
    file.exec(
      'pragma journal_mode = delete; update partner_health_schema set version = 2000 where version = 3',
    );
    file.close();
    const bytes = readFileSync(path);
    await expect(open()).rejects.toMatchObject({ code: 'newerSchema' });
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['test.db']);
  });

  it('waits for another writer without holding up the process, and says so when it takes too long', async () => {
    const store = await startStore(openEngine(), storeOptions());
    await store.archive.record(CONTOSO, [makeKeptIncident()], START);
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    await expect(store.archive.record(FABRIKAM, [makeKeptIncident()], START)).rejects.toMatchObject({
      code: 'locked',
    });
    const patient = await startStore(openEngine(60_000), storeOptions());
    const waiting = patient.archive.record(FABRIKAM, [makeKeptIncident()], START);
    await setImmediate();
    other.exec('commit');
    await waiting;
    expect(await store.archive.listCustomersOf('global', 'EX226574', 9)).toHaveLength(2);
    await Promise.all([store.close(), patient.close()]);
    other.close();
  });

  it('waits five seconds by the clock, in which everybody else has their turn', async () => {
    let now = 0;
    const sleep = async (ms: number) => {
      now += ms;
      await setImmediate();
    };
    const engine = openSqlite({ path, isDefault: false, sleep, elapsed: () => now });
    const store = await startStore(engine, storeOptions());
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    now = 0;
    const turns = await countTurns(() =>
      expect(store.archive.record(CONTOSO, [makeKeptIncident()], START)).rejects.toMatchObject({
        code: 'locked',
      }),
    );
    expect(now).toBe(5_000);
    expect(turns).toBeGreaterThan(200);
    other.close();
    await store.close();
  });

  it('counts time that passes while SQLite is busy', async () => {
    let now = 0;
    const elapsed = () => {
      now += 1_000;
      return now;
    };
    const tries: number[] = [];
    const sleep = async (ms: number) => void tries.push(ms);
    const store = await startStore(openSqlite({ path, isDefault: false, sleep, elapsed }), storeOptions());
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    await expect(store.archive.record(CONTOSO, [makeKeptIncident()], START)).rejects.toMatchObject({
      code: 'locked',
    });
    expect(tries).toHaveLength(4);
    other.close();
    await store.close();
  });

  it('does not wait for ever where it is asked how the database is', async () => {
    const sleep = (ms: number) => wait(ms);
    const store = await startStore(
      openSqlite({ path, isDefault: false, sleep, lockWaitMs: 60_000 }),
      storeOptions({ checkMs: 20 }),
    );
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    const writing = store.archive.record(CONTOSO, [makeKeptIncident()], START);
    await setImmediate();
    await expect(store.check()).rejects.toMatchObject({ name: 'StoreError', code: 'locked' });
    other.close();
    await writing;
    await store.close();
  });

  it('cannot start while another program has the empty file to itself, and says so', async () => {
    const other = new DatabaseSync(path);
    other.exec('begin exclusive');
    await expect(startStore(openEngine(), storeOptions())).rejects.toMatchObject({ code: 'locked' });
    other.exec('rollback');
    other.close();
    await (await open()).close();
  });

  it('says that it cannot write, reads on, and takes what it knows already', async () => {
    const engine = openEngine();
    const store = await startStore(engine, storeOptions());
    await store.archive.record(CONTOSO, [makeKeptIncident()], START);
    await sql`pragma query_only = 1`.execute(engine.db);
    const news = store.archive.record(CONTOSO, [makeKeptIncident({ id: 'TM1' })], START);
    await expect(news).rejects.toMatchObject({ name: 'StoreError', code: 'readOnly' });
    await expect(store.states.save([])).resolves.toBeUndefined();
    await store.archive.record(CONTOSO, [makeKeptIncident()], START);
    expect(await store.archive.listIncidents(CONTOSO, ALWAYS)).toHaveLength(1);
    await store.check();
    await store.close();
  });

  it('says that the disk is full, loses nothing that was kept, and goes on when there is room again', async () => {
    const engine = openEngine();
    const store = await startStore(engine, storeOptions());
    await store.archive.record(CONTOSO, [makeKeptIncident({ posts: [makePost(1)] })], START);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(engine.db);
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(engine.db);
    const large = makeKeptIncident({ id: 'TM1', posts: [makePost(1, 'x'.repeat(150_000))] });
    await expect(store.archive.record(CONTOSO, [large], START)).rejects.toMatchObject({ code: 'full' });
    expect(await store.archive.findIncidents('TM1')).toEqual([]);
    expect(await store.archive.findIncidents('EX226574')).toHaveLength(1);
    await sql.raw('pragma max_page_count = 100000').execute(engine.db);
    await store.archive.record(CONTOSO, [large], START);
    expect(await store.archive.findIncidents('TM1')).toHaveLength(1);
    await store.close();
  });

  it('counts a customer as never read whose state cannot be understood', async () => {
    const store = await open();
    await store.states.save([CONTOSO, FABRIKAM].map((customer) => makeState({ customer, triedAt: START })));
    const file = new DatabaseSync(path);
    file.exec(`update customer_states set incident_ids = '{"not":"a list"}' where customer_id = 1`);
    file.close();
    expect((await store.states.load()).states).toHaveLength(1);
    await store.close();
  });
});
