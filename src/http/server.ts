import restify from 'restify';
import type { Correlation } from '../correlation.ts';
import type { Log } from '../log.ts';
import { createBodyRoom } from './body-room.ts';
import {
  CONSENT_CALLBACK_PATH,
  CONSENT_START_PATH,
  type ConsentSignIn,
  createConsentRoute,
} from './consent-route.ts';
import {
  createIncidentReportRoute,
  INCIDENT_REPORT_PATH,
  type IncidentReports,
} from './incident-report-route.ts';
import { readJson } from './read-json.ts';

/** Largest accepted body in bytes; Teams' own messages are at most about 100 KB. */
const MAX_BODY = 256 * 1024;
/** What is held of bodies that are still arriving, in bytes, of all senders together. */
const MAX_BODIES = 64 * 1024 * 1024;
/** Activities in hand at once. One connection can send several, without waiting for answers. */
const MAX_ACTIVITIES = 1_000;
/** When whoever finds no room should come again, in seconds. */
const RETRY_AFTER_S = 2;
/** Longest time a body may take to arrive, in milliseconds. */
const MAX_BODY_MS = 10_000;
/** How long a refused request may go on being sent, in milliseconds, so that the refusal can be read. */
const LINGER_MS = 500;
/** Longest ticket of a link, in characters; restify's own bound is 100. */
const MAX_TICKET = 1_000;
/** Connections at once; Teams keeps a handful. */
const MAX_CONNECTIONS = 2_000;
/** Longest time until a request has told its headers, in milliseconds: who says nothing keeps no place of others. */
const HEADERS_MS = 4_000;

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
  /** undefined: partner users cannot sign in with a browser. */
  readonly consent?: ConsentSignIn | undefined;
  /** The metrics in the Prometheus text format. */
  readonly renderMetrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** What is done for one activity belongs together: each runs under an id of its own. */
  readonly correlation: Correlation;
  /** A random GUID. */
  readonly makeId: () => string;
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
  const bounds = { maxBytes: MAX_BODY, maxMs: MAX_BODY_MS, room: createBodyRoom(MAX_BODIES) };
  let inHand = 0;
  let isStopping = false;
  const server = restify.createServer({
    name: 'partner-health',
    handleUncaughtExceptions: false,
    maxParamLength: MAX_TICKET,
  });
  server.server.requestTimeout = 30_000;
  server.server.headersTimeout = HEADERS_MS;
  server.server.maxConnections = MAX_CONNECTIONS;
  // What is kept open for a next request must not hold up the end.
  server.server.on('request', (_req, res) => {
    res.once('close', () => isStopping && setImmediate(() => server.server.closeIdleConnections()));
  });
  // How often Node looks for requests that take too long; read when the server begins to listen.
  Object.assign(server.server, { connectionsCheckingInterval: 1_000 });

  const answerIncidentReport = createIncidentReportRoute(options.incidentReports, options.log);
  server.get('/healthz', (_req, res, next) => {
    res.json(200, { status: 'alive' });
    next();
  });
  server.get('/readyz', async (_req, res) => {
    const unready = isStopping ? 'the bot is stopping' : await options.findUnready();
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
  if (options.consent) {
    const consent = createConsentRoute(options.consent);
    const routes = { [CONSENT_START_PATH]: consent.start, [CONSENT_CALLBACK_PATH]: consent.finish };
    for (const [path, answer] of Object.entries(routes)) {
      server.get(path, async (req, res) => {
        const refusal = options.host === undefined ? undefined : findForeign(req);
        if (refusal) res.json(refusal.status, { error: refusal.error });
        else await answer(req, res);
      });
    }
  }
  server.get('/metrics', async (_req, res) => {
    const { contentType, text } = await options.renderMetrics();
    res.sendRaw(200, text, { 'Content-Type': contentType });
  });
  // No handler returns anything: restify would log what it is, with the request's headers and the tokens in them.
  server.post('/api/messages', async (req, res) => {
    const refusal = (options.host === undefined ? undefined : findForeign(req)) ?? findUnfit(req);
    const body = refusal ?? (await readJson(req, bounds));
    if (!body.ok) {
      // Closed at once, the connection would take the answer with it; Node throws away what still arrives meanwhile.
      res.once('finish', () => setTimeout(() => req.complete || req.destroy(), LINGER_MS).unref());
      return refuse(res, body.status, body.error);
    }
    // 429 rather than 503: the bot is well, there is too much to do for it. Whoever waits is answered, whoever comes now is told to come again.
    if (inHand >= MAX_ACTIVITIES)
      return refuse(res, 429, 'Too many activities at once. Try again in a few seconds.');
    inHand += 1;
    try {
      const receipt = await options.correlation.run(options.makeId(), () =>
        options.receive(req.header('authorization', ''), body.value),
      );
      if (receipt.body === undefined) res.send(receipt.status);
      else res.json(receipt.status, receipt.body);
    } finally {
      inHand -= 1;
    }
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
        isStopping = true;
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

function refuse(res: restify.Response, status: number, error: string): void {
  if (status === 429) res.setHeader('Retry-After', String(RETRY_AFTER_S));
  res.json(status, { error });
}

/** Refuses what is not JSON or is too long before any of it is read. */
function findUnfit(req: restify.Request): Refusal | undefined {
  // Node tells only the first of several.
  if ((req.headersDistinct.authorization?.length ?? 0) > 1) {
    return { ok: false, status: 401, error: 'Send one Authorization header.' };
  }
  if (!/^application\/json *(;|$)/i.test(req.header('content-type', ''))) {
    return { ok: false, status: 415, error: 'Send application/json.' };
  }
  if (/charset *= *(?!"?utf-?8"? *(;|$))/i.test(req.header('content-type', ''))) {
    return { ok: false, status: 415, error: 'Send UTF-8.' };
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
