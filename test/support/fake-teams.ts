import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An activity the bot posted to the connector, or gave back in an answer. */
export interface SentActivity {
  readonly type: string;
  readonly summary?: string;
  readonly text?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content: CardJson }[];
}

export type CardJson = Readonly<Record<string, unknown>>;

export interface InvokeAnswer {
  readonly status: number;
  readonly card: CardJson;
  readonly body: unknown;
}

export interface AskOptions {
  readonly locale?: string;
  readonly timeZone?: string;
  readonly conversationType?: 'personal' | 'channel' | 'groupChat';
  /** Parts of the activity that differ from a plain message. */
  readonly activity?: Readonly<Record<string, unknown>>;
}

/** Teams as the bot sees it: a connector that records what is posted to it, and a person who writes and presses buttons. */
export interface FakeTeams {
  readonly serviceUrl: string;
  /** What the bot posted to the connector, oldest first. */
  readonly posted: SentActivity[];
  /** Writes a message and returns the HTTP status; the bot's answer arrives in `posted`. */
  write(text: string, options?: AskOptions): Promise<number>;
  /** Writes a message with `expectReplies` and returns the bot's answers. */
  ask(text: string, options?: AskOptions): Promise<SentActivity[]>;
  /** Presses an Action.Execute. */
  press(verb: string, data: unknown, options?: AskOptions): Promise<InvokeAnswer>;
  stop(): Promise<void>;
}

/** Starts a fake Teams that talks to the bot at `origin`. */
export async function startFakeTeams(origin: string): Promise<FakeTeams> {
  const posted: SentActivity[] = [];
  const server = createServer(async (req, res) => {
    posted.push(JSON.parse(await readBody(req)));
    // restify replaces writeHead for every server of the process, and its own returns nothing to chain on.
    res.writeHead(201, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ id: `reply-${posted.length}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  const post = async (activity: object) => {
    const response = await fetch(`${origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const base = ({
    locale = 'en-US',
    timeZone = 'Europe/London',
    conversationType = 'personal',
  }: AskOptions = {}) => ({
    id: 'activity-1',
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:adele', name: 'Adele', aadObjectId: '00000000-0000-4000-8000-000000000001' },
    recipient: { id: '28:bot', name: 'Partner Health' },
    conversation: { id: 'conversation-1', conversationType, tenantId: 'partner-tenant' },
    channelData: { tenant: { id: 'partner-tenant' } },
    locale,
    localTimezone: timeZone,
    entities: [{ type: 'clientInfo', locale, timezone: timeZone, country: 'US', platform: 'Web' }],
  });

  return {
    serviceUrl,
    posted,
    async write(text, options) {
      return (await post({ ...base(options), type: 'message', text, ...options?.activity })).status;
    },
    async ask(text, options) {
      const activity = {
        ...base(options),
        type: 'message',
        deliveryMode: 'expectReplies',
        text,
        ...options?.activity,
      };
      return (await post(activity)).body?.activities ?? [];
    },
    async press(verb, data, options) {
      const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
      const activity = {
        ...base(options),
        type: 'invoke',
        name: 'adaptiveCard/action',
        value,
        ...options?.activity,
      };
      const { status, body } = await post(activity);
      return { status, body, card: body?.value };
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text;
}
