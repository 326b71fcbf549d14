import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';

const started: ChildProcess[] = [];

function run(...args: string[]) {
  const child = spawn(process.execPath, ['src/sandbox/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

test('the process prints what the bot needs, answers, and ends on a signal', async () => {
  const child = run('--port', '0', '--customers', '10000');
  const [text] = await once(child.stdout, 'data');
  const url = /^MICROSOFT_UPSTREAM=(.+)$/m.exec(String(text))?.[1];
  expect(String(text)).toMatch(/^PARTNER_GLOBAL_CLIENT_SECRET=.+$/m);
  expect(String(text)).toMatch(/^PARTNER_CHINA_TENANT_ID=.+$/m);
  expect(await (await fetch(`${url}/sandbox`)).json()).toMatchObject({
    customers: { global: 9539, china: 506 },
  });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a wrong number is refused by name', async () => {
  const child = run('--customers', 'many');
  const [text] = await once(child.stderr, 'data');
  expect(String(text)).toContain('Expected --customers to be a whole number from 0 to 1000000, got many');
  expect(await once(child, 'exit')).toEqual([1, null]);
});
