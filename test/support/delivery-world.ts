import type { Conversation } from '../../src/delivery/conversation.ts';
import { placeOf } from '../../src/delivery/conversation-pauses.ts';
import { type CardDeliveryOptions, createCardDelivery } from '../../src/delivery/deliver-cards.ts';
import { DeliveryError, type DeliveryErrorCode } from '../../src/delivery/messenger.ts';
import type { DeliveryObservation } from '../../src/delivery/observation.ts';
import { createPacedMessenger } from '../../src/delivery/pace-messages.ts';
import type { Worker } from '../../src/work/work-loop.ts';
import { createVirtualTime, type VirtualTime } from '../health/estate/virtual-time.ts';
import type { Arrival } from './count-excess.ts';
import { createFakeDeliveryQueue, type FakeContent, type FakeDeliveryQueue } from './fake-delivery-queue.ts';
import { type AskedMessage, createFakeMessenger, type FakeMessenger } from './fake-messenger.ts';
import { createFakeSendWindows, type FakeSendWindows } from './fake-send-windows.ts';
import { createKeptLog } from './kept-log.ts';

/** Everything that delivery touches, in memory, in time that moves only when the test says so. */
export interface DeliveryWorld {
  readonly time: VirtualTime;
  readonly queue: FakeDeliveryQueue;
  readonly windows: FakeSendWindows;
  readonly messenger: FakeMessenger;
  readonly log: ReturnType<typeof createKeptLog>;
  readonly observed: DeliveryObservation[];
  /** What came to Teams, accepted or not, and when. */
  readonly arrivals: Arrival[];
  /** How long a message travels, in milliseconds. */
  travelMs: (message: AskedMessage) => number;
  /** What Teams does with a message that arrived: throws, or waits. */
  receive: (message: AskedMessage, signal: AbortSignal) => unknown;
  /** What was accepted, for example `post 19:noc: Exchange down`. */
  done(): string[];
  /** How often something was observed. */
  count(kind: DeliveryObservation['kind']): number;
  /** Starts a process. */
  work(overrides?: Partial<CardDeliveryOptions<FakeContent>>): Worker;
  /** Until nothing is left to be done; fails after `ms` milliseconds. Returns how long it took. */
  passUntilIdle(ms?: number): Promise<number>;
  close(): Promise<void>;
}

export const CHANNEL: Conversation = {
  ...{ id: '19:noc@thread.tacv2', thread: undefined, kind: 'channel', name: 'NOC' },
  ...{ serviceUrl: 'https://smba.trafficmanager.net/emea/', channel: 'msteams', bot: '28:bot' },
  tenantId: undefined,
};
export const CHAT: Conversation = { ...CHANNEL, id: 'a:chat', kind: 'group', name: '' };

export const makeChannel = (name: string): Conversation => ({ ...CHANNEL, id: `19:${name}@thread.tacv2` });

/** Teams says no. */
export function fail(
  code: DeliveryErrorCode,
  details?: ConstructorParameters<typeof DeliveryError>[2],
): never {
  throw new DeliveryError(code, `Teams answered ${code}.`, details);
}

/** Cards that only say what they are to show. */
export async function drawPlainly({ content }: { readonly content: FakeContent }) {
  const { text, untold, quietUntil } = content;
  return {
    card: { card: { text }, summary: text },
    digest: text,
    reply: untold.length > 0 ? { card: {}, summary: `told ${untold.join(', ')}` } : undefined,
    ...(quietUntil !== undefined && { quietUntil }),
  };
}

export function createDeliveryWorld(): DeliveryWorld {
  const time = createVirtualTime();
  const { clock, sleep } = time;
  const queue = createFakeDeliveryQueue(clock);
  const windows = createFakeSendWindows();
  const messenger = createFakeMessenger();
  const log = createKeptLog();
  const running: Worker[] = [];

  const world: DeliveryWorld = {
    ...{ time, queue, windows, messenger, log, observed: [], arrivals: [] },
    travelMs: () => 0,
    receive: () => {},
    done: () =>
      messenger.done.map(({ what, conversation: { id, thread }, messageId, message }) => {
        const where = `${id.split('@')[0]}${thread ? `/${thread}` : ''}${messageId ? ` ${messageId}` : ''}`;
        return `${what} ${where}: ${message.summary}`;
      }),
    count: (kind) => world.observed.filter((one) => one.kind === kind).length,
    work(overrides = {}) {
      const worker = createCardDelivery<FakeContent>({
        queue,
        messenger: createPacedMessenger(messenger, windows, { clock, sleep, log }),
        draw: drawPlainly,
        owner: `process-${running.length + 1}`,
        ...{ clock, sleep, log },
        random: () => 0,
        observe: (observation) => world.observed.push(observation),
        ...overrides,
      });
      running.push(worker);
      worker.start();
      return worker;
    },
    async passUntilIdle(ms = 60_000) {
      const begin = clock();
      while (!queue.isIdle()) {
        if (clock() - begin >= ms) throw new Error(`Something is left to be done after ${ms} ms.`);
        await time.pass(50);
      }
      return clock() - begin;
    },
    async close() {
      const stopping = Promise.all(running.map((worker) => worker.stop()));
      await time.pass(3_000);
      await stopping;
    },
  };
  messenger.before = async (message, signal) => {
    const ms = world.travelMs(message);
    if (ms > 0) await sleep(ms, signal);
    world.arrivals.push({ at: clock(), place: placeOf(message.conversation) });
    await world.receive(message, signal);
    if (ms > 0) await sleep(ms, signal);
  };
  return world;
}
