import { describe, expect, it } from 'vitest';
import { CONTOSO, errorOf, LAMNA, OVERVIEW, OVERVIEWS, patient, start } from '../start.ts';

const hang = () => {};
const OK = { json: OVERVIEW };

describe('retries', () => {
  it.each([408, 429, 500, 502, 503, 504])('repeats after %i, with a back-off that grows', async (status) => {
    const { fake, time, health } = await start();
    fake.on(OVERVIEWS, { status }, { status }, OK);
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
    expect(time.waits).toEqual([125, 250]);
  });

  it.each([400, 403, 404, 405, 409, 412, 417, 501])('does not repeat after %i', async (status) => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, { status }, OK);
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({ status });
    expect(fake.seen(OVERVIEWS)).toHaveLength(1);
  });

  it('gives up after four attempts', async () => {
    const { fake, health, calls } = await start();
    fake.on(OVERVIEWS, { status: 500, headers: { 'request-id': 'abc-1' } });
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({
      code: 'unavailable',
      status: 500,
      requestId: 'abc-1',
    });
    expect(calls.filter(({ api }) => api === 'graph').map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
  });

  it('repeats when the connection is dropped, before or within an answer', async () => {
    const { fake, health, calls } = await start();
    fake.on(
      OVERVIEWS,
      (response) => response.destroy(),
      (response) => {
        response.writeHead(200, { 'content-length': '500' });
        response.write('{"value":[', () => response.destroy());
      },
      OK,
    );
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
    expect(calls.map(({ outcome }) => outcome)).toEqual(['answered', 'dropped', 'dropped', 'answered']);
  });

  it('is unavailable when nobody answers at all', async () => {
    const { fake, health } = await start();
    await fake.close();
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({ code: 'unavailable' });
  });
});

describe('Retry-After', () => {
  it.each(['2', 'Sat, 21 Nov 2026 10:00:02 GMT'])('waits for %s when it fits', async (value) => {
    const { fake, time, health } = await start();
    fake.on(OVERVIEWS, { status: 429, headers: { 'retry-after': value } }, OK);
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
    expect(time.waits).toEqual([2_000]);
  });

  it('fails at once when it does not fit, and makes no call to that tenant until then', async () => {
    const { fake, time, health, calls } = await start();
    fake.on(OVERVIEWS, { status: 429, headers: { 'retry-after': '57' } }, OK);
    const retryAt = time.clock() + 57_000;
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({
      code: 'throttled',
      retryAt,
    });
    time.advance(30_000);
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({
      code: 'throttled',
      retryAt,
    });
    expect(fake.seen(OVERVIEWS)).toHaveLength(1);
    expect(calls.at(-1)).toMatchObject({ outcome: 'held', api: 'graph' });
    time.advance(27_000);
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
    expect(time.waits).toEqual([]);
  });

  it('waits for the rest of an earlier one when that fits', async () => {
    const { fake, time, health } = await start();
    fake.on(OVERVIEWS, { status: 503, headers: { 'retry-after': '57' } }, OK);
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({ code: 'unavailable' });
    time.advance(55_000);
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
    expect(time.waits).toEqual([2_000]);
  });

  it('holds back neither another tenant nor the other cloud', async () => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, { status: 429, headers: { 'retry-after': '57' } }, OK);
    fake.on('microsoftgraph.chinacloudapi.cn/v1.0', OK);
    await errorOf(health.listServices(CONTOSO, patient()));
    const other = { ...CONTOSO, tenantId: '20000000-0000-4000-8000-000000000002' };
    await expect(health.listServices(other, patient())).resolves.toHaveLength(1);
    await expect(
      health.listServices({ ...LAMNA, tenantId: CONTOSO.tenantId }, patient()),
    ).resolves.toHaveLength(1);
  });
});

describe('budgets', () => {
  it('makes no call beyond 240 a minute for one tenant', async () => {
    const { fake, time, health } = await start();
    fake.on(OVERVIEWS, OK);
    for (let count = 0; count < 240; count += 1) await health.listServices(CONTOSO, patient());
    const retryAt = time.clock() + 60_000;
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({
      code: 'throttled',
      retryAt,
    });
    expect(fake.seen(OVERVIEWS)).toHaveLength(240);
    time.advance(58_000);
    await health.listServices(CONTOSO, patient());
    expect(time.waits).toEqual([2_000]);
  });
});

describe('time', () => {
  it('ends an attempt that gets no answer, and tries again', async () => {
    const { fake, health } = await start({ timings: { graphAttemptMs: 60 } });
    fake.on(OVERVIEWS, hang, OK);
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
  });

  it('ends an attempt whose answer does not come to an end', async () => {
    const { fake, health } = await start({ timings: { graphAttemptMs: 60 } });
    fake.on(OVERVIEWS, (response) => void response.writeHead(200).write('{"value":['));
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({ code: 'timeout' });
    expect(fake.seen(OVERVIEWS)).toHaveLength(4);
  });

  it('starts no attempt that cannot end in time', async () => {
    const { fake, time, health } = await start({ timings: { graphTotalMs: 1_000 } });
    fake.on(OVERVIEWS, (response) => {
      time.advance(900);
      response.writeHead(500).end();
    });
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({ code: 'unavailable' });
    expect(fake.seen(OVERVIEWS)).toHaveLength(1);
  });

  it('stops when the caller does', async () => {
    const { fake, health, calls } = await start();
    const caller = new AbortController();
    fake.on(OVERVIEWS, () => caller.abort());
    expect(await errorOf(health.listServices(CONTOSO, caller.signal))).toMatchObject({ code: 'timeout' });
    expect(calls.at(-1)).toMatchObject({ outcome: 'aborted', attempt: 1 });
  });

  it('makes no call for a caller who has gone already', async () => {
    const { fake, health } = await start();
    expect(await errorOf(health.listServices(CONTOSO, AbortSignal.abort()))).toMatchObject({
      code: 'timeout',
    });
    expect(fake.requests).toHaveLength(0);
  });
});

describe('answers that are none', () => {
  it.each([
    ['broken JSON', { text: '{"value":[{"id":' }],
    ['HTML', { text: '<html><body>Sign in to the hotel network</body></html>' }],
    ['nothing', {}],
    ['no collection', { json: { hello: 'world' } }],
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example/' } }],
  ])('calls %s an invalid answer', async (_name, reply) => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, reply);
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({ code: 'invalidAnswer' });
    expect(fake.seen(OVERVIEWS).length).toBeLessThanOrEqual(2);
  });

  it('forgives broken JSON once', async () => {
    const { fake, health } = await start();
    fake.on(OVERVIEWS, { text: '{"value"' }, OK);
    await expect(health.listServices(CONTOSO, patient())).resolves.toHaveLength(1);
  });

  it('stops reading a body that grows too large', async () => {
    const { fake, health } = await start();
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    fake.on(OVERVIEWS, (response) => {
      response.writeHead(200);
      const pour = () => response.writable && response.write(chunk, pour);
      pour();
    });
    expect(await errorOf(health.listServices(CONTOSO, patient()))).toMatchObject({ code: 'invalidAnswer' });
    expect(fake.seen(OVERVIEWS)).toHaveLength(1);
  });
});

it('tells what happened without a word of tenant, token or secret', async () => {
  const { fake, health, calls } = await start();
  fake.on(OVERVIEWS, {
    status: 403,
    json: { error: { code: 'Forbidden', message: `tenant ${CONTOSO.tenantId} is secret` } },
  });
  const error = await errorOf(health.listServices(CONTOSO, patient()));
  expect(error.message).toBe(
    'Microsoft Graph (global): a permission is missing: ServiceHealth.Read.All and ServiceMessage.Read.All with admin consent (403 Forbidden)',
  );
  expect(JSON.stringify(calls)).not.toContain(CONTOSO.tenantId);
  expect(calls).toEqual([
    { api: 'signIn', cloud: 'global', outcome: 'answered', status: 200, durationMs: 0, attempt: 1 },
    { api: 'graph', cloud: 'global', outcome: 'answered', status: 403, durationMs: 0, attempt: 1 },
  ]);
});
