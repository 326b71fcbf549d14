import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../src/store/open-store.ts';
import { makeAuditEntries, makeAuditEntry } from './support/audit.ts';
import { FABRIKAM, START, storeOptions } from './support/test-store.ts';

const MAIN = fileURLToPath(new URL('../src/audit.ts', import.meta.url));
const LINES = 2_500;

describe('the commands of the audit trail', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'partner-health-audit-'));
    path = join(folder, 'test.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function fill(count = LINES): Promise<void> {
    const store = await openStore({
      database: { kind: 'sqlite', path, isDefault: false },
      ...storeOptions(),
    });
    await store.audit.append(makeAuditEntries('a', count - 1));
    await store.audit.append([
      makeAuditEntry({ correlation: 'b', customers: [FABRIKAM], at: START + count }),
    ]);
    await store.close();
  }
  const change = (sql: string) => {
    const file = new DatabaseSync(path);
    file.exec(sql);
    file.close();
  };
  async function run(args: readonly string[], databaseUrl = `file:${path}`) {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: databaseUrl },
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [output, messages]: [string[], string[]] = [[], []];
    child.stdout.on('data', (chunk) => output.push(String(chunk)));
    child.stderr.on('data', (chunk) => messages.push(String(chunk)));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, output: output.join(''), messages: messages.join('') };
  }
  const headIn = (text: string) => /head\s+([0-9a-f]{64})/.exec(text)?.[1] ?? '';

  it('say that a trail is sound: how many lines, from when to when, and its head; and change nothing', async () => {
    await fill();
    const before = readFileSync(path);
    const { code, output, messages } = await run(['verify']);
    expect({ code, messages }).toEqual({ code: 0, messages: '' });
    expect(output).toContain('(global, partner-1)');
    expect(output).toMatch(/lines {2}2500\n/);
    expect(output).toContain(`first  ${new Date(START).toISOString()}`);
    expect(output).toContain(`last   ${new Date(START + LINES).toISOString()}`);
    expect(output).toMatch(/ {2}sound\n$/);
    expect(readFileSync(path).equals(before)).toBe(true);
    const head = headIn(output);
    await fill(10);
    expect((await run(['verify', '--head', head.toUpperCase()])).code).toBe(0);
  });

  it('say which line is the first that is broken, and end with code 1', async () => {
    await fill();
    change(
      'drop trigger audit_lines_update; update audit_lines set entry = entry || 1 where sequence = 1234',
    );
    const { code, output } = await run(['verify']);
    expect(code).toBe(1);
    expect(output).toMatch(/BROKEN at line 1234: this line was changed/);
    expect(output).toMatch(/lines {2}1233 are right/);
  });

  it('notice by a hash written down that a trail was cut off and looks sound', async () => {
    await fill(20);
    const head = headIn((await run(['verify'])).output);
    change(`drop trigger audit_lines_delete; drop trigger audit_customers_delete;
      delete from audit_lines where sequence > 15; delete from audit_customers where sequence > 15;
      update audit_chains set sequence = 15, hash = (select hash from audit_lines where sequence = 15)`);
    expect((await run(['verify'])).code).toBe(0);
    const { code, output } = await run(['verify', '--head', head]);
    expect(code).toBe(1);
    expect(output).toContain(`BROKEN: no line that is right has the hash ${head}`);
  });

  it('end with code 2 where there is nothing to be read, make no file, and repeat no password', async () => {
    for (const [url, why] of [
      [`file:${join(folder, 'nothing.db')}`, /database/i],
      ['postgres://user:hush@127.0.0.1:1/none', /server/i],
      ['mysql://hush', /DATABASE_URL must be/],
    ] as const) {
      const { code, output, messages } = await run(['verify'], url);
      expect({ url, code, output }).toEqual({ url, code: 2, output: '' });
      expect(messages).toMatch(why);
      expect(messages).not.toContain('hush');
    }
    expect(existsSync(join(folder, 'nothing.db'))).toBe(false);
    change('create table other (a integer)');
    expect(await run(['verify'])).toMatchObject({
      code: 2,
      messages: expect.stringMatching(/no audit trail/),
    });
    expect((await run(['verify', '--file', 'nothing.jsonl'])).code).toBe(2);
    for (const args of [
      ['verify', '--head', 'x'],
      ['verify', '--what'],
      ['export', '--since', 'monday'],
      ['export', '--customer', 'contoso.com'],
      [],
    ])
      expect(await run(args)).toMatchObject({ code: 2, messages: expect.stringContaining('npm run') });
  });

  it('say so where nothing was written yet', async () => {
    await (
      await openStore({ database: { kind: 'sqlite', path, isDefault: false }, ...storeOptions() })
    ).close();
    expect(await run(['verify'])).toMatchObject({ code: 0, output: expect.stringMatching(/no line/) });
    expect(await run(['export'])).toMatchObject({ code: 0, output: '' });
    expect((await run(['verify', '--head', 'a'.repeat(64)])).code).toBe(1);
  });

  it('export every line, which can be checked without the database', async () => {
    await fill();
    const { code, output, messages } = await run(['export']);
    expect(code).toBe(0);
    const lines = output.trimEnd().split('\n');
    expect(lines).toHaveLength(LINES);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({
      sequence: 2,
      previousHash: JSON.parse(lines[0] ?? '').hash,
      entry: { correlation: 'a-2', action: 'command:health', decision: 'allowed' },
    });
    expect(messages).toMatch(/^2500 lines exported; head [0-9a-f]{64}\n$/);
    const file = join(folder, 'export.jsonl');
    const verify = async (text: string, ...args: string[]) => {
      writeFileSync(file, text);
      return run(['verify', '--file', file, ...args], 'mysql://not-needed');
    };
    const head = headIn(messages);
    // As `npm run` writes it without `--silent`.
    expect(
      await verify(`\n> partner-health@0.1.0 audit:export\n> node src/audit.ts export\n\n${output}`),
    ).toMatchObject({ code: 0, output: expect.stringContaining(head) });
    expect((await verify(output.replaceAll('\n', '\r\n'), '--head', head)).code).toBe(0);
    const [first = '', second = '', ...rest] = lines;
    for (const [text, why] of [
      [[first, second.replace('health', 'wealth'), ...rest], 'line 2: this line was changed'],
      [[first, second.replace('"at"', '"at":0,"at"'), ...rest], 'line 2: this line was changed'],
      [[first, second.replace('{"at"', '{ "at"'), ...rest], 'line 2: this line was changed'],
      [[first, ...rest], 'line 2: this line is missing'],
      [[second, ...rest], 'line 1: this line is missing'],
      [[first, first, ...rest], 'line 1: this line was put in'],
      [[first, '{}', ...rest], 'line 2: this is not a line'],
      [[first, second.slice(0, 90)], 'line 2: this is not a line'],
    ] as const) {
      const found = await verify(text.join('\n'));
      expect(found, why).toMatchObject({ code: 1, output: expect.stringContaining(why) });
    }
    expect((await verify(lines.slice(0, -1).join('\n'))).code).toBe(0);
    expect((await verify(lines.slice(0, -1).join('\n'), '--head', head)).code).toBe(1);
  }, 60_000);

  it('export what was asked for, into a new file that others cannot read', async () => {
    await fill(20);
    const out = join(folder, 'some.jsonl');
    const customer = FABRIKAM.tenantId.toUpperCase();
    expect(await run(['export', '--customer', customer, '--out', out])).toMatchObject({
      code: 0,
      output: '',
    });
    expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(2);
    expect(statSync(out).mode & 0o077).toBe(0);
    expect(await run(['export', '--out', out])).toMatchObject({
      code: 2,
      messages: expect.stringContaining('--out'),
    });
    const iso = (at: number) => new Date(START + at).toISOString();
    const { output } = await run(['export', '--since', iso(5), '--until', iso(8)]);
    expect(
      output
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).sequence),
    ).toEqual([6, 7, 8]);
    expect(await run(['export', '--until', '2020-01-01'])).toMatchObject({ code: 0, output: '' });
  });

  it('export lines that were damaged as they are, a line each', async () => {
    await fill(3);
    change(
      `drop trigger audit_lines_update; update audit_lines set entry = '{"a":' || char(10) || '1}' where sequence = 2`,
    );
    const { code, output } = await run(['export']);
    expect(code).toBe(0);
    const lines = output.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[1] ?? '').entry).toBe('{"a":\n1}');
    const file = join(folder, 'damaged.jsonl');
    writeFileSync(file, output);
    expect(await run(['verify', '--file', file])).toMatchObject({
      code: 1,
      output: expect.stringContaining('line 2: this line was changed'),
    });
  });

  it('ask which deployment is meant where there are several, and check them all', async () => {
    await fill(3);
    const other = await openStore({
      database: { kind: 'sqlite', path, isDefault: false },
      ...storeOptions({ accounts: [{ cloud: 'china', tenantId: 'somebody-else' }] }),
    });
    await other.audit.append(makeAuditEntries('c', 2));
    await other.close();
    const { output } = await run(['verify']);
    expect(output.match(/ {2}sound/g)).toHaveLength(2);
    const asked = await run(['export']);
    expect(asked).toMatchObject({ code: 2, output: '' });
    const [, key = ''] = /^ {2}(\S+) china somebody-else$/m.exec(asked.messages) ?? [];
    const found = await run(['export', '--deployment', key]);
    expect(found.output.trimEnd().split('\n')).toHaveLength(2);
  });

  it('take no more memory for a long trail, and wait for whoever reads slowly', async () => {
    await fill(30_000);
    const child = spawn(process.execPath, ['--max-old-space-size=40', MAIN, 'export'], {
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: `file:${path}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    let lines = 0;
    for await (const chunk of child.stdout) {
      lines += String(chunk).split('\n').length - 1;
      if (lines % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect({ code: await ended, lines }).toEqual({ code: 0, lines: 30_000 });
  });

  it('end without a complaint when whoever reads has had enough', async () => {
    await fill(30_000);
    const child = spawn(process.execPath, [MAIN, 'export'], {
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: `file:${path}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const messages: string[] = [];
    child.stderr.on('data', (chunk) => messages.push(String(chunk)));
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    expect(messages.join('')).toBe('');
  });
});
