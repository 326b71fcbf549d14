import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createCorrelation } from '../../src/correlation.ts';
import { createReportTickets } from '../../src/http/report-tickets.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/http/server.ts';
import { createKeptLog } from '../support/kept-log.ts';

let running: HttpServer | undefined;
afterEach(() => running?.stop(0));

async function start(receive: HttpServerOptions['receive'] = async () => ({ status: 200 })) {
  const correlation = createCorrelation();
  const log = createKeptLog();
  const received: unknown[] = [];
  let ids = 0;
  running = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    receive(authorization, body) {
      received.push(body);
      return receive(authorization, body);
    },
    findUnready: async () => undefined,
    incidentReports: {
      tickets: createReportTickets({ key: Buffer.alloc(32, 1), clock: () => 0 }),
      read: async () => ({ contentType: '', content: new Uint8Array() }),
    },
    renderMetrics: async () => ({ contentType: 'text/plain', text: '' }),
    correlation,
    makeId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    log,
  });
  const url = await running.start();
  const post = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    fetch(`${url}/api/messages`, { method: 'POST', headers: { 'content-type': type }, body });
  return { url, correlation, received, log, post };
}

/** Writes bytes as they are and returns everything that comes back until the connection ends, or `ms` have passed. */
async function speak(url: string, parts: readonly (string | number)[], ms = 2_000): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk;
  });
  socket.on('error', () => {});
  const ended = once(socket, 'close');
  for (const part of parts) {
    if (typeof part === 'number') await sleep(part);
    else socket.write(part);
  }
  await Promise.race([ended, sleep(ms)]);
  socket.destroy();
  return heard;
}
const head = (...more: readonly string[]) =>
  ['POST /api/messages HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: application/json', ...more, '', ''].join(
    '\r\n',
  );

describe('a body', () => {
  it.each([
    ['plain', '{"a":1}', 'application/json'],
    ['with a byte order mark', '\ufeff{"a":1}', 'application/json; charset=utf-8'],
    ['with a quoted charset', '{"a":1}', 'application/json; charset="UTF-8"'],
  ])('%s is read', async (_what, body, type) => {
    const { post, received } = await start();
    expect((await post(body, type)).status).toBe(200);
    expect(received).toEqual([{ a: 1 }]);
  });

  it.each([
    ['no JSON', '{', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 'application/json', 400],
    ['UTF-16', new Uint8Array(Buffer.from('{"a":1}', 'utf16le')), 'application/json', 400],
    ['another charset', '{"a":1}', 'application/json; charset=utf-16', 415],
    ['a charset hidden behind another', '{"a":1}', 'application/json; charset=utf-8; charset=latin1', 415],
    ['a form', 'a=1', 'application/x-www-form-urlencoded', 415],
    ['100,000 nested lists', '['.repeat(100_000) + ']'.repeat(100_000), 'application/json', 400],
    ['a reserved key', '{"value":{"__proto__":{"isAdmin":true}}}', 'application/json', 400],
    ['too much', JSON.stringify('x'.repeat(256 * 1024)), 'application/json', 413],
  ])('that is %s is refused before anybody looks at it, quickly', async (_what, body, type, status) => {
    const { post, received, log } = await start();
    const begun = performance.now();
    const answer = await post(body, type);
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('isAdmin');
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(received).toEqual([]);
    expect(log.lines).toEqual([]);
  });

  it('that is shorter or longer than announced, or announced twice, reaches nobody', async () => {
    const { url, received } = await start();
    // Shorter: the rest is waited for, and then the connection is gone.
    expect(await speak(url, [head('Content-Length: 100'), '{"a":1}'], 300)).toBe('');
    expect(await speak(url, [head('Content-Length: 3'), '{"a":1}'])).toMatch(/^HTTP\/1.1 400/);
    expect(await speak(url, [head('Content-Length: 7', 'Content-Length: 8'), '{"a":1}'])).toMatch(
      /^HTTP\/1.1 400/,
    );
    expect(await speak(url, [head('Content-Length: 7', 'Transfer-Encoding: chunked'), '0\r\n\r\n'])).toMatch(
      /^HTTP\/1.1 400/,
    );
    expect(await speak(url, [head('Content-Length: -1'), '{"a":1}'])).toMatch(/^HTTP\/1.1 400/);
    expect(received).toEqual([]);
  });

  it('that comes in single bytes is read as one', async () => {
    const { url, received } = await start();
    const chunks = [...'{"a":1}'].flatMap((byte) => [`1\r\n${byte}\r\n`, 5]);
    const heard = await speak(url, [
      head('Transfer-Encoding: chunked', 'Connection: close'),
      ...chunks,
      '0\r\n\r\n',
    ]);
    expect(heard).toMatch(/^HTTP\/1.1 200/);
    expect(received).toEqual([{ a: 1 }]);
  });
});

describe('activities at once', () => {
  it('are a thousand at most, also of senders that wait for no answer: the next is told to come again', async () => {
    const gate = Promise.withResolvers<void>();
    const { url, received, post } = await start(async () => {
      await gate.promise;
      return { status: 200 };
    });
    // One connection, one request behind the other.
    const request = `${head('Content-Length: 2')}{}`;
    const flood = speak(url, [request.repeat(1_010)], 10_000);
    while (received.length < 1_000) await sleep(5);
    await sleep(50);
    expect(received).toHaveLength(1_000);
    const refused = await post('{}');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    gate.resolve();
    await sleep(200);
    expect((await post('{}')).status).toBe(200);
    await running?.stop(0);
    const statuses = (await flood).match(/HTTP\/1.1 \d+/g) ?? [];
    expect(statuses.filter((status) => status.endsWith('429'))).toHaveLength(10);
  });

  it('run each under an id of its own', async () => {
    const seen: (string | undefined)[] = [];
    const started = await start(async () => {
      await sleep(20);
      seen.push(started.correlation.current);
      return { status: 200 };
    });
    await Promise.all([started.post('{}'), started.post('{}')]);
    expect(seen.sort()).toEqual(['id-1', 'id-2']);
    expect(started.correlation.current).toBeUndefined();
  });
});

describe('a server that stops', () => {
  it('says over open connections that it is not ready any more', async () => {
    const gate = Promise.withResolvers<void>();
    const { url, post, received } = await start(async () => {
      await gate.promise;
      return { status: 200 };
    });
    const answering = post('{}');
    const { hostname, port } = new URL(url);
    const kept = connect(Number(port), hostname);
    let heard = '';
    kept.on('data', (chunk) => {
      heard += chunk;
    });
    // Half a request: the connection is in use.
    kept.write('GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    while (received.length < 1) await sleep(5);
    await sleep(20);
    const stopped = running?.stop(5_000);
    kept.write('\r\n');
    while (!heard.includes('}')) await sleep(5);
    expect(heard).toMatch(/^HTTP\/1.1 503[\s\S]*the bot is stopping/);
    gate.resolve();
    const begun = performance.now();
    expect((await answering).status).toBe(200);
    await stopped;
    // Connections that are kept open for a next request are not waited for.
    expect(performance.now() - begun).toBeLessThan(2_000);
    running = undefined;
  });
});
