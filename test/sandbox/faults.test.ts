import { expect, test } from 'vitest';
import { z } from 'zod';
import { fitsPattern } from '../../src/sandbox/faults/faults.ts';
import { trySandbox } from './try-sandbox.ts';

test('a fault meets so many requests and then is gone', async () => {
  const { sandbox, readGraph } = await trySandbox();
  sandbox.faults.add({
    path: '*/issues',
    times: 2,
    fault: { kind: 'status', status: 503, retryAfterSeconds: 1 },
  });
  const statuses: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) statuses.push((await readGraph('contoso', 'issues')).status);
  expect(statuses).toEqual([503, 503, 200]);
  expect(sandbox.faults.list()).toEqual([]);
});

test('a fault for one tenant leaves the others alone', async () => {
  const { sandbox, readGraph, tenantOf } = await trySandbox();
  const id = sandbox.faults.add({
    host: 'graph.microsoft.com',
    tenant: tenantOf('contoso').tenantId,
    fault: { kind: 'status', status: 500 },
  });
  const broken = await readGraph('contoso', 'issues');
  expect(await broken.json()).toMatchObject({ error: { code: 'InternalServerError' } });
  expect((await readGraph('fabrikam', 'issues')).status).toBe(200);
  sandbox.faults.remove(id);
  expect((await readGraph('contoso', 'issues')).status).toBe(200);
});

test('a fault of Azure Resource Manager has its shape', async () => {
  const { sandbox, readArm, tenantOf } = await trySandbox();
  sandbox.faults.add({
    host: 'management.azure.com',
    tenant: tenantOf('contoso').tenantId,
    times: 1,
    fault: { kind: 'status', status: 429, retryAfterSeconds: 17 },
  });
  const answer = await readArm('contoso', '?api-version=2022-12-01');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '17']);
  expect(await answer.json()).toEqual({
    error: { code: 'SubscriptionRequestsThrottled', message: expect.any(String) },
  });
  expect((await readArm('contoso', '?api-version=2022-12-01')).status).toBe(200);
});

test('answers can be cut in half, empty, a page, or never come', async () => {
  const { sandbox, readGraph } = await trySandbox();
  const once = { path: '*/issues', times: 1 };
  sandbox.faults.add({ ...once, fault: { kind: 'brokenJson' } });
  await expect((await readGraph('contoso', 'issues')).json()).rejects.toThrow(SyntaxError);
  sandbox.faults.add({ ...once, fault: { kind: 'empty' } });
  expect(await (await readGraph('contoso', 'issues')).text()).toBe('');
  sandbox.faults.add({ ...once, fault: { kind: 'html' } });
  expect((await readGraph('contoso', 'issues')).headers.get('content-type')).toBe('text/html');
  sandbox.faults.add({ ...once, fault: { kind: 'drop' } });
  await expect(readGraph('contoso', 'issues')).rejects.toThrow('fetch failed');
  expect(sandbox.requests.list().at(-1)).toMatchObject({
    status: undefined,
    path: '/v1.0/admin/serviceAnnouncement/issues',
  });
});

test('a fault can be for one method, and come after what was asked is done', async () => {
  const { sandbox, readGraph } = await trySandbox();
  sandbox.faults.add({ method: 'PUT', fault: { kind: 'drop' } });
  expect((await readGraph('contoso', 'issues')).status).toBe(200);
  sandbox.faults.add({ method: 'GET', path: '*/issues', times: 1, fault: { kind: 'lost' } });
  await expect(readGraph('contoso', 'issues')).rejects.toThrow('fetch failed');
  expect(sandbox.requests.list().at(-1)).toMatchObject({ method: 'GET', status: undefined });
});

test('latency is waited for: of all answers, of a slow customer, of a fault', async () => {
  const { sandbox, readGraph, waits } = await trySandbox({ latencyMs: 300 });
  sandbox.faults.add({ path: '*/messages', fault: { kind: 'latency', ms: 2000 } });
  await readGraph('contoso', 'messages');
  await readGraph('tailspin', 'issues');
  sandbox.latency.set(0);
  await readGraph('contoso', 'issues');
  expect(waits).toEqual([300, 2300, 300, 5300]);
});

test('faults, latency and the log are reached over HTTP, but not from a web page', async () => {
  const { url, readGraph } = await trySandbox();
  const post = (path: string, body: unknown, headers = {}) =>
    fetch(`${url}/sandbox${path}`, { method: 'POST', body: JSON.stringify(body), headers });
  const rule = { path: '*/issues', fault: { kind: 'status', status: 502 } };
  expect((await post('/faults', rule, { origin: 'https://example.com' })).status).toBe(403);
  const { id } = z.object({ id: z.string() }).parse(await (await post('/faults', rule)).json());
  expect((await readGraph('contoso', 'issues')).status).toBe(502);
  expect((await fetch(`${url}/sandbox/faults/${id}`, { method: 'DELETE' })).status).toBe(200);
  expect((await readGraph('contoso', 'issues')).status).toBe(200);
  expect((await post('/faults', { fault: { kind: 'sabotage' } })).status).toBe(400);
  expect((await post('/latency', { ms: 5 })).status).toBe(200);
  const log = await (await fetch(`${url}/sandbox/requests`)).text();
  expect(log).toContain('"status":502');
  expect(log).not.toMatch(/Bearer|eyJ|sandbox-global-secret/);
});

test('the log is bounded, and counts what fell out', async () => {
  const { sandbox, call } = await trySandbox({ logLimit: 3 });
  for (let turn = 0; turn < 8; turn += 1) await call(`https://graph.microsoft.com/v1.0/${turn}`);
  expect(sandbox.requests.list().map(({ path }) => path)).toEqual(['/v1.0/5', '/v1.0/6', '/v1.0/7']);
  expect(sandbox.requests.total).toBe(8);
});

test('odd requests are answered, not fallen over', async () => {
  const { url, call } = await trySandbox();
  expect((await fetch(`${url}/example.com/x`)).status).toBe(502);
  expect(
    (await call('https://login.microsoftonline.com/%E0%A4%A/oauth2/v2.0/token', { method: 'POST' })).status,
  ).toBe(400);
  const huge = await call('https://graph.microsoft.com/v1.0/x', {
    method: 'POST',
    body: 'x'.repeat(300_000),
  });
  expect(huge.status).toBe(413);
});

test.each([
  ['/v1.0/admin/issues', '*/issues', true],
  ['/v1.0/admin/issues/EX1', '*/issues', false],
  ['/v1.0/admin/issues/EX1', '*/issues*', true],
  ['graph.microsoft.com', 'GRAPH.*', true],
  ['abab', 'ab*ab', true],
  ['aba', 'ab*ba', false],
])('%s fits %s: %s', (text, pattern, fits) => {
  expect(fitsPattern(text, pattern)).toBe(fits);
});
