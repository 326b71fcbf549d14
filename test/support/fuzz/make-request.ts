import type { Chance } from './chance.ts';
import { HOSTILE_TEXTS } from './hostile-values.ts';
import { chooseAsker, makeActivity } from './make-activity.ts';
import type { Known } from './make-data.ts';

/** One request, and what is expected of it. */
export interface FuzzedRequest {
  readonly kind: 'activity' | 'body' | 'token' | 'path' | 'raw';
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For `raw`: everything that is sent over the connection. */
  readonly body: string | Buffer;
  /** No name of a customer may be in the answer. */
  readonly isStranger: boolean;
}

export interface FuzzWorld extends Known {
  readonly names: readonly string[];
  readonly serviceUrl: string;
  /** The bot has an app id: nothing here is signed, so that nothing may be answered. */
  readonly isSigned: boolean;
}

const JSON_TYPE = { 'content-type': 'application/json' };

export function makeRequest(chance: Chance, world: FuzzWorld): FuzzedRequest {
  const asker = chooseAsker(chance);
  const activity = makeActivity(asker, world, world.serviceUrl, chance);
  const isStranger = asker.isStranger || world.isSigned;
  const message = { method: 'POST', path: '/api/messages', isStranger };
  switch (chance.number(20)) {
    case 0:
    case 1:
      return { ...message, kind: 'body', headers: JSON_TYPE, body: spoil(JSON.stringify(activity), chance) };
    case 2:
    case 3: {
      const headers = { ...JSON_TYPE, authorization: makeAuthorization(chance) };
      return { ...message, kind: 'token', headers, body: JSON.stringify(activity) };
    }
    case 4:
      return {
        kind: 'path',
        method: chance.pick(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST', 'TRACE']),
        path: makePath(chance),
        headers: makeHeaders(chance),
        body: '',
        isStranger: true,
      };
    case 5:
      return { ...message, kind: 'raw', headers: {}, body: makeRaw(JSON.stringify(activity), chance) };
    default:
      return { ...message, kind: 'activity', headers: JSON_TYPE, body: JSON.stringify(activity) };
  }
}

/** JSON with something wrong with it, on the level of bytes. */
function spoil(json: string, chance: Chance): string | Buffer {
  const at = chance.number(json.length);
  switch (chance.number(10)) {
    case 0:
      return json.slice(0, at);
    case 1:
      return `${json.slice(0, at)}${chance.pick(HOSTILE_TEXTS)}${json.slice(at)}`;
    case 2:
      return '['.repeat(chance.number(100_000));
    case 3:
      return `${'{"value":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    case 4:
      return json.replace('{', '{"__proto__":{"isAdmin":true},');
    case 5:
      return json.replace('{', '{"type":"message","type":"invoke","value":1,');
    case 6:
      return `\ufeff${json}`;
    case 7:
      return Buffer.from(json, 'utf16le');
    case 8: {
      const bytes = Buffer.from(json);
      bytes[at] = chance.number(256);
      return bytes;
    }
    default:
      return chance.pick([
        '',
        'null',
        '[]',
        '"text"',
        '1e999',
        '{}',
        json + json,
        `[${json}]`,
        ' '.repeat(300_000),
      ]);
  }
}

function makeAuthorization(chance: Chance): string {
  const part = () =>
    Buffer.from(JSON.stringify({ alg: chance.pick(['none', 'HS256', 'RS256']), kid: 'x' })).toString(
      'base64url',
    );
  const text = chance.pick([
    'Bearer',
    'Bearer ',
    `Bearer ${part()}.${part()}.`,
    `Bearer ${part()}.${part()}.${part()}`,
    `bearer ${'x'.repeat(chance.number(8_000))}`,
    `Basic ${part()}`,
    `Bearer ${'.'.repeat(chance.number(100))}`,
    'Bearer null',
    `Bearer ${part()}`,
  ]);
  return text;
}

function makePath(chance: Chance): string {
  const encoded = encodeURIComponent(chance.pick(HOSTILE_TEXTS).toWellFormed().slice(0, 2_000));
  return chance.pick([
    '/',
    '/healthz',
    '/readyz',
    '/metrics',
    '/api/messages',
    '/api/messages/',
    '/API/MESSAGES',
    '//api//messages',
    '/incident-reports/',
    `/incident-reports/${encoded}`,
    `/incident-reports/${'x'.repeat(3_000)}`,
    '/incident-reports/a.b',
    '/incident-reports/%E0%A4%A',
    '/consent/start',
    `/consent/start?ticket=${encoded}`,
    `/consent/callback?state=${encoded}&code=${encoded}`,
    '/consent/callback?error=x',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/.env',
    `/${encoded}`,
    `/healthz?${encoded}`,
    '/%',
    '/healthz%00',
  ]);
}

type Headers = Readonly<Record<string, string>>;

function makeHeaders(chance: Chance): Headers {
  const all: readonly [Headers, ...Headers[]] = [
    {},
    { accept: 'text/html' },
    { accept: '../..' },
    { 'content-type': 'application/xml' },
    { 'x-forwarded-for': '10.0.0.1' },
    { origin: 'https://evil.example' },
    { 'accept-version': '99.0.0' },
    { 'x-http-method-override': 'DELETE' },
    { 'content-encoding': 'gzip' },
    { cookie: 'a=b; '.repeat(500) },
    { 'transfer-encoding': 'chunked' },
    { expect: '100-continue' },
    { range: 'bytes=0-1' },
    { 'if-modified-since': 'x' },
  ];
  return chance.pick(all);
}

/** Everything that goes over the wire, mostly not quite HTTP. */
function makeRaw(json: string, chance: Chance): string {
  const head = (first: string, ...more: readonly string[]) =>
    `${[first, 'Host: 127.0.0.1', 'Connection: close', ...more].join('\r\n')}\r\n\r\n`;
  const post = 'POST /api/messages HTTP/1.1';
  const type = 'Content-Type: application/json';
  const length = Buffer.byteLength(json);
  const all: readonly [() => string, ...(() => string)[]] = [
    () => head(post, type, `Content-Length: ${length + 10}`) + json,
    () => head(post, type, `Content-Length: ${Math.max(1, length - 10)}`) + json,
    () => head(post, type, 'Content-Length: -5') + json,
    () => head(post, type, `Content-Length: ${length}`, 'Transfer-Encoding: chunked') + json,
    () => `${head(post, type, 'Transfer-Encoding: chunked')}zz\r\n${json}`,
    () => `${head(post, type, 'Transfer-Encoding: chunked')}ffffffffff\r\n${json}`,
    () => head(post, 'Content-Type: application/json; charset=utf-16', `Content-Length: ${length}`) + json,
    () => head('POST /api/messages HTTP/9.9', type) + json,
    () => head('BREW /api/messages HTTP/1.1', type) + json,
    () => head('GET http://evil.example/ HTTP/1.1'),
    () => head(`GET /${'x'.repeat(20_000)} HTTP/1.1`),
    () => head('GET /healthz HTTP/1.1', `X: ${'x'.repeat(20_000)}`),
    () => head('GET /healthz HTTP/1.1', 'X : y'),
    () => 'GET /healthz HTTP/1.1\n\n',
    () => '\r\n\r\n\r\n',
    () => `\x16\x03\x01\x02\x00${'\x01'.repeat(50)}`,
    () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    () => head('GET /healthz HTTP/1.0'),
    () => head('GET /metrics HTTP/1.1', 'Upgrade: websocket', 'Connection: Upgrade'),
    () => head('CONNECT evil.example:443 HTTP/1.1'),
  ];
  return chance.pick(all)();
}
