import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CHANNEL,
  CHAT,
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

/** One test for each of "Failures seen in the field" that concerns delivery; the words are those of the field. */
describe('failures seen in the field', () => {
  it('state written before the message was sent, so lost on failure: it is recorded when Teams has it', async () => {
    world.receive = () => fail('unavailable');
    const card = world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    world.work();
    await world.time.pass(20_000);
    expect(card).toMatchObject({ shown: 0, told: 0, digest: undefined, messageId: undefined });
    world.receive = () => {};
    await world.passUntilIdle(60_000);
    expect(world.done()).toEqual(['post 19:noc: down']);
    expect(card).toMatchObject({ shown: 1, digest: 'down', messageId: 'm1' });
  });

  it('resolved recorded although sending it failed: neither the green card nor its reply is', async () => {
    const card = world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    world.work();
    await world.passUntilIdle();
    world.queue.want(CHANNEL, 'EX1', { text: 'resolved', tells: 'resolved' });
    world.receive = ({ what }) => what === 'update' && fail('unavailable');
    await world.time.pass(20_000);
    expect(card).toMatchObject({ wanted: 2, shown: 1, digest: 'down', told: 1 });
    world.receive = ({ what }) => what === 'post' && fail('unavailable');
    await world.time.pass(60_000);
    expect(card).toMatchObject({ shown: 2, digest: 'resolved', told: 1 });
    world.receive = () => {};
    await world.passUntilIdle(120_000);
    expect(card).toMatchObject({ shown: 2, told: 2 });
    expect(world.done()).toEqual([
      'post 19:noc: down',
      'update 19:noc/m1 m1: resolved',
      'post 19:noc/m1: told resolved',
    ]);
  });

  it('one throttled recipient stalls all: here it stalls nobody, and is left alone as long as Teams asks', async () => {
    const until = world.time.clock() + 120_000;
    const isThrottled = (id: string) => id.startsWith('19:throttled');
    const others: number[] = [];
    world.receive = ({ conversation }) => {
      if (!isThrottled(conversation.id)) others.push(world.time.clock());
      else if (world.time.clock() < until) fail('throttled', { retryAt: until });
    };
    for (let count = 0; count < 20; count += 1)
      world.queue.want(makeChannel('throttled'), `EX${count}`, { text: 'down' });
    for (let count = 0; count < 40; count += 1)
      world.queue.want(makeChannel(`other-${count}`), 'EX1', { text: 'down' });
    world.work();
    const begin = world.time.clock();
    await world.time.pass(2_000);
    expect(others).toHaveLength(40);
    expect(Math.max(...others) - begin).toBeLessThanOrEqual(1_500);
    await world.time.pass(117_000);
    // Once: what is new there does not wake it before its time.
    world.queue.want(makeChannel('throttled'), 'EX99', { text: 'down' });
    await world.time.pass(500);
    expect(world.arrivals.filter(({ place }) => place.includes('throttled'))).toHaveLength(1);
    await world.passUntilIdle(60_000);
    expect(world.done().filter((line) => line.includes('throttled'))).toHaveLength(21);
  });

  it('ActivityNotFoundInConversation on an edit: posted anew, once', async () => {
    const card = world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    world.work();
    await world.passUntilIdle();
    world.receive = ({ what, messageId }) => what === 'update' && messageId === 'm1' && fail('messageGone');
    world.queue.want(CHANNEL, 'EX1', { text: 'worse', tells: 'worse' });
    await world.passUntilIdle();
    // The new card notifies by itself: nothing is told beside it.
    expect(world.done().slice(1)).toEqual(['post 19:noc: worse']);
    expect(card).toMatchObject({ isReposted: true, messageId: 'm2', isDropped: false });
    world.receive = ({ what }) => what === 'update' && fail('messageGone');
    world.queue.want(CHANNEL, 'EX1', { text: 'resolved', tells: 'resolved' });
    await world.passUntilIdle();
    expect(card.isDropped).toBe(true);
    expect(world.done()).toHaveLength(2);
    expect([world.count('reposted'), world.count('dropped')]).toEqual([1, 1]);
  });

  it('ConversationNotFound on an old reference: parked with its reason, and nothing is sent there any more', async () => {
    world.receive = () => fail('gone');
    world.queue.want(CHAT, 'EX1', { text: 'down' });
    world.queue.want(CHAT, 'EX2', { text: 'down' });
    world.work();
    await world.time.pass(2_000);
    expect(world.queue.place(CHAT).parked).toBe('gone');
    expect(
      world.log.lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields.reason),
    ).toEqual(['gone']);
    world.queue.want(CHAT, 'EX1', { text: 'worse' });
    await world.time.pass(600_000);
    expect(world.arrivals).toHaveLength(1);
    world.receive = () => {};
    world.queue.unpark(CHAT);
    await world.passUntilIdle();
    expect(world.done()).toEqual(['post a:chat: worse', 'post a:chat: down']);
  });

  it('ConversationNotFound of a thread that was deleted: the channel is not given up', async () => {
    const card = world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    world.work();
    await world.passUntilIdle();
    world.receive = ({ conversation }) => conversation.thread === 'm1' && fail('gone');
    world.queue.want(CHANNEL, 'EX1', { text: 'down', tells: 'worse' });
    await world.passUntilIdle();
    expect(world.queue.place(CHANNEL).parked).toBeUndefined();
    expect(world.done().slice(1)).toEqual(['post 19:noc: down']);
    expect(card).toMatchObject({ isReposted: true, messageId: 'm2', told: 2 });
  });

  it('ConversationNotFound of a channel that has a card: parked', async () => {
    world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    world.work();
    await world.passUntilIdle();
    world.receive = () => fail('gone');
    world.queue.want(CHANNEL, 'EX1', { text: 'worse', tells: 'worse' });
    await world.time.pass(2_000);
    expect(world.queue.place(CHANNEL).parked).toBe('gone');
    expect(world.queue.card(CHANNEL, 'EX1')).toMatchObject({ shown: 1, told: 1, isDropped: false });
  });

  it('naive proactive loop dies near 500 users: 600 conversations, of which every tenth fails, all have it', async () => {
    const tried = new Set<string>();
    world.receive = ({ conversation: { id } }) => {
      if (!id.includes('0@') || tried.has(id)) return;
      tried.add(id);
      fail(tried.size % 2 === 0 ? 'unavailable' : 'throttled');
    };
    for (let count = 0; count < 600; count += 1)
      world.queue.want(makeChannel(String(count)), 'EX1', { text: 'down' });
    world.work();
    const ms = await world.passUntilIdle(60_000);
    expect(ms).toBeLessThan(20_000);
    expect(new Set(world.done()).size).toBe(600);
    expect(world.done()).toHaveLength(600);
  });

  it('one change re-sends every item; everything again each day: what is shown already is not sent again', async () => {
    for (let count = 0; count < 10; count += 1)
      world.queue.want(CHANNEL, `EX${count}`, { text: `down ${count}` });
    world.work();
    await world.passUntilIdle();
    const sent = world.arrivals.length;
    for (let count = 0; count < 10; count += 1)
      world.queue.want(CHANNEL, `EX${count}`, { text: count === 3 ? 'worse' : `down ${count}` });
    await world.passUntilIdle();
    expect(world.arrivals).toHaveLength(sent + 1);
    expect(world.count('unchanged')).toBe(9);
    await world.time.pass(86_400_000 / 24);
    expect(world.arrivals).toHaveLength(sent + 1);
  });
});
