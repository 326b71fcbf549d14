import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startPlayground } from '../../src/playground.ts';
import {
  findPlaygroundPerson,
  PLAYGROUND_PEOPLE,
  PLAYGROUND_TENANT,
} from '../../src/sandbox/people/playground-people.ts';

// Microsoft's Playground itself, spoken to as its page does: what it sends to a bot tells who speaks.

const PERSON = z.object({ id: z.string(), name: z.string(), aadObjectId: z.string() });
const CONFIG = z.object({
  config: z.object({
    currentUser: PERSON,
    users: z.array(PERSON),
    tenantId: z.string(),
    personalChat: z.object({ id: z.string() }),
  }),
});
const ACTIVITY = z.object({
  type: z.string(),
  from: PERSON,
  conversation: z.object({ tenantId: z.string() }),
});

async function speak(word: string | undefined) {
  const heard = Promise.withResolvers<z.output<typeof ACTIVITY>>();
  const bot = createServer(async (request, response) => {
    const activity = ACTIVITY.safeParse(JSON.parse((await text(request)) || '{}')).data;
    if (activity?.type === 'message') heard.resolve(activity);
    response.end();
  });
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    bot.close();
    bot.closeAllConnections();
  });
  const playground = await startPlayground({
    endpoint: `http://127.0.0.1:${(bot.address() as AddressInfo).port}/api/messages`,
    port: 0,
    person: word === undefined ? undefined : findPlaygroundPerson(word),
    signal: AbortSignal.timeout(20_000),
  });
  if (!playground) throw new Error('The Playground is not installed.');
  onTestFinished(() => playground.stop());
  const { config } = CONFIG.parse(await (await fetch(`${playground.url}/_internal/v1/config`)).json());
  const chat = `${playground.url}/_conversation/v1/conversations/${config.personalChat.id}/messages`;
  await fetch(chat, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: { id: config.currentUser.id }, text: 'help', textFormat: 'plain' }),
  });
  return { config, activity: await heard.promise };
}

it.each(['sales', 'guest', undefined])('%s speaks, in the tenant of the Playground', async (word) => {
  const expected = findPlaygroundPerson(word ?? 'admin');
  const { config, activity } = await speak(word);
  expect(activity.from.aadObjectId).toBe(expected?.objectId);
  expect(activity.from.id).toBe(expected?.account);
  expect(activity.conversation.tenantId).toBe(PLAYGROUND_TENANT);
  // Whoever speaks, the others are there too, under the ids that we know them by.
  const everybody = [config.currentUser, ...config.users];
  expect(everybody.map(({ aadObjectId }) => aadObjectId).sort()).toEqual(
    PLAYGROUND_PEOPLE.map(({ objectId }) => objectId),
  );
  for (const { aadObjectId, id, name } of everybody) {
    const known = PLAYGROUND_PEOPLE.find(({ objectId }) => objectId === aadObjectId);
    expect([id, name]).toEqual([known?.account, `${known?.givenName} ${known?.surname}`]);
  }
}, 30_000);
