import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Activity, ActivityTypes } from 'botbuilder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BotIdentity } from '../../src/bot-identity.ts';
import type { Chat } from '../../src/chat/chat.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { createTeamsBot } from '../../src/teams/bot.ts';
import type { SenderGate } from '../../src/teams/sender-gate.ts';
import { createKeptLog } from '../support/kept-log.ts';

const REPLY = { card: { type: 'AdaptiveCard' }, summary: 'Hello.' };
const chat: Chat = {
  answerMessage: async () => REPLY,
  answerAction: async () => REPLY,
  notePosted: async () => {},
  welcome: async () => REPLY,
};
const IDENTITY: BotIdentity = {
  appId: 'app',
  type: 'SingleTenant',
  tenantId: 'tenant',
  password: 'secret',
  cloud: 'global',
};
const NO_TOKENS = { getToken: () => Promise.reject(new Error('No token.')), dropToken: () => {} };
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

const ANY_ACTIVITY: Activity = {
  ...{ type: ActivityTypes.Message, channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/' },
  ...{ from: { id: 'a', name: '' }, recipient: { id: 'b', name: '' }, text: '', label: '', valueType: '' },
  ...{ conversation: { id: 'c', isGroup: false, conversationType: 'personal', name: '' }, listenFor: [] },
  ...{ callerId: '', localTimezone: '' },
};

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
      gate: undefined,
      log,
      turnMs: 50,
    });
    expect((await bot.receive('', makeMessage(silentUrl))).status).toBe(202);
    expect(log.lines).toMatchObject([{ level: 'error' }]);
  });

  it('lets in what its gate lets in, and nothing else', async () => {
    const refusal = { status: 401, body: { error: 'No.' } } as const;
    const asked: unknown[] = [];
    const gate: SenderGate = {
      async check(authorization, { serviceUrl, channelId }) {
        asked.push([authorization, serviceUrl, channelId]);
        return authorization === 'Bearer good' ? undefined : refusal;
      },
    };
    const bot = createTeamsBot({ adapter: new TeamsAdapter(), chat, gate, log: createKeptLog(), turnMs: 50 });
    expect(await bot.receive('Bearer bad', makeMessage(silentUrl))).toEqual(refusal);
    expect((await bot.receive('Bearer good', makeMessage(silentUrl))).status).toBe(202);
    expect(asked[0]).toEqual(['Bearer bad', silentUrl, 'msteams']);
  });

  it('with an app id cannot be made without a gate', () => {
    const adapter = new TeamsAdapter({ identity: IDENTITY, tokens: NO_TOKENS });
    expect(() => createTeamsBot({ adapter, chat, gate: undefined, log: createKeptLog() })).toThrow(TypeError);
  });

  it('verifies nobody by itself: there is no way past the gate', async () => {
    for (const adapter of [new TeamsAdapter(), new TeamsAdapter({ identity: IDENTITY, tokens: NO_TOKENS })]) {
      const turn = adapter.processActivityDirect('Bearer x', ANY_ACTIVITY, async () => {});
      await expect(turn).rejects.toThrow('Senders are verified before the adapter.');
    }
  });

  it('sends no token anywhere but to the connector of its cloud', async () => {
    let asked = 0;
    const tokens = { ...NO_TOKENS, getToken: async () => `token-${++asked}` };
    const adapter = new TeamsAdapter({ identity: IDENTITY, tokens });
    const gate: SenderGate = { check: async () => undefined };
    const log = createKeptLog();
    const bot = createTeamsBot({ adapter, chat, gate, log });
    for (const serviceUrl of [silentUrl, 'https://frontend.botapi.msg.infra.teams.microsoftonline.cn/']) {
      expect((await bot.receive('', makeMessage(serviceUrl))).status).toBe(202);
    }
    expect(asked).toBe(0);
    expect(log.lines).toHaveLength(2);
  });

  it('does not follow the connector to another host', async () => {
    const reached: string[] = [];
    const server = createServer((req, res) => {
      reached.push(req.url ?? '');
      res.writeHead(307, { location: `${silentUrl}elsewhere` }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const bot = createTeamsBot({ adapter: new TeamsAdapter(), chat, gate: undefined, log: createKeptLog() });
    expect((await bot.receive('', makeMessage(url))).status).toBe(202);
    expect(reached).toEqual(['/v3/conversations/c/activities/1']);
    server.close();
  });

  it('without an app id goes by the upstream to Microsoft, unsigned, and to nobody else', async () => {
    const reached: (string | undefined)[] = [];
    const server = createServer((req, res) => {
      reached.push(req.url, req.headers.authorization);
      res.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const toUpstream = (url: string) => url.replace('https:/', `${origin}/upstream`);
    const adapter = new TeamsAdapter({ toUpstream });
    const bot = createTeamsBot({ adapter, chat, gate: undefined, log: createKeptLog() });
    for (const serviceUrl of ['https://smba.trafficmanager.net/amer/', `${origin}/`]) {
      expect((await bot.receive('', makeMessage(serviceUrl))).status).toBe(200);
    }
    expect(reached).toEqual([
      '/upstream/smba.trafficmanager.net/amer/v3/conversations/c/activities/1',
      undefined,
      '/v3/conversations/c/activities/1',
      undefined,
    ]);
    server.close();
  });
});
