import { expect, it } from 'vitest';
import { createCountedMessenger } from '../../src/delivery/count-messages.ts';
import { CHANNEL } from '../support/delivery-world.ts';

const MESSAGE = { card: {}, summary: 'An answer.' };

it('sends at once what a person waits for, and counts it where it went', async () => {
  const noted: string[] = [];
  const sent: string[] = [];
  const messenger = createCountedMessenger(
    {
      async post(conversation) {
        sent.push('post');
        return { conversation, messageId: 'm1' };
      },
      async update(_conversation, messageId) {
        sent.push(`update ${messageId}`);
      },
    },
    ({ id }) => noted.push(id),
  );
  const { signal } = new AbortController();
  expect(await messenger.post(CHANNEL, MESSAGE, signal)).toMatchObject({ messageId: 'm1' });
  await messenger.update(CHANNEL, 'm1', MESSAGE, signal);
  expect(sent).toEqual(['post', 'update m1']);
  expect(noted).toEqual([CHANNEL.id, CHANNEL.id]);
});
