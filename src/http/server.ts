import restify from 'restify';
import type { Log } from '../log.ts';
import {
  createIncidentReportRoute,
  INCIDENT_REPORT_PATH,
  type IncidentReports,
} from './incident-report-route.ts';
import { readJson } from './read-json.ts';

/** Largest accepted body in bytes; Teams' own messages are at most about 100 KB. */
const MAX_BODY = 256 * 1024;
/** Longest time a body may take to arrive, in milliseconds. */
const MAX_BODY_MS = 10_000;
/** How long a refused request may go on being sent, in milliseconds, so that the refusal can be read. */
const LINGER_MS = 500;
/** Longest ticket of a link, in characters; restify's own bound is 100. */
const MAX_TICKET = 1_000;
/** Connections at once; Teams keeps a handful. */
const MAX_CONNECTIONS = 1_000;

export interface HttpServerOptions {
  /** undefined: every address of the machine. A host is a loopback address, where signatures are not checked. */
  readonly host: string | undefined;
  /** 0 takes a free port. */
  readonly port: number;
  /** Handles `POST /api/messages`; never throws. */
  readonly receive: (
    authorization: string,
    body: unknown,
  ) => Promise<{ readonly status: number; readonly body?: unknown }>;
  /** Why the bot is not ready; undefined when it is. Never throws. */
  readonly findUnready: () => Promise<string | undefined>;
  readonly incidentReports: IncidentReports;
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
  const server = restify.createServer({
    name: 'partner-health',
    handleUncaughtExceptions: false,
    maxParamLength: MAX_TICKET,
  });
  server.server.requestTimeout = 30_000;
  server.server.headersTimeout = 10_000;
  server.server.maxConnections = MAX_CONNECTIONS;
  // How often Node looks for requests that take too long; read when the server begins to listen.
  Object.assign(server.server, { connectionsCheckingInterval: 5_000 });

  const answerIncidentReport = createIncidentReportRoute(options.incidentReports, options.log);
  server.get('/healthz', (_req, res, next) => {
    res.json(200, { status: 'alive' });
    next();
  });
  server.get('/readyz', async (_req, res) => {
    const unready = await options.findUnready();
    res.json(
      unready === undefined ? 200 : 503,
      unready === undefined ? { status: 'ready' } : { status: 'not ready', reason: unready },
    );
  });
  server.get(`${INCIDENT_REPORT_PATH}/:ticket`, async (req, res) => {
    const refusal = options.host === undefined ? undefined : findForeign(req);
    if (refusal) res.json(refusal.status, { error: refusal.error });
    else await answerIncidentReport(String(req.params.ticket), res);
  });
  server.get('/metrics', async (_req, res) => {
    const { contentType, text } = await options.renderMetrics();
    res.sendRaw(200, text, { 'Content-Type': contentType });
  });
  // No handler returns anything: restify would log what it is, with the request's headers and the tokens in them.
  server.post('/api/messages', async (req, res) => {
    const refusal = (options.host === undefined ? undefined : findForeign(req)) ?? findUnfit(req);
    const body = refusal ?? (await readJson(req, MAX_BODY, MAX_BODY_MS));
    if (!body.ok) {
      // Closed at once, the connection would take the answer with it; Node throws away what still arrives meanwhile.
      res.once('finish', () => setTimeout(() => req.complete || req.destroy(), LINGER_MS).unref());
      res.json(body.status, { error: body.error });
      return;
    }
    const receipt = await options.receive(req.header('authorization', ''), body.value);
    if (receipt.body === undefined) res.send(receipt.status);
    else res.json(receipt.status, receipt.body);
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

/**
 * A bot that checks no signatures answers this machine's own programs alone. A page in a browser on this machine can reach a loopback
 * address too (under another name, too), and so can a proxy: both give themselves away in the headers.
 */
function findForeign(req: restify.Request): Refusal | undefined {
  const host = req.header('host', '').replace(/:\d+$/, '');
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(host);
  const isPassedOn = FOREIGN_HEADERS.some((name) => req.headers[name] !== undefined);
  if (isLocal && !isPassedOn) return undefined;
  return {
    ok: false,
    status: 403,
    error: 'Without an app id this bot answers programs of this machine only.',
  };
}

const FOREIGN_HEADERS = ['origin', 'forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'];

/** Refuses what is not JSON or is too long before any of it is read. */
function findUnfit(req: restify.Request): Refusal | undefined {
  if (!/^application\/json *(;|$)/i.test(req.header('content-type', ''))) {
    return { ok: false, status: 415, error: 'Send application/json.' };
  }
  // Nobody who talks to a bot compresses, and what is compressed small can be large beyond measure.
  if (!/^(identity)?$/i.test(req.header('content-encoding', ''))) {
    return { ok: false, status: 415, error: 'Send the body uncompressed.' };
  }
  if (Number(req.header('content-length', '0')) > MAX_BODY) {
    return { ok: false, status: 413, error: `The body is larger than ${MAX_BODY} bytes.` };
  }
  return undefined;
}

interface Refusal {
  readonly ok: false;
  readonly status: number;
  readonly error: string;
}
