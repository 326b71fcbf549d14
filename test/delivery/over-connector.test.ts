import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/delivery/conversation.ts';
import { createCardDelivery } from '../../src/delivery/deliver-cards.ts';
import { createPacedMessenger } from '../../src/delivery/pace-messages.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import type { Sleep } from '../../src/time.ts';
import type { Worker } from '../../src/work/work-loop.ts';
import { CONNECTOR_FAULTS } from '../support/connector-faults.ts';
import { drawPlainly, makeChannel } from '../support/delivery-world.ts';
import { type ConnectorFault, type FakeConnector, startFakeConnector } from '../support/fake-connector.ts';
import { createFakeDeliveryQueue, type FakeDeliveryQueue } from '../support/fake-delivery-queue.ts';
import { createFakeSendWindows } from '../support/fake-send-windows.ts';
import { createKeptLog } from '../support/kept-log.ts';

const clock = () => Date.now();
const sleep: Sleep = (ms, signal) => wait(ms, undefined, signal ? { signal } : {});

/** Delivery in real time, through botbuilder, to a connector that keeps Teams' windows. */
describe('delivery to the Bot Connector', () => {
  let connector: FakeConnector;
  let queue: FakeDeliveryQueue;
  let worker: Worker;
  const kinds: string[] = [];

  beforeEach(async () => {
    connector = await startFakeConnector({ enforcesWindows: true });
    queue = createFakeDeliveryQueue(clock);
    kinds.length = 0;
    const log = createKeptLog();
    const messenger = createMessenger({ adapter: new TeamsAdapter(undefined), identity: undefined, clock });
    worker = createCardDelivery({
      ...{ queue, draw: drawPlainly, owner: 'process', clock, sleep, random: () => 0, log },
      messenger: createPacedMessenger(messenger, createFakeSendWindows(), { clock, sleep, log }),
      observe: ({ kind }) => kinds.push(kind),
      everyMs: 100,
    });
    worker.start();
  });
  afterEach(async () => {
    await worker.stop();
    await connector.stop();
  });

  const channel = (name: string): Conversation => ({
    ...makeChannel(name),
    serviceUrl: connector.serviceUrl,
  });
  const untilIdle = () => expect.poll(() => queue.isIdle(), { timeout: 15_000, interval: 20 }).toBe(true);

  it('posts and edits in every conversation, and never exceeds a window', async () => {
    const channels = Array.from({ length: 12 }, (_, index) => channel(String(index)));
    for (const one of channels) {
      for (let count = 0; count < 6; count += 1) queue.want(one, `EX${count}`, { text: `down ${count}` });
    }
    worker.wake();
    await untilIdle();
    for (const one of channels) queue.want(one, 'EX0', { text: 'over', tells: 'resolved' });
    worker.wake();
    await untilIdle();
    expect(connector.violations).toEqual([]);
    expect(connector.log.filter(({ status }) => status === 429)).toEqual([]);
    for (const one of channels) {
      const messages = connector.messages(one.id);
      expect(messages.map(({ activity }) => activity.summary)).toEqual([
        ...['over', 'down 1', 'down 2', 'down 3', 'down 4', 'down 5', 'told resolved'],
      ]);
      expect(messages[6]?.conversationId).toBe(messages[0]?.conversationId);
    }
  });

  it('comes through 412, 429, 502, 503, 504 and a connection that breaks, once, and nobody else waits', async () => {
    const faults: Readonly<Record<string, ConnectorFault>> = {
      throttledUntil: CONNECTOR_FAULTS.throttled(1),
      throttled: CONNECTOR_FAULTS.throttled(),
      preconditionFailed: CONNECTOR_FAULTS.preconditionFailed(1),
      badGateway: CONNECTOR_FAULTS.serverError(502),
      unavailable: CONNECTOR_FAULTS.serverError(503, 1),
      gatewayTimeout: CONNECTOR_FAULTS.serverError(504),
      broken: CONNECTOR_FAULTS.connectionBroken,
    };
    for (const [name, fault] of Object.entries(faults)) {
      connector.fail({ ...fault, conversationId: channel(name).id, times: 1 });
      queue.want(channel(name), 'EX1', { text: 'down' });
    }
    queue.want(channel('good'), 'EX1', { text: 'down' });
    worker.wake();
    await untilIdle();
    const arrivals = Map.groupBy(connector.log, ({ conversationId }) => conversationId.split('@')[0]);
    for (const name of Object.keys(faults)) {
      const [first, second, ...others] = arrivals.get(`19:${name}`) ?? [];
      expect([first?.isKept, second?.isKept, others.length]).toEqual([false, true, 0]);
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
    }
    const [good] = arrivals.get('19:good') ?? [];
    expect((good?.at ?? Number.POSITIVE_INFINITY) - (connector.log[0]?.at ?? 0)).toBeLessThan(1_000);
    expect(connector.messages()).toHaveLength(8);
  });

  it('repeats a post whose answer was lost, and counts it', async () => {
    connector.fail({ ...CONNECTOR_FAULTS.answerLost, times: 1 });
    queue.want(channel('lost'), 'EX1', { text: 'down' });
    worker.wake();
    await untilIdle();
    expect(connector.messages()).toHaveLength(2);
    expect(kinds).toEqual(['maybeTwice', 'failed', 'posted']);
  });

  it('posts a card anew that somebody deleted, once', async () => {
    queue.want(channel('a'), 'EX1', { text: 'down' });
    worker.wake();
    await untilIdle();
    for (const text of ['worse', 'better']) {
      for (const { id } of connector.messages()) connector.remove(id);
      queue.want(channel('a'), 'EX1', { text });
      worker.wake();
      await untilIdle();
    }
    expect(connector.log.map(({ call, status }) => `${call} ${status}`)).toEqual([
      ...['create 201', 'update 404', 'create 201', 'update 404'],
    ]);
    expect(kinds).toEqual(['posted', 'reposted', 'dropped']);
  });

  it.each([
    ['gone', CONNECTOR_FAULTS.conversationNotFound],
    ['gone', CONNECTOR_FAULTS.notInRoster],
    ['blocked', CONNECTOR_FAULTS.disabledByAdmin],
    ['blocked', CONNECTOR_FAULTS.writesBlocked],
  ] as const)('parks a conversation as %s', async (reason, fault) => {
    connector.fail(fault);
    queue.want(channel('away'), 'EX1', { text: 'down' });
    worker.wake();
    await untilIdle();
    expect(queue.place(channel('away')).parked).toBe(reason);
    expect(connector.log).toHaveLength(1);
  });
});

describe('a connector that keeps the windows', () => {
  it('refuses the eighth message within a second, says when there is room, and tells of it', async () => {
    const connector = await startFakeConnector({ enforcesWindows: true });
    try {
      const statuses: number[] = [];
      for (let count = 0; count < 8; count += 1) {
        const response = await fetch(`${connector.serviceUrl}v3/conversations/chat/activities`, {
          method: 'POST',
          body: JSON.stringify({ type: 'message', summary: String(count) }),
        });
        statuses.push(response.status);
        if (response.status === 429) expect(response.headers.get('retry-after')).toBe('1');
      }
      expect(statuses).toEqual([...Array.from({ length: 7 }, () => 201), 429]);
      expect(connector.violations).toMatchObject([{ of: 'chat', window: { most: 7, ms: 1_000 } }]);
      expect(connector.messages('chat')).toHaveLength(7);
    } finally {
      await connector.stop();
    }
  });
});
