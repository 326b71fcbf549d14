import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Excess } from './count-excess.ts';
import { createTeamsWindows } from './teams-windows.ts';

/** An activity the bot posted to the connector, or gave back in an answer. */
export interface SentActivity {
  readonly type: string;
  readonly summary?: string;
  readonly text?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content: CardJson }[];
}

export type CardJson = Readonly<Record<string, unknown>>;

/** A message as it stands in a conversation now. */
export interface KeptMessage {
  readonly id: string;
  /** With the thread's suffix in a channel. */
  readonly conversationId: string;
  readonly activity: SentActivity;
  readonly card: CardJson | undefined;
  /** What it was before, oldest first; empty for a message that was never changed. */
  readonly history: readonly SentActivity[];
}

export type ConnectorCall = 'create' | 'post' | 'update';

/** How calls fail until it is taken back. */
export interface ConnectorFault {
  /** 0: the connection breaks; undefined: no answer at all. */
  readonly status?: number;
  /** JSON, or text that is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Which calls; default all. */
  readonly calls?: readonly ConnectorCall[];
  /** Only in this conversation: the channel's id stands for its threads, too. */
  readonly conversationId?: string;
  /** How often; default for ever. */
  readonly times?: number;
  /** Default false: the message does not arrive. True: it arrives, and only the answer is lost. */
  readonly arrives?: boolean;
  /** The answer comes so much later. Without `status` the message arrives, and all that is wrong is that the answer is late. */
  readonly delayMs?: number;
}

/** One call as it came. */
export interface ConnectorEntry {
  /** When it arrived, in milliseconds since 1970 with fractions. */
  readonly at: number;
  readonly call: ConnectorCall;
  /** As the call addresses it: with the thread's suffix in a thread. */
  readonly conversationId: string;
  /** The message that was edited, or that came of it; undefined: none did. */
  activityId: string | undefined;
  readonly summary: string | undefined;
  readonly card: CardJson | undefined;
  /** Whether it changed what people see. */
  isKept: boolean;
  /** What was answered, once it was; 0: the connection broke. */
  status: number | undefined;
}

export interface FakeConnectorOptions {
  /** Answers 429 with Retry-After to what exceeds Teams' published windows. Default: it is only counted. */
  readonly enforcesWindows?: boolean;
  /** How long an answer takes, in milliseconds: the message has arrived before. Default: no time. */
  readonly answersAfterMs?: () => number;
}

export interface ConnectorRequest {
  readonly method: string;
  /** Decoded, without the origin. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** The Bot Connector of Teams: keeps what the bot posts and changes, and fails when asked to. */
export interface FakeConnector {
  readonly serviceUrl: string;
  /** What the bot posted, oldest first; changes are in `messages`. */
  readonly posted: SentActivity[];
  readonly requests: readonly ConnectorRequest[];
  /** Calls that carry a message, in the order in which they came. */
  readonly log: readonly ConnectorEntry[];
  /** Calls that came when one of Teams' published windows was full. */
  readonly violations: readonly Excess[];
  /** Somebody deletes a message: it cannot be edited any more. */
  remove(messageId: string): void;
  /** Messages as they stand now, oldest first; without an id those of all conversations. A channel's id stands for its threads, too. */
  messages(conversationId?: string): readonly KeptMessage[];
  /** Makes calls fail; returns what ends it. */
  fail(fault: ConnectorFault): () => void;
  stop(): Promise<void>;
}

/** Starts a connector that knows every conversation: ids with `@thread.tacv2` are channels, where each post begins a thread. */
export async function startFakeConnector({
  enforcesWindows = false,
  answersAfterMs,
}: FakeConnectorOptions = {}): Promise<FakeConnector> {
  const posted: SentActivity[] = [];
  const requests: ConnectorRequest[] = [];
  const log: ConnectorEntry[] = [];
  const windows = createTeamsWindows(enforcesWindows);
  /** Oldest first, by id. */
  const kept = new Map<string, KeptMessage>();
  const faults: { fault: ConnectorFault; left: number }[] = [];

  function keep(conversationId: string, activity: SentActivity): KeptMessage {
    const id = `reply-${posted.push(activity)}`;
    const isChannel = conversationId.endsWith('@thread.tacv2');
    const message = toKept(
      id,
      isChannel ? `${conversationId};messageid=${id}` : conversationId,
      activity,
      [],
    );
    kept.set(id, message);
    return message;
  }
  function carryOut({ call, conversationId, messageId, body }: Call, entry: ConnectorEntry): Answer {
    if (call === 'update') {
      const old = kept.get(messageId ?? '');
      if (!old || !isIn(old, baseOf(conversationId))) return NO_SUCH_MESSAGE;
      entry.isKept = true;
      kept.set(old.id, toKept(old.id, old.conversationId, body, [...old.history, old.activity]));
      return { status: 200, body: { id: old.id } };
    }
    const message = keep(conversationId, call === 'create' ? (body.activity ?? body) : body);
    entry.isKept = true;
    entry.activityId = message.id;
    if (call === 'post') return { status: 201, body: { id: message.id } };
    return { status: 201, body: { id: message.conversationId, activityId: message.id } };
  }

  /** undefined: it is not answered. */
  async function answer(call: Call, entry: ConnectorEntry): Promise<Answer | undefined> {
    const waitMs = windows.take(baseOf(call.conversationId), entry.at);
    if (waitMs > 0) return throttle(waitMs);
    const active = faults.find(({ fault, left }) => left > 0 && applies(fault, call));
    if (!active) return carryOut(call, entry);
    active.left -= 1;
    const { status, body, headers, arrives, delayMs } = active.fault;
    const isOnlyLate = delayMs !== undefined && status === undefined;
    const carriedOut = arrives || isOnlyLate ? carryOut(call, entry) : undefined;
    if (delayMs !== undefined) await sleep(delayMs);
    if (isOnlyLate) return carriedOut;
    return status === undefined ? undefined : { status, body, headers };
  }

  const server = createServer(async (req, res) => {
    const text = await readBody(req);
    const at = performance.timeOrigin + performance.now();
    const path = decodeURIComponent(req.url ?? '');
    const body = text === '' ? undefined : JSON.parse(text);
    const { method = '', headers } = req;
    requests.push({ method, path, authorization: headers.authorization, body });
    const call = readCall(method, path, body);
    if (!call) return send(res, { status: 405, body: { error: { code: 'MethodNotAllowed' } } });
    const entry = toEntry(call, at);
    log.push(entry);
    const answered = await answer(call, entry);
    if (answersAfterMs) await sleep(answersAfterMs());
    entry.status = answered?.status;
    if (answered?.status === 0) res.destroy();
    else if (answered) send(res, answered);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    posted,
    requests,
    log,
    violations: windows.violations,
    remove(messageId) {
      kept.delete(messageId);
    },
    messages: (conversationId) =>
      [...kept.values()].filter((message) => conversationId === undefined || isIn(message, conversationId)),
    fail(fault) {
      const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
      faults.push(entry);
      return () => {
        entry.left = 0;
      };
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Call {
  readonly call: ConnectorCall;
  readonly conversationId: string;
  readonly messageId: string | undefined;
  readonly body: CallBody;
}

/** What a call carries: a message, or the making of a conversation with its first message. */
interface CallBody extends SentActivity {
  readonly channelData?: { readonly channel?: { readonly id?: string } };
  readonly activity?: SentActivity;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const NO_SUCH_MESSAGE: Answer = {
  status: 404,
  body: { error: { code: 'ActivityNotFoundInConversation', message: 'Conversation not found.' } },
};

function throttle(waitMs: number): Answer {
  return {
    status: 429,
    headers: { 'retry-after': String(Math.ceil(waitMs / 1_000)) },
    body: { error: { code: 'Throttled', message: 'Too many requests.' } },
  };
}

function toEntry({ call, conversationId, messageId, body }: Call, at: number): ConnectorEntry {
  const { summary, attachments } = call === 'create' ? (body.activity ?? body) : body;
  const card = attachments?.[0]?.content;
  return {
    ...{ at, call, conversationId, activityId: messageId, summary, card },
    ...{ isKept: false, status: undefined },
  };
}

function readCall(method: string, path: string, body: CallBody): Call | undefined {
  if (method === 'POST' && /^\/v3\/conversations\/?$/.test(path)) {
    return {
      call: 'create',
      conversationId: body.channelData?.channel?.id ?? '',
      messageId: undefined,
      body,
    };
  }
  const [, conversationId, , messageId] = /^\/v3\/conversations\/(.+)\/activities(\/(.+))?$/.exec(path) ?? [];
  if (conversationId === undefined) return undefined;
  if (method === 'POST') return { call: 'post', conversationId, messageId, body };
  return method === 'PUT' ? { call: 'update', conversationId, messageId, body } : undefined;
}

function applies({ calls, conversationId }: ConnectorFault, call: Call): boolean {
  return (
    (calls === undefined || calls.includes(call.call)) &&
    (conversationId === undefined ||
      conversationId === call.conversationId ||
      conversationId === baseOf(call.conversationId))
  );
}

const baseOf = (conversationId: string) => conversationId.split(';')[0] ?? '';

function isIn(message: KeptMessage, conversationId: string): boolean {
  return message.conversationId === conversationId || baseOf(message.conversationId) === conversationId;
}

function toKept(
  id: string,
  conversationId: string,
  activity: SentActivity,
  history: readonly SentActivity[],
): KeptMessage {
  return { id, conversationId, activity, card: activity.attachments?.[0]?.content, history };
}

function send(res: ServerResponse, { status, body, headers }: Answer): void {
  // restify replaces writeHead for every server of the process, and its own returns nothing to chain on.
  res.writeHead(status, { 'content-type': 'application/json', ...headers });
  res.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
}

async function readBody(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text;
}
