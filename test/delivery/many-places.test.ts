import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listExcess } from '../support/count-excess.ts';
import {
  CHANNEL,
  createDeliveryWorld,
  type DeliveryWorld,
  fail,
  makeChannel,
} from '../support/delivery-world.ts';

let world: DeliveryWorld;
beforeEach(() => {
  world = createDeliveryWorld();
});
afterEach(() => world.close());

/** As the messenger does it: no answer within ten seconds. */
async function neverAnswer(signal: AbortSignal): Promise<never> {
  await world.time.sleep(10_000, signal);
  return fail('unavailable', { mayHaveArrived: true });
}

describe('a burst of updates', () => {
  it('of 2,000 into 40 channels exceeds no window of Teams where they arrive, and every card is shown', async () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    world.travelMs = () => 40 + Math.floor(random() * 20);
    const workers = [world.work({ random }), world.work({ random })];
    for (let count = 0; count < 2_000; count += 1)
      world.queue.want(makeChannel(String(count % 40)), `EX${count}`, { text: String(count) });
    for (const worker of workers) worker.wake();
    await world.passUntilIdle(180_000);
    expect(listExcess(world.arrivals)).toEqual([]);
    expect(new Set(world.done()).size).toBe(2_000);
    expect(world.arrivals).toHaveLength(2_000);
  }, 60_000);

  it('into distinct conversations goes out at 48 messages a second at least', async () => {
    world.travelMs = () => 100;
    for (let count = 0; count < 1_000; count += 1)
      world.queue.want(makeChannel(String(count)), 'EX1', { text: 'down' });
    const begin = world.time.clock();
    world.work();
    await world.passUntilIdle(60_000);
    const last = Math.max(...world.arrivals.map(({ at }) => at));
    expect(1_000 / ((last - begin) / 1_000)).toBeGreaterThanOrEqual(48);
    expect(listExcess(world.arrivals)).toEqual([]);
  });

  it('of many subjects in one channel keeps its windows and loses none', async () => {
    world.travelMs = () => 50;
    for (let count = 0; count < 100; count += 1)
      world.queue.want(CHANNEL, `EX${count}`, { text: String(count) });
    world.work();
    const ms = await world.passUntilIdle(180_000);
    expect(listExcess(world.arrivals)).toEqual([]);
    expect(new Set(world.done()).size).toBe(100);
    // 60 in 30 seconds: the second 40 wait for the first.
    expect(ms).toBeLessThan(60_000);
    expect(world.queue.place(CHANNEL).failures).toBe(0);
  });
});

describe('conversations that hang', () => {
  it('never hold up live ones, when they have been dead for a while', async () => {
    world.receive = ({ conversation }, signal) =>
      conversation.id.includes('dead') ? neverAnswer(signal) : undefined;
    for (let count = 0; count < 300; count += 1)
      world.queue.want(makeChannel(`dead-${count}`), 'EX1', { text: 'down' });
    const worker = world.work();
    await world.time.pass(60_000);
    const delays: number[] = [];
    for (let count = 0; count < 60; count += 1) {
      const channel = makeChannel(`live-${count}`);
      world.queue.want(channel, 'EX1', { text: 'down' });
      worker.wake();
      const begin = world.time.clock();
      while (world.queue.card(channel, 'EX1').shown === 0) await world.time.pass(50);
      delays.push(world.time.clock() - begin);
      await world.time.pass(500);
    }
    expect(Math.max(...delays)).toBeLessThanOrEqual(1_000);
  }, 60_000);

  it('take 16 slots at most once they are known to', async () => {
    let open = 0;
    let most = 0;
    world.receive = async (_message, signal) => {
      open += 1;
      most = Math.max(most, open);
      await neverAnswer(signal).finally(() => {
        open -= 1;
      });
    };
    for (let count = 0; count < 200; count += 1)
      world.queue.want(makeChannel(`dead-${count}`), 'EX1', { text: 'down' });
    world.work();
    await world.time.pass(120_000);
    most = 0;
    await world.time.pass(60_000);
    expect(most).toBeLessThanOrEqual(16);
    expect(most).toBeGreaterThan(8);
  }, 60_000);

  it('that all break down at once hold up live ones for seconds, not minutes', async () => {
    world.receive = ({ conversation }, signal) =>
      conversation.id.includes('dead') ? neverAnswer(signal) : undefined;
    for (let count = 0; count < 300; count += 1)
      world.queue.want(makeChannel(`dead-${count}`), 'EX1', { text: 'down' });
    for (let count = 0; count < 20; count += 1)
      world.queue.want(makeChannel(`live-${count}`), 'EX1', { text: 'down' });
    world.work();
    await world.time.pass(25_000);
    expect(world.done()).toHaveLength(20);
  }, 60_000);
});
