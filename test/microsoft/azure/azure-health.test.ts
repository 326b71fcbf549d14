import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Timings } from '../../../src/microsoft/call.ts';
import { ARM, CONTOSO, errorOf, LAMNA, patient, payload, SIGN_IN, SUBSCRIPTIONS, start } from '../start.ts';

const NAMES = ['Development', 'Production', 'Shared', 'Test'];
const guid = (number: number) => `70000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const FOUR = NAMES.map((name, index) => ({ id: guid(index), name }));
const SINCE = Date.parse('2026-08-03T23:00:00Z');

const eventsOf = (number: number) => `${ARM}${guid(number)}/providers/Microsoft.ResourceHealth/events`;
const event = (name: string, properties: object = {}) => ({
  name,
  properties: { eventType: 'ServiceIssue', status: 'Active', title: name, ...properties },
});
const value = (...rows: unknown[]) => ({ json: { value: rows } });
const endless = (response: ServerResponse) => {
  response.writeHead(200);
  response.write('{');
};

/** A customer with some subscriptions, none of which has events. */
async function startAzure(options: { names?: readonly string[]; timings?: Partial<Timings> } = {}) {
  const { names = NAMES, timings = {} } = options;
  const started = await start({ timings });
  const items = names.map((friendlyName, index) => ({ id: guid(index), friendlyName }));
  started.fake.on(ARM, value());
  started.fake.on(SUBSCRIPTIONS, { json: { items: [{ id: 'plan', offerName: 'Azure plan' }] } });
  started.fake.on(`${SUBSCRIPTIONS}/plan/azureentitlements`, { json: { items } });
  const read = (signal = patient()) => started.azureHealth.readEvents(CONTOSO, SINCE, signal);
  return { ...started, read };
}

describe('the events of a customer', () => {
  it("are asked for by subscription, since a day, with a token of the customer's tenant", async () => {
    const { fake, read } = await startAzure();
    expect(await read()).toEqual({ subscriptions: FOUR, unread: [], incidents: [], changes: [], skipped: 0 });
    expect(
      fake
        .seen(ARM)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(
      FOUR.map(
        ({ id }) =>
          `/subscriptions/${id}/providers/Microsoft.ResourceHealth/events?api-version=2024-02-01&queryStartTime=8/3/2026`,
      ),
    );
    expect(fake.seen(ARM)[0]?.headers.authorization).toMatch(
      new RegExp(`^Bearer token-\\d+-login.microsoftonline.com/${CONTOSO.tenantId}$`),
    );
    const signIns = fake.seen(`${SIGN_IN}${CONTOSO.tenantId}`);
    expect(signIns.map(({ body }) => new URLSearchParams(body).get('scope'))).toEqual([
      'https://management.azure.com/.default',
    ]);
  });

  it('are read from the documented sample', async () => {
    const { fake, read } = await startAzure({ names: ['Production'] });
    // Its `nextLink` is a placeholder, "{originalRequestUrl}?$skipToken={OpaquePageNumber}".
    const sample = { ...(payload('arm-resourcehealth-events-list.response') as object), nextLink: null };
    fake.on(ARM, { json: sample });
    expect(await read()).toEqual({
      subscriptions: [{ id: guid(0), name: 'Production' }],
      unread: [],
      incidents: [
        {
          id: 'BC_1-FXZ',
          source: 'azure',
          kind: 'incident',
          origin: 'microsoft',
          title: 'Virtual machines in West US',
          service: 'Virtual Machines',
          feature: undefined,
          // Its summary says what its article says.
          impact: '',
          status: 'active',
          isResolved: false,
          startedAt: Date.parse('2018-11-07T00:00:00Z'),
          endedAt: Date.parse('2018-11-08T00:00:00Z'),
          updatedAt: Date.parse('2018-11-08T00:00:00Z'),
          posts: [
            {
              at: Date.parse('2018-11-08T00:00:00Z'),
              html: '<html>An outage alert is being investigated. More information will be provided as it is known</html>',
            },
          ],
          azure: {
            services: ['Virtual Machines'],
            regions: ['West US'],
            subscriptions: [{ id: guid(0), name: 'Production' }],
            externalId: undefined,
            isCritical: false,
          },
        },
      ],
      changes: [],
      skipped: 0,
    });
  });

  it('are incidents and changes, each once with all its subscriptions', async () => {
    const { fake, read } = await startAzure();
    fake.on(eventsOf(1), value(event('A'), event('B', { eventType: 'PlannedMaintenance' })));
    fake.on(eventsOf(3), value(event('a'), event('C', { status: 'Resolved' })));
    const { incidents, changes } = await read();
    expect(incidents.map(({ id, azure }) => [id, azure?.subscriptions.map(({ name }) => name)])).toEqual([
      ['A', ['Production', 'Test']],
      ['C', ['Test']],
    ]);
    expect(changes).toMatchObject([{ id: 'B', category: 'plannedMaintenance' }]);
  });

  it('that cannot be understood are counted; where none can be, the subscription is unread', async () => {
    const { fake, read } = await startAzure();
    fake.on(eventsOf(0), value(event('A'), null, 'x', {}));
    fake.on(eventsOf(1), value(null));
    fake.on(eventsOf(2), { json: {} });
    const { incidents, skipped, unread } = await read();
    expect(incidents).toHaveLength(1);
    expect(skipped).toBe(3);
    expect(unread).toMatchObject([
      { subscription: FOUR[1], error: { code: 'invalidAnswer' } },
      { subscription: FOUR[2], error: { code: 'invalidAnswer' } },
    ]);
  });

  it('are read from eight subscriptions at a time', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `S${String(index).padStart(2, '0')}`);
    const { fake, read } = await startAzure({ names });
    let open = 0;
    let most = 0;
    fake.on(ARM, (response) => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        response.end('{"value":[]}');
      });
    });
    expect((await read()).subscriptions).toHaveLength(20);
    expect(fake.seen(ARM)).toHaveLength(20);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  });

  it('are never asked for in a cloud without Azure, or without an account', async () => {
    const { fake, azureHealth } = await startAzure();
    expect(await errorOf(azureHealth.readEvents(LAMNA, SINCE, patient()))).toMatchObject({
      code: 'notFound',
    });
    expect(fake.requests).toEqual([]);
  });
});

describe('pages of events', () => {
  const link = (number: number, page: number) =>
    `https://${eventsOf(number)}?api-version=2024-02-01&queryStartTime=8/3/2026&$skipToken=${page}%3D`;

  it('are followed to the letter', async () => {
    const { fake, read } = await startAzure({ names: ['Production'] });
    const withPort = link(0, 3).replace('management.azure.com', 'management.azure.com:443');
    fake.on(
      ARM,
      { json: { value: [event('A')], nextLink: link(0, 2) } },
      { json: { value: [event('B')], nextLink: withPort } },
      { json: { value: [event('C')], nextLink: '' } },
    );
    expect((await read()).incidents).toHaveLength(3);
    expect(fake.seen(ARM).map(({ path }) => path.split('$skipToken=')[1])).toEqual([
      undefined,
      '2%3D',
      '3%3D',
    ]);
  });

  it.each([
    'https://evil.example/next',
    'https://management.azure.com.evil.example/next',
    'https://management.chinacloudapi.cn/next',
    'http://management.azure.com/next',
    '{originalRequestUrl}?$skipToken={OpaquePageNumber}',
  ])('do not lead to %s', async (nextLink) => {
    const { fake, read } = await startAzure({ names: ['Production'] });
    fake.on(ARM, { json: { value: [event('A')], nextLink } });
    expect(await read()).toMatchObject({ incidents: [], unread: [{ error: { code: 'invalidAnswer' } }] });
    expect(fake.seen(ARM)).toHaveLength(1);
    expect(fake.seen('evil')).toEqual([]);
  });

  it('do not go round in circles, nor on for ever', async () => {
    const { fake, read } = await startAzure({ names: ['Production', 'Test'] });
    fake.on(eventsOf(0), { json: { value: [], nextLink: link(0, 2) } });
    fake.on(eventsOf(1), (response, { path }) => {
      const page = Number(/skipToken=(\d+)/.exec(path)?.[1] ?? 1);
      response.end(JSON.stringify({ value: [], nextLink: link(1, page + 1) }));
    });
    expect((await read()).unread).toMatchObject([
      { error: { code: 'invalidAnswer' } },
      { error: { code: 'invalidAnswer' } },
    ]);
    expect(fake.seen(eventsOf(0))).toHaveLength(2);
    expect(fake.seen(eventsOf(1))).toHaveLength(50);
  });
});

describe('a subscription that cannot be read', () => {
  it.each([
    [403, 'AuthorizationFailed', 'forbidden'],
    [404, 'SubscriptionNotFound', 'notFound'],
    [409, 'MissingSubscriptionRegistration', 'forbidden'],
    [400, 'InvalidQuery', 'invalidAnswer'],
    [500, 'InternalServerError', 'unavailable'],
  ])('with %i %s costs the others nothing', async (status, code, meaning) => {
    const { fake, read } = await startAzure();
    fake.on(ARM, value(event('A')));
    fake.on(eventsOf(2), {
      status,
      json: { error: { code, message: 'No' } },
      headers: { 'x-ms-request-id': 'arm-1' },
    });
    const { incidents, unread, subscriptions } = await read();
    expect(subscriptions).toEqual(FOUR);
    expect(unread).toMatchObject([
      { subscription: FOUR[2], error: { code: meaning, status, requestId: 'arm-1' } },
    ]);
    expect(unread[0]?.error.message).toContain('Azure Resource Manager (global)');
    expect(incidents[0]?.azure?.subscriptions.map(({ name }) => name)).toEqual([
      'Development',
      'Production',
      'Test',
    ]);
  });

  it('with a token that is not accepted is tried once more with a new one', async () => {
    const { fake, read, time } = await startAzure({ names: ['Production'] });
    const refusal = { status: 401, json: { error: { code: 'InvalidAuthenticationToken' } } };
    fake.on(ARM, refusal, value(event('A')));
    expect(await read()).toMatchObject({ incidents: [{ id: 'A' }], unread: [] });
    fake.on(ARM, refusal);
    time.advance(60_000);
    expect(await read()).toMatchObject({ unread: [{ error: { code: 'signInBlocked', status: 401 } }] });
    expect(fake.seen(ARM)).toHaveLength(4);
  });

  it('is each of them where nobody can sign in to the tenant', async () => {
    const { fake, read } = await startAzure();
    fake.on(`${SIGN_IN}${CONTOSO.tenantId}`, {
      status: 400,
      json: { error: 'unauthorized_client', error_codes: [700016] },
    });
    const { unread } = await read();
    expect(unread.map(({ subscription, error }) => [subscription.name, error.code])).toEqual(
      NAMES.map((name) => [name, 'noConsent']),
    );
    expect(fake.seen(ARM)).toHaveLength(0);
  });

  it('is waited for when Azure asks for a short pause', async () => {
    const { fake, read, time } = await startAzure({ names: ['Production'] });
    fake.on(ARM, { status: 429, headers: { 'retry-after': '2' } }, value(event('A')));
    expect((await read()).incidents).toHaveLength(1);
    expect(time.waits).toEqual([2_000]);
  });

  it('is left alone for as long as Azure asks', async () => {
    const { fake, read, time } = await startAzure({ names: ['Production'] });
    fake.on(ARM, { status: 429, headers: { 'retry-after': '30' } }, value(event('A')));
    const retryAt = time.clock() + 30_000;
    for (let count = 0; count < 2; count += 1) {
      expect((await read()).unread).toMatchObject([{ error: { code: 'throttled', retryAt } }]);
    }
    expect(fake.seen(ARM)).toHaveLength(1);
    time.advance(30_000);
    expect((await read()).incidents).toHaveLength(1);
  });

  it('because it is slow is a time-out, and the others are returned', async () => {
    const { fake, read } = await startAzure({ timings: { armTotalMs: 600 } });
    fake.on(ARM, value(event('A')));
    fake.on(eventsOf(1), endless);
    const startedAt = performance.now();
    const { unread, incidents } = await read();
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(unread).toMatchObject([{ subscription: FOUR[1], error: { code: 'timeout' } }]);
    expect(incidents[0]?.azure?.subscriptions).toHaveLength(3);
  });
});

describe('a reading', () => {
  it('fails in time where the subscriptions cannot be told', async () => {
    const { fake, read } = await startAzure({ timings: { armTotalMs: 300, subscriptionsMs: 1_000 } });
    fake.on(SUBSCRIPTIONS, endless);
    expect(await errorOf(read())).toMatchObject({ code: 'timeout' });
    expect(fake.seen(ARM)).toHaveLength(0);
  });

  it('ends when the caller gives up, before or meanwhile', async () => {
    const { fake, read } = await startAzure();
    expect(await errorOf(read(AbortSignal.abort()))).toMatchObject({ code: 'timeout' });
    expect(fake.requests).toEqual([]);
    const caller = new AbortController();
    fake.on(ARM, () => caller.abort());
    expect(await errorOf(read(caller.signal))).toMatchObject({ code: 'timeout' });
  });
});
