import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** One request as it reached the fake, in the shape of the `MICROSOFT_UPSTREAM` contract. */
export interface SeenRequest {
  readonly method: string;
  /** The host it was meant for. */
  readonly host: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the fake answers: a status with JSON (or any text), or a function that does as it likes with the connection. */
export type Reply =
  | {
      readonly status?: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | ((response: ServerResponse, request: SeenRequest) => void);

/** A scripted stand-in for Microsoft's hosts over real HTTP. */
export interface FakeMicrosoft {
  readonly origin: string;
  /** Every request, in order of arrival. */
  readonly requests: readonly SeenRequest[];
  /** Answers requests whose `host + path` begins with `prefix`: one reply after another, the last one again and again. */
  on(prefix: string, ...replies: Reply[]): void;
  /** Requests whose `host + path` begins with `prefix`. */
  seen(prefix: string): SeenRequest[];
  close(): Promise<void>;
}

/** Starts the fake on a free port. It signs everybody in, with tokens that tell host, tenant and a running number. */
export async function startFakeMicrosoft(): Promise<FakeMicrosoft> {
  const requests: SeenRequest[] = [];
  const scripts: { prefix: string; replies: Reply[] }[] = [];
  let tokens = 0;

  function replyTo({ host, path }: SeenRequest): Reply {
    const script = scripts.find(({ prefix }) => `${host}${path}`.startsWith(prefix));
    const reply = script && (script.replies.length > 1 ? script.replies.shift() : script.replies[0]);
    if (reply) return reply;
    if (!path.includes('/oauth2/v2.0/token'))
      return { status: 404, json: { error: { code: 'NotScripted' } } };
    tokens += 1;
    const value = `token-${tokens}-${host}${path.split('/oauth2')[0]}`;
    return { json: { token_type: 'Bearer', expires_in: 3600, access_token: value } };
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, host = '', ...rest] = (message.url ?? '').split('/');
    const request = {
      method: message.method ?? '',
      host,
      path: `/${rest.join('/')}`,
      headers: message.headers,
      body: await text(message),
    };
    requests.push(request);
    const reply = replyTo(request);
    if (typeof reply === 'function') return reply(response, request);
    const type = reply.text === undefined ? 'application/json' : 'text/html';
    response.writeHead(reply.status ?? 200, { 'content-type': type, ...reply.headers });
    response.end(reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json)));
  }

  const server = createServer((message, response) => {
    serve(message, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    on(prefix, ...replies) {
      scripts.unshift({ prefix, replies });
    },
    seen: (prefix) => requests.filter(({ host, path }) => `${host}${path}`.startsWith(prefix)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
