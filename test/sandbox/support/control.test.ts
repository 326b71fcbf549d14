import { expect, test } from 'vitest';
import { readError, trySupport } from './try-support.ts';

test('settings and tickets are reached over HTTP', async () => {
  const { url, openTicket, sandbox } = await trySupport();
  const set = (body: unknown) =>
    fetch(`${url}/sandbox/support`, { method: 'POST', body: JSON.stringify(body) });
  expect((await set({ createMs: 250, fail: { times: 2 } })).status).toBe(200);
  expect(await (await fetch(`${url}/sandbox/support`)).json()).toEqual({
    createMs: 250,
    engineerMs: 90_000,
    fail: { times: 2, code: 'InternalServerError', message: 'The support ticket could not be created.' },
    retired: [],
  });
  await set({ createMs: null, fail: { times: 0 } });
  expect(sandbox.support.get().createMs).toBeUndefined();
  for (const wrong of [{ createMs: -1 }, { colour: 'red' }, []]) expect((await set(wrong)).status).toBe(400);
  await openTicket('sr-1');
  const answer = await fetch(`${url}/sandbox/support/tickets`);
  expect(await answer.json()).toMatchObject({
    tickets: [{ name: 'sr-1', title: 'Machines restart', status: 'Open', created: 1, puts: 1 }],
  });
});

test('an answer can be lost after the ticket was made', async () => {
  const { ask, below, makeTicket, pass, sandbox, waits } = await trySupport();
  const body = await makeTicket();
  sandbox.faults.add({
    method: 'PUT',
    path: '*/supportTickets/*',
    times: 1,
    fault: { kind: 'lost', ms: 5000 },
  });
  const path = below('contoso', 'Production', 'supportTickets/sr-1');
  await expect(ask('contoso', 'PUT', path, body)).rejects.toThrow('fetch failed');
  expect(waits).toEqual([5000]);
  pass(1);
  expect((await ask('contoso', 'PUT', path, body)).status).toBe(200);
  expect(sandbox.support.listTickets()).toMatchObject([{ created: 1, puts: 2 }]);
});

test('writes have a budget of their own: 200 at once in a subscription', async () => {
  const { ask, below } = await trySupport();
  const path = below('contoso', 'Production', 'checkNameAvailability');
  const body = { name: 'a', type: 'Microsoft.Support/supportTickets' };
  for (let turn = 0; turn < 200; turn += 1)
    expect((await ask('contoso', 'POST', path, body)).status).toBe(200);
  const throttled = await ask('contoso', 'POST', path, body);
  expect(throttled.headers.get('retry-after')).toBe('1');
  expect(await readError(throttled)).toMatchObject({ status: 429, code: 'SubscriptionRequestsThrottled' });
});
