import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WEBHOOK_EVENT } from '../../src/requests/describe-change.ts';
import type { RequestWorkersOptions } from '../../src/requests/start-workers.ts';
import { openRequestWorld, type RequestWorld } from '../support/request-world.ts';
import { HOUR_MS, MINUTE_MS } from '../support/requests.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const SECOND_MS = 1_000;

let world: RequestWorld;
let receiver: WebhookReceiver;
let inFlight: Set<Promise<unknown>>;
/** How long an answer is waited for, in real milliseconds; short where none comes. */
let patienceMs: number;

beforeEach(async () => {
  world = await openRequestWorld();
  receiver = await startWebhookReceiver();
  inFlight = new Set();
  patienceMs = 3_000;
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
  await receiver.close();
});

/** Real HTTP in time that stands still: it does not go on while somebody is about to answer. */
async function pass(ms: number, step = 250): Promise<void> {
  for (let left = ms; left > 0; left -= step) {
    await world.pass(Math.min(step, left), step);
    for (let round = 0; round < 3 && inFlight.size > 0; round += 1) {
      await Promise.race([Promise.allSettled(inFlight), wait(patienceMs)]);
      await world.pass(1);
    }
  }
}

function work(overrides: Partial<RequestWorkersOptions> = {}) {
  return world.work({
    webhook: { url: receiver.url, secret: SECRET },
    fetch(input, init) {
      const answer = fetch(input, init);
      inFlight.add(answer);
      answer.catch(() => {}).finally(() => inFlight.delete(answer));
      return answer;
    },
    ...overrides,
  });
}

/** A request that goes to the helpdesk: one change, no vendor. */
const raise = () => world.raise({ route: 'helpdesk' });
const waiting = async () => (await world.store.requests.count()).webhooks;
const ids = () => receiver.received.map(({ headers }) => headers['webhook-id']);

describe('outgoing webhooks', () => {
  it('tells of each change once, as the specification wants it', async () => {
    const { number } = await raise();
    work();
    await pass(SECOND_MS);
    expect(receiver.received).toHaveLength(1);
    const [webhook] = receiver.received;
    expect(webhook).toMatchObject({ method: 'POST', path: '/hooks' });
    expect(webhook?.headers['content-type']).toMatch(/^application\/json/);
    vi.useFakeTimers({ toFake: ['Date'], now: world.time.clock() });
    const headers = Object.fromEntries(
      Object.entries(webhook?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const event = WEBHOOK_EVENT.parse(new Webhook(SECRET).verify(webhook?.body ?? '', headers));
    expect(event).toMatchObject({ type: 'request.raised', data: { number: `SR-${number}` } });
    await pass(10 * MINUTE_MS, MINUTE_MS);
    expect(receiver.received).toHaveLength(1);
    expect(await waiting()).toBe(0);
  });

  it('tries again with longer and longer waits, under the same id and a new signature, until it is taken', async () => {
    const at: number[] = [];
    receiver.answer = (response) => {
      at.push(world.time.clock());
      response.writeHead(at.length < 8 ? 500 : 202).end('<html>an error page</html>');
    };
    await raise();
    work();
    await pass(SECOND_MS);
    await pass(3 * MINUTE_MS, SECOND_MS);
    await pass(45 * MINUTE_MS, 30 * SECOND_MS);
    await pass(3 * HOUR_MS, 5 * MINUTE_MS);
    const waits = at.slice(1).map((instant, index) => Math.floor((instant - (at[index] ?? 0)) / 1_000));
    expect(waits).toHaveLength(7);
    for (const [index, seconds] of [5, 30, 120, 600, 1_800, 3_600, 3_600].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(seconds);
      expect(waits[index]).toBeLessThan(seconds * 1.2 + 10);
    }
    expect(new Set(ids()).size).toBe(1);
    const stamps = receiver.received.map(({ headers }) => headers['webhook-signature']);
    expect(new Set(stamps).size).toBe(8);
    expect(await waiting()).toBe(0);
    const lines = world.log.lines.filter(({ message }) => message.includes('webhook endpoint'));
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'info']);
    expect(JSON.stringify(world.log.lines)).not.toContain('127.0.0.1');
  });

  it('keeps what was not delivered over a restart', async () => {
    receiver.answer = (response) => response.writeHead(503).end();
    await raise();
    const before = work();
    await pass(SECOND_MS);
    await Promise.all([before.stop(), world.pass(2_500)]);
    receiver.answer = (response) => response.writeHead(200).end();
    work({ owner: 'after' });
    await pass(MINUTE_MS, SECOND_MS);
    expect(ids()).toHaveLength(2);
    expect(new Set(ids()).size).toBe(1);
    expect(await waiting()).toBe(0);
  });

  it('follows no redirect', async () => {
    receiver.answer = (response) => response.writeHead(307, { location: '/elsewhere' }).end();
    await raise();
    work();
    await pass(3 * SECOND_MS);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hooks']);
    expect(await waiting()).toBe(1);
  });

  it('gives up on an endpoint that hangs after ten seconds, and one that answers for ever does not hold it', async () => {
    receiver.answer = () => {};
    patienceMs = 20;
    await raise();
    work();
    await pass(9 * SECOND_MS, SECOND_MS);
    expect(world.log.lines.some(({ level }) => level === 'warn')).toBe(false);
    await pass(3 * SECOND_MS, SECOND_MS);
    expect(world.log.lines.find(({ level }) => level === 'warn')?.fields).toEqual({ outcome: 'timeout' });
    receiver.answer = (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(1_000)), 1);
      response.on('close', () => clearInterval(timer));
    };
    patienceMs = 3_000;
    await pass(10 * SECOND_MS, SECOND_MS);
    expect(await waiting()).toBe(0);
  });

  it('waits as long as the endpoint asks, within an hour', async () => {
    receiver.answer = (response) => response.writeHead(429, { 'retry-after': '999999999' }).end();
    await raise();
    work();
    await pass(SECOND_MS);
    receiver.answer = (response) => response.writeHead(200).end();
    await pass(58 * MINUTE_MS, 5 * MINUTE_MS);
    expect(receiver.received).toHaveLength(1);
    await pass(4 * MINUTE_MS, MINUTE_MS);
    expect(receiver.received).toHaveLength(2);
    expect(await waiting()).toBe(0);
  });

  it('keeps messages for an endpoint that says it is gone, and asks it every hour', async () => {
    receiver.answer = (response) => response.writeHead(410).end();
    await raise();
    work();
    await pass(58 * MINUTE_MS, 5 * MINUTE_MS);
    expect(receiver.received).toHaveLength(1);
    receiver.answer = (response) => response.writeHead(200).end();
    await pass(4 * MINUTE_MS, MINUTE_MS);
    expect(await waiting()).toBe(0);
  });

  it('sends four side by side at most, oldest first', async () => {
    let open = 0;
    let most = 0;
    receiver.answer = (response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.writeHead(200).end();
      }, 5);
    };
    const numbers = [];
    for (let count = 0; count < 12; count += 1) {
      const { number } = await raise();
      numbers.push(`SR-${number}`);
    }
    work();
    await pass(2 * SECOND_MS, 50);
    const arrived = receiver.received.map(({ body }) => String(JSON.parse(body).data.number));
    expect([...arrived].sort()).toEqual(numbers);
    expect(arrived.slice(0, 4).sort()).toEqual(numbers.slice(0, 4));
    expect(most).toBe(4);
  });

  it('sends nothing, and keeps nothing back, while nobody is there', async () => {
    const gone = receiver.url;
    await receiver.close();
    await raise();
    work({ webhook: { url: gone, secret: SECRET } });
    await pass(2 * SECOND_MS);
    expect(world.log.lines.find(({ level }) => level === 'warn')?.fields).toEqual({ outcome: 'unreachable' });
    expect(await waiting()).toBe(1);
  });
});
