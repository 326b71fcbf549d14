import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createChance } from './chance.ts';
import { type FuzzedRequest, type FuzzWorld, makeRequest } from './make-request.ts';

export interface FuzzOptions {
  readonly url: string;
  readonly seed: number;
  readonly count: number;
  readonly world: FuzzWorld;
  /** Asked after every so many requests. */
  readonly lookAfter?: (sent: number) => void;
}

export interface FuzzReport {
  /** How often each status was answered, by kind of request; 0: the connection ended without an answer. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What must not be: a status of 500 or more, a customer's name for somebody whom it is not for, no answer at all. */
  readonly failures: readonly string[];
}

const AT_ONCE = 16;
const LOOK_EVERY = 1_000;
const PATIENCE_MS = 20_000;
/** How long whoever speaks no HTTP is listened to: much of it is waited for by the bot. */
const RAW_MS = 250;
const MOST_FAILURES = 20;

/** Sends `count` fuzzed requests, some at once, and judges every answer. */
export async function runFuzz({ url, seed, count, world, lookAfter }: FuzzOptions): Promise<FuzzReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const statuses: Record<string, number> = {};
  const failures: string[] = [];
  const secret = world.names.map((name) => name.toLowerCase());
  let sent = 0;

  async function send(number: number): Promise<void> {
    // Each request has a seed of its own, so that it can be repeated alone.
    const fuzzed = makeRequest(createChance(seed * 1_000_003 + number), world);
    const { status, body } = await exchange(url, fuzzed, agent);
    const key = `${fuzzed.kind} ${status}`;
    statuses[key] = (statuses[key] ?? 0) + 1;
    const problem = judge(fuzzed, { status, body }, secret);
    if (problem && failures.length < MOST_FAILURES)
      failures.push(`request ${number} (${fuzzed.kind}): ${problem}`);
  }

  async function work(): Promise<void> {
    while (sent < count) {
      sent += 1;
      const number = sent;
      await send(number);
      if (number % LOOK_EVERY === 0) lookAfter?.(number);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  agent.destroy();
  return { statuses, failures };
}

function judge(
  { kind, isStranger, body: asked }: FuzzedRequest,
  { status, body }: Heard,
  secret: readonly string[],
): string | undefined {
  // Node's own parser answers what is no HTTP, with 501 or 505 as well.
  if (status >= 500 && !(kind === 'raw' && [501, 505].includes(status)))
    return `answered ${status}: ${body.slice(0, 200)} to ${String(asked).slice(0, 2_000)}`;
  if (status === 0 && kind !== 'raw') return 'not answered';
  if (!isStranger) return undefined;
  const name = findName(body, secret);
  return name === undefined ? undefined : `a stranger was told “${name}”: ${String(asked).slice(0, 2_000)}`;
}

/** A customer's name in a text, in whatever case. */
export function findName(text: string, secret: readonly string[]): string | undefined {
  const folded = text.toLowerCase();
  return secret.find((name) => folded.includes(name));
}

interface Heard {
  readonly status: number;
  readonly body: string;
}

async function exchange(url: string, fuzzed: FuzzedRequest, agent: Agent): Promise<Heard> {
  if (fuzzed.kind === 'raw') return speak(url, fuzzed.body);
  const { method, path, headers, body } = fuzzed;
  for (let tries = 1; ; tries += 1) {
    const heard = await ask(url, { method, path, headers, body }, agent);
    // A connection that was refused a body may be closed under the next request.
    if (heard.status !== 0 || tries === 3) return heard;
  }
}

function ask(
  url: string,
  { method, path, headers, body }: Pick<FuzzedRequest, 'method' | 'path' | 'headers' | 'body'>,
  agent: Agent,
): Promise<Heard> {
  const { hostname, port } = new URL(url);
  const length =
    headers['transfer-encoding'] === undefined ? { 'content-length': Buffer.byteLength(body) } : {};
  return new Promise((resolve) => {
    let text = '';
    let status = 0;
    const end = () => resolve({ status, body: text });
    const options = {
      hostname,
      port,
      path,
      method,
      agent,
      headers: { ...length, ...headers },
      timeout: PATIENCE_MS,
    };
    const sending = request(options, (response) => {
      status = response.statusCode ?? 0;
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', end);
      response.on('error', end);
    });
    sending.on('error', end);
    sending.on('timeout', () => sending.destroy());
    sending.end(body);
  });
}

async function speak(url: string, words: string | Buffer): Promise<Heard> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk;
  });
  socket.on('error', () => {});
  const closed = once(socket, 'close').catch(() => {});
  socket.write(words);
  await Promise.race([closed, sleep(RAW_MS)]);
  socket.destroy();
  return { status: Number(/^HTTP\/1\.\d (\d{3})/.exec(heard)?.[1] ?? 0), body: heard };
}
