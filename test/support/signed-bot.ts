import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Chat } from '../../src/chat/chat.ts';
import { CLOUDS, type CloudName } from '../../src/clouds.ts';
import { createCorrelation } from '../../src/correlation.ts';
import type { Messenger } from '../../src/delivery/messenger.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { DEFAULT_TIMINGS, type Runtime } from '../../src/microsoft/call.ts';
import { createSend } from '../../src/microsoft/policy/send.ts';
import { createBotTokens } from '../../src/microsoft/sign-in/bot-token.ts';
import { toUpstream } from '../../src/microsoft/upstream.ts';
import { SANDBOX_BOT } from '../../src/sandbox/accounts.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { createTeamsBot } from '../../src/teams/bot.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { createSenderGate } from '../../src/teams/sender-gate.ts';
import { createKeptLog, type LogLine } from './kept-log.ts';

export interface SignedBot {
  readonly cloud: CloudName;
  /** An address of the cloud's connector. */
  readonly serviceUrl: string;
  readonly sandbox: Sandbox;
  readonly sandboxUrl: string;
  readonly messenger: Messenger;
  readonly logLines: readonly LogLine[];
  /** What people were heard to say. */
  readonly heard: readonly string[];
  /** Every address that was called. */
  readonly called: readonly string[];
  now(): number;
  advance(ms: number): void;
  /** Posts a message; headers may name one several times. */
  post(message: PostedMessage): Promise<{ readonly status: number; readonly body: string }>;
  stop(): Promise<void>;
}

export interface PostedMessage {
  readonly authorization?: string | readonly string[] | undefined;
  /** Parts of the activity that differ. */
  readonly activity?: Readonly<Record<string, unknown>>;
}

const REPLY = { card: { type: 'AdaptiveCard', version: '1.5' }, summary: 'Hello.' };

/** The bot with an app id and a chat that greets everybody, over HTTP, with the sandbox as all of Microsoft. The clock stands still. */
export async function startSignedBot(cloud: CloudName): Promise<SignedBot> {
  let now = Date.parse('2026-11-21T10:00:00Z');
  const clock = () => now;
  const identity = SANDBOX_BOT[cloud];
  const sandbox = createSandbox({ clock });
  const { url: upstream } = await sandbox.start();
  const log = createKeptLog();
  const heard: string[] = [];
  const called: string[] = [];
  const chat: Chat = {
    async answerMessage({ text }) {
      heard.push(text);
      return REPLY;
    },
    answerAction: async () => REPLY,
    notePosted: async () => {},
    welcome: async () => REPLY,
  };
  const runtime: Runtime = {
    fetch: (input, init) => {
      called.push(String(input));
      return fetch(input, init);
    },
    clock,
    sleep: async () => {},
    random: () => 0.5,
    observe: () => {},
    upstream,
    timings: DEFAULT_TIMINGS,
  };
  const route = (url: string) => toUpstream(url, upstream);
  const tokens = createBotTokens(runtime, createSend(runtime), identity);
  const adapter = new TeamsAdapter({ identity, tokens, toUpstream: route });
  const gate = createSenderGate({ identity, fetch: runtime.fetch, toUpstream: route, clock, log });
  const bot = createTeamsBot({ adapter, chat, gate, log });
  const http = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    receive: bot.receive,
    findUnready: async () => undefined,
    incidentReports: {
      tickets: { make: () => '', read: () => undefined },
      read: () => Promise.reject(new Error('There are no files.')),
    },
    renderMetrics: async () => ({ contentType: 'text/plain', text: '' }),
    correlation: createCorrelation(),
    makeId: randomUUID,
    log,
  });
  const url = await http.start();
  const serviceUrl = `https://${CLOUDS[cloud].botFramework.connectorHosts[0]}/teams/`;

  return {
    cloud,
    serviceUrl,
    sandbox,
    sandboxUrl: upstream,
    messenger: createMessenger({ adapter, identity, clock }),
    logLines: log.lines,
    heard,
    called,
    now: clock,
    advance(ms) {
      now += ms;
    },
    post: ({ authorization, activity }) =>
      postJson(`${url}/api/messages`, authorization, {
        ...{ type: 'message', id: '1', channelId: 'msteams', serviceUrl, text: 'health for Contoso' },
        ...{ from: { id: '29:adele', name: 'Adele' }, recipient: { id: '28:bot' } },
        conversation: { id: 'a:1', conversationType: 'personal' },
        ...activity,
      }),
    async stop() {
      await http.stop(0);
      await sandbox.stop();
    },
  };
}

/** `fetch` would join headers of one name. */
function postJson(
  url: string,
  authorization: PostedMessage['authorization'],
  body: object,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    sent.setHeader('content-type', 'application/json');
    if (authorization !== undefined) sent.setHeader('authorization', authorization);
    sent.end(JSON.stringify(body));
  });
}
