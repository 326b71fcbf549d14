import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

function run(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: 'file::memory:', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, read: () => output.join('') };
}

/** Resolves with the first line that matches. */
async function waitForLine(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  for await (const line of createInterface({ input: stream })) if (pattern.test(line)) return line;
  throw new Error(`The process ended without a line like ${pattern}.`);
}

describe('the process', () => {
  it('refuses half an account: every missing variable named, no value repeated, exit code 2', async () => {
    const { ended, read } = run({
      PARTNER_GLOBAL_TENANT_ID: 'tenant-of-ours',
      PARTNER_CHINA_CLIENT_SECRET: 'hush',
      PORT: 'x',
    });
    expect(await ended).toBe(2);
    for (const name of [
      'PORT',
      'PARTNER_GLOBAL_CLIENT_ID',
      'PARTNER_GLOBAL_CLIENT_SECRET',
      'PARTNER_CHINA_TENANT_ID',
      'PARTNER_CHINA_CLIENT_ID',
    ]) {
      expect(read()).toContain(name);
    }
    expect(read()).not.toMatch(/tenant-of-ours|hush/);
  });

  it('refuses to run on the sandbox in production', async () => {
    const { ended, read } = run({ NODE_ENV: 'production' });
    expect(await ended).toBe(2);
    expect(read()).toMatch(/MicrosoftAppId/);
    expect(read()).toMatch(/PARTNER_GLOBAL_TENANT_ID/);
  });

  it('says that the port is busy, and ends with code 1', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const port = String((blocker.address() as AddressInfo).port);
    const { ended, read } = run({ PORT: port });
    expect(await ended).toBe(1);
    expect(read()).toContain(`PORT ${port} is in use`);
    await new Promise((resolve) => blocker.close(resolve));
  });

  it('refuses a database that it cannot use, says why, changes nothing, and ends with code 1', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'partner-health-'));
    const garbage = join(folder, 'notes.txt');
    writeFileSync(garbage, 'Not a database, but something that somebody may need.');
    const nowhere = join(folder, 'missing', 'health.db');
    for (const [path, why] of [
      [garbage, /database/i],
      [nowhere, /folder|directory/i],
    ] as const) {
      const { ended, read } = run({ PORT: '0', DATABASE_URL: `file:${path}` });
      expect(await ended).toBe(1);
      expect(read()).toMatch(/Partner Health cannot start: /);
      expect(read()).toMatch(why);
    }
    expect(readFileSync(garbage, 'utf8')).toBe('Not a database, but something that somebody may need.');
    expect(existsSync(nowhere)).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it('with nothing configured runs on the sandbox, starts the Playground, prints where to look, and stops on SIGTERM', async () => {
    const { child, ended, read } = run({ PORT: '0' });
    const line = await waitForLine(child.stderr, /Open http:\/\/localhost:\d+ and type: health for Contoso/);
    const address = /http:\/\/localhost:\d+/.exec(line)?.[0] ?? '';
    expect((await fetch(address)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(read()).toContain('"sandbox":true');
    await expect(fetch(address)).rejects.toThrow();
  });

  it('with an account configured uses no sandbox and no Playground', async () => {
    const account = {
      PARTNER_GLOBAL_TENANT_ID: 't',
      PARTNER_GLOBAL_CLIENT_ID: 'c',
      PARTNER_GLOBAL_CLIENT_SECRET: 's',
    };
    const { child, ended, read } = run({ PORT: '0', MICROSOFT_UPSTREAM: 'http://127.0.0.1:9', ...account });
    const line = await waitForLine(child.stdout, /"url"/);
    const url: string = JSON.parse(line).url;
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    // What is refused is not logged with its headers: they hold tokens.
    const headers = { authorization: 'Bearer hush-hush', 'content-type': 'application/json' };
    for (const body of ['{', '{}']) await fetch(`${url}/api/messages`, { method: 'POST', headers, body });
    await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/plain' },
    });
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(read()).not.toContain('Playground');
    expect(read()).not.toContain('hush-hush');
  });
});
