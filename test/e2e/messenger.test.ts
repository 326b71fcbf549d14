import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Conversation } from '../../src/delivery/conversation.ts';
import { type Playground, startPlayground } from '../../src/playground.ts';
import { ACTIVITY, type IncomingActivity } from '../../src/teams/activity.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { readConversation } from '../../src/teams/read-conversation.ts';
import { findChromium, launchChromium } from '../support/browser.ts';

// Messages nobody asked for, in Microsoft's Playground: where they appear, that they change in place, and what a press on them tells.

const chromium = findChromium();
const CONFIG = z.object({
  config: z.object({
    personalChat: z.object({ id: z.string() }),
    groupChats: z.array(z.object({ id: z.string() })).min(1),
  }),
});

describe.skipIf(chromium === undefined)('a message that nobody asked for', () => {
  const pressed: IncomingActivity[] = [];
  let bot: Server;
  let playground: Playground;
  let browser: Browser;
  let page: Page;
  let chats: z.output<typeof CONFIG>['config'];

  beforeAll(async () => {
    bot = createServer(async (req, res) => {
      let text = '';
      for await (const chunk of req) text += chunk;
      const activity = ACTIVITY.safeParse(text === '' ? undefined : JSON.parse(text)).data;
      if (activity?.type === 'invoke') pressed.push(activity);
      res.writeHead(200, { 'content-type': 'application/json' });
      const value = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Pressed' }] };
      const answer = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value };
      res.end(activity?.type === 'invoke' ? JSON.stringify(answer) : '');
    });
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
    const started = await startPlayground({
      endpoint: `http://127.0.0.1:${(bot.address() as AddressInfo).port}/api/messages`,
      port: 0,
      signal: AbortSignal.timeout(20_000),
    });
    if (!started) throw new Error('The Playground is not installed.');
    playground = started;
    chats = CONFIG.parse(await (await fetch(`${playground.url}/_internal/v1/config`)).json()).config;
    browser = await launchChromium(chromium ?? '');
    page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
    await page.goto(playground.url);
    await page.getByRole('treeitem', { name: 'Group Chat' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
    bot?.closeAllConnections();
    bot?.close();
  });

  const messenger = createMessenger({
    adapter: new TeamsAdapter(undefined),
    identity: undefined,
    clock: () => 0,
  });
  const signal = AbortSignal.timeout(60_000);
  const place = (kind: Conversation['kind'], id: string): Conversation => ({
    id,
    thread: undefined,
    kind,
    serviceUrl: `${playground.url}/_connector`,
    channel: 'msteams',
    bot: '00000000-0000-0000-0000-00000000000011',
    tenantId: undefined,
    name: '',
  });
  const makeMessage = (text: string) => ({
    card: {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', text }],
      actions: [{ type: 'Action.Execute', title: `Press ${text}`, verb: 'press' }],
    },
    summary: text,
  });

  it.each([
    ['personal', 'Personal Chat', (): string => chats.personalChat.id],
    ['group', 'Group Chat', (): string => chats.groupChats[0]?.id ?? ''],
    ['channel', 'My Team - General', (): string => 'team-id'],
  ] as const)('appears in a %s conversation, changes in place, and tells which it is when pressed', async (kind, label, readId) => {
    await page.getByRole('treeitem', { name: label }).click();
    const { conversation, messageId } = await messenger.post(
      place(kind, readId()),
      makeMessage(`${kind} one`),
      signal,
    );
    await page.getByText(`${kind} one`, { exact: true }).waitFor();
    await messenger.update(conversation, messageId, makeMessage(`${kind} two`), signal);
    await page.getByText(`${kind} two`, { exact: true }).waitFor();
    expect(await page.getByText(`${kind} one`, { exact: true }).count()).toBe(0);

    await page.getByRole('button', { name: `Press ${kind} two` }).click();
    await page.getByText('Pressed').waitFor();
    const press = pressed.at(-1);
    expect(press?.replyToId).toBe(messageId);
    expect(press && readConversation(press)).toMatchObject({
      kind,
      id: conversation.id,
      thread: conversation.thread,
    });
    await messenger.update(conversation, messageId, makeMessage(`${kind} three`), signal);
    await page.getByText(`${kind} three`, { exact: true }).waitFor();
  });

  it('goes into the thread that an earlier one began', async () => {
    await page.getByRole('treeitem', { name: 'My Team - Announcements' }).click();
    const first = await messenger.post(
      place('channel', 'channel-announcements-id'),
      makeMessage('root'),
      signal,
    );
    const reply = await messenger.post(first.conversation, makeMessage('answer'), signal);
    expect(reply.conversation.thread).toBe(first.messageId);
    await page.getByText('answer', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Press answer' }).click();
    await page.getByText('Pressed').waitFor();
    expect(pressed.at(-1)).toMatchObject({
      replyToId: reply.messageId,
      conversation: { id: `channel-announcements-id;messageid=${first.messageId}` },
    });
  });

  it('says so when the conversation or the message is not there', async () => {
    await expect(messenger.post(place('group', 'nowhere'), makeMessage('x'), signal)).rejects.toMatchObject({
      code: 'gone',
    });
    await expect(
      messenger.update(place('personal', chats.personalChat.id), '1', makeMessage('x'), signal),
    ).rejects.toMatchObject({ code: 'messageGone' });
  });
});
