import { describe, expect, it } from 'vitest';
import { DeliveryError, type DeliveryErrorCode } from '../../src/delivery/messenger.ts';
import { postSoon } from '../../src/delivery/post-soon.ts';
import { createFakeMessenger } from '../support/fake-messenger.ts';
import { START } from '../support/test-store.ts';
import { makeChannel } from '../support/watch-subjects.ts';

const MESSAGE = { card: {}, summary: 'A form' };

/** Fails so often, then works. */
function open(code: DeliveryErrorCode, { times = 1, afterMs }: { times?: number; afterMs?: number } = {}) {
  let now = START;
  let left = times;
  const waits: number[] = [];
  const messenger = createFakeMessenger();
  messenger.before = () => {
    left -= 1;
    if (left < 0) return;
    const retryAt = afterMs === undefined ? undefined : now + afterMs;
    throw new DeliveryError(code, 'No.', { retryAt, mayHaveArrived: code === 'unavailable' });
  };
  const sleep = async (ms: number) => {
    waits.push(ms);
    now += ms;
  };
  const post = () =>
    postSoon(messenger, makeChannel('all'), MESSAGE, { giveUpMs: 10_000, clock: () => now, sleep });
  return { post, messenger, waits };
}

describe('posting what a person waits for', () => {
  it('posts once more when Teams asked to wait, as long as it said', async () => {
    const { post, messenger, waits } = open('throttled', { afterMs: 2_000 });
    await post();
    expect([messenger.done.length, waits]).toEqual([1, [2_000]]);
  });

  it('waits a second where Teams did not say how long', async () => {
    const { post, messenger, waits } = open('throttled');
    await post();
    expect([messenger.done.length, waits]).toEqual([1, [1_000]]);
  });

  it('gives up where the wait would be too long, or Teams asks again', async () => {
    const long = open('throttled', { afterMs: 10_000 });
    await expect(long.post()).rejects.toMatchObject({ code: 'throttled' });
    expect(long.waits).toEqual([]);
    const often = open('throttled', { times: 2 });
    await expect(often.post()).rejects.toMatchObject({ code: 'throttled' });
    expect(often.messenger.asked).toHaveLength(2);
  });

  it('sends nothing twice that may have arrived', async () => {
    const { post, messenger } = open('unavailable');
    await expect(post()).rejects.toMatchObject({ code: 'unavailable' });
    expect(messenger.asked).toHaveLength(1);
  });
});
