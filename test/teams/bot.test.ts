import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chat } from '../../src/chat/chat.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { createTeamsBot } from '../../src/teams/bot.ts';
import { createKeptLog } from '../support/kept-log.ts';

const REPLY = { card: { type: 'AdaptiveCard' }, summary: 'Hello.' };
const chat: Chat = {
  answerMessage: async () => REPLY,
  answerAction: async () => REPLY,
  notePosted: async () => {},
  welcome: () => REPLY,
};
const IDENTITY = { appId: 'app', type: 'SingleTenant', tenantId: 'tenant', password: 'secret' } as const;
const makeMessage = (serviceUrl: string) => ({
  type: 'message',
  id: '1',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:a' },
  recipient: { id: '28:bot' },
  conversation: { id: 'c' },
  text: 'help',
});

describe('the edge towards Teams', () => {
  const silent = createServer(() => {});
  let silentUrl: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  it('does not wait for ever on a connector that never answers', async () => {
    const log = createKeptLog();
    const bot = createTeamsBot({
      adapter: new TeamsAdapter(undefined),
      chat,
      signed: false,
      log,
      turnMs: 50,
    });
    expect((await bot.receive('', makeMessage(silentUrl))).status).toBe(502);
    expect(log.lines).toMatchObject([{ level: 'error' }]);
  });

  it('refuses an unsigned message once it has an identity', async () => {
    const log = createKeptLog();
    const bot = createTeamsBot({ adapter: new TeamsAdapter(IDENTITY), chat, signed: true, log });
    expect((await bot.receive('', makeMessage('https://smba.trafficmanager.net/amer/'))).status).toBe(401);
    expect(
      (await bot.receive('Bearer forged', makeMessage('https://smba.trafficmanager.net/amer/'))).status,
    ).toBe(401);
    expect(JSON.stringify(log.lines)).not.toContain('forged');
  });

  it('refuses a service URL that is not of Teams before anything is sent there', async () => {
    const bot = createTeamsBot({
      adapter: new TeamsAdapter(IDENTITY),
      chat,
      signed: true,
      log: createKeptLog(),
    });
    expect((await bot.receive('Bearer x', makeMessage(silentUrl))).status).toBe(403);
  });
});
