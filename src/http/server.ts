import restify from 'restify';
import type { Log } from '../log.ts';

/** Largest accepted body in bytes; Teams' own messages are at most about 100 KB. */
const MAX_BODY = 256 * 1024;

export interface HttpServerOptions {
  /** undefined: every address of the machine. */
  readonly host: string | undefined;
  /** 0 takes a free port. */
  readonly port: number;
  /** Handles `POST /api/messages`; never throws. */
  readonly receive: (
    authorization: string,
    body: unknown,
  ) => Promise<{ readonly status: number; readonly body?: unknown }>;
  /** Why the bot is not ready; undefined when it is. */
  readonly findUnready: () => string | undefined;
  /** The metrics in the Prometheus text format. */
  readonly renderMetrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  readonly log: Log;
}

export interface HttpServer {
  /** Resolves with the origin once it listens; rejects with Node's error when it cannot (`EADDRINUSE`, `EACCES`). */
  start(): Promise<string>;
  /** Takes no more requests and resolves when those in hand are answered, at most after `graceMs` milliseconds. */
  stop(graceMs: number): Promise<void>;
}

/** The bot's HTTP side: messages, probes and metrics. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const server = restify.createServer({ name: 'partner-health', handleUncaughtExceptions: false });
  server.server.requestTimeout = 30_000;
  server.server.headersTimeout = 10_000;

  server.get('/healthz', (_req, res, next) => {
    res.json(200, { status: 'alive' });
    next();
  });
  server.get('/readyz', (_req, res, next) => {
    const unready = options.findUnready();
    res.json(
      unready === undefined ? 200 : 503,
      unready === undefined ? { status: 'ready' } : { status: 'not ready', reason: unready },
    );
    next();
  });
  server.get('/metrics', async (_req, res) => {
    const { contentType, text } = await options.renderMetrics();
    res.sendRaw(200, text, { 'Content-Type': contentType });
  });
  server.post(
    '/api/messages',
    refuseUnfit,
    restify.plugins.bodyReader({ maxBodySize: MAX_BODY }),
    restify.plugins.jsonBodyParser({ bodyReader: true }),
    async (req, res) => {
      const { status, body } = await options.receive(req.header('authorization', ''), req.body);
      if (body === undefined) res.send(status);
      else res.json(status, body);
    },
  );
  // restify's messages quote the body: an answer must not repeat it.
  server.on('InvalidContent', (_req, res, _error, done) => {
    res.json(400, { error: 'The body is not valid JSON.' });
    done();
  });
  server.on('restifyError', (_req, _res, error: { statusCode?: number; name?: string }, done: () => void) => {
    if ((error.statusCode ?? 500) >= 500) options.log.error({ error: error.name }, 'A request failed.');
    done();
  });

  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(options.port, options.host, () => {
          server.removeListener('error', reject);
          const { address, port, family } = server.address();
          resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${port}`);
        });
      }),
    stop: (graceMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.server.closeIdleConnections();
      }),
  };
}

/** Refuses what is not JSON or is too long before any of it is read. */
function refuseUnfit(req: restify.Request, res: restify.Response, next: restify.Next): void {
  const refuse = (status: number, error: string) => {
    res.header('Connection', 'close');
    res.json(status, { error });
    next(false);
  };
  if (!/^application\/json *(;|$)/i.test(req.header('content-type', '')))
    refuse(415, 'Send application/json.');
  // Nobody who talks to a bot compresses, and what is compressed small can be large beyond measure.
  else if (!/^(identity)?$/i.test(req.header('content-encoding', '')))
    refuse(415, 'Send the body uncompressed.');
  else if (Number(req.header('content-length', '0')) > MAX_BODY)
    refuse(413, `The body is larger than ${MAX_BODY} bytes.`);
  else next();
}
