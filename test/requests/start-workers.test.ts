import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeError } from '../../src/log.ts';
import { hang } from '../support/fake-azure-support.ts';
import { makeConversation, openRequestWorld, type RequestWorld } from '../support/request-world.ts';

let world: RequestWorld;
beforeEach(async () => {
  world = await openRequestWorld();
});
afterEach(() => world.close());

const WEBHOOK = { url: 'http://127.0.0.1:9/hooks', secret: 'a secret of any kind' };

async function placeCard(form: string): Promise<void> {
  await world.store.requests.place(
    { form },
    {
      ...{ conversation: makeConversation(), messageId: undefined, purpose: 'raiser', shownVersion: 0 },
      reader: { language: 'en', timeZone: 'UTC' },
    },
  );
}

describe('the workers of requests', () => {
  it('stop quickly in the middle of everything, and the next process finishes it at once', async () => {
    const request = await world.raise();
    await placeCard(request.form);
    world.azure.before = (_call, signal) => hang(signal);
    world.messenger.before = (_message, signal) => hang(signal);
    const workers = world.work({
      webhook: WEBHOOK,
      fetch: (_url, init) => hang(init?.signal ?? new AbortController().signal),
    });
    await world.pass(1_000);
    const begun = world.time.clock();
    let stoppedAt: number | undefined;
    const stopped = workers.stop().then(() => {
      stoppedAt = world.time.clock();
    });
    await world.pass(2_500);
    await stopped;
    expect((stoppedAt ?? Number.POSITIVE_INFINITY) - begun).toBeLessThanOrEqual(2_000);
    expect(world.log.lines.map(({ message }) => message)).toEqual([]);

    world.azure.before = () => {};
    world.messenger.before = () => {};
    const sent: string[] = [];
    world.work({
      webhook: WEBHOOK,
      async fetch(_url, init) {
        sent.push(String(init?.body));
        return new Response(null, { status: 204 });
      },
    });
    await world.pass(2_000);
    expect(world.azure.tickets.size).toBe(1);
    expect(await world.find(request.form)).toMatchObject({ state: 'withVendor' });
    expect(world.messenger.done.length).toBeGreaterThan(0);
    expect(sent.length).toBe(3);
  });

  it('wakes cards and webhooks when a job changed a request', async () => {
    const request = await world.raise();
    await placeCard(request.form);
    const sent: string[] = [];
    world.work({
      timings: { everyMs: 3_600_000 },
      webhook: WEBHOOK,
      async fetch(_url, init) {
        sent.push(String(JSON.parse(String(init?.body)).type));
        return new Response(null, { status: 200 });
      },
    });
    await world.pass(2_000);
    expect([...sent].sort()).toEqual(['request.raised', 'request.state_changed', 'request.ticket_recorded']);
    const last = world.messenger.done.filter(({ message }) => message.summary.startsWith('raiser')).at(-1);
    expect(last?.message.summary).toContain('withVendor');
  });

  it('refuses a webhook secret that cannot be read, without telling it', () => {
    let thrown: unknown;
    try {
      world.work({ webhook: { ...WEBHOOK, secret: 'whsec_not base64' } });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RangeError);
    expect(`${thrown} ${JSON.stringify(describeError(thrown))}`).not.toContain('not base64 ');
  });

  it('lets two processes share the work, each piece done once', async () => {
    const requests = [];
    for (let count = 0; count < 30; count += 1) requests.push(await world.raise());
    world.azure.before = () => world.time.sleep(300);
    world.work();
    world.work();
    await world.pass(10_000);
    const states = await Promise.all(requests.map(async ({ form }) => (await world.find(form)).state));
    expect(states.every((state) => state === 'withVendor')).toBe(true);
    expect(world.azure.calls.filter((call) => call === 'createTicket')).toHaveLength(30);
  });
});
