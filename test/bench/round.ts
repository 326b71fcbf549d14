import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
  type BotProcess,
  readCpuMs,
  readResidentMegabytes,
  readStartFlags,
  startProcess,
} from './processes.ts';

const CUSTOMERS = 10_000;
/** 170 customers a second: a round is over in a minute, and the processor has room for the other processes. */
const MS_A_CUSTOMER = 6;
/** As many as the bot reads side by side when Microsoft answers as fast as here. */
const SIDE_BY_SIDE = 8;
const WARM_UP = 1_000;
const LOOK_MS = 250;

/**
 * One steady round of all customers, 40 issues each: the processor time of the bot beside that of a bare `fetch` and `JSON.parse` of the
 * same answers, and the bot's resident memory.
 */
export async function benchRound(count = CUSTOMERS): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'partner-health-round-'));
  const microsoft = await startProcess('test/bench/round-microsoft.ts', { CUSTOMERS: String(count) });
  const periodMs = 1_000 * Math.max(10, Math.round((count * MS_A_CUSTOMER) / 1_000));
  const bot = await startBot(microsoft, join(folder, 'bot.db'), periodMs);
  try {
    const first = await measure(bot, microsoft, (asked) => countCustomers(asked) >= count);
    const losses = await readFigure(bot, 'partner_health_lost_records_total');
    const endsAt = performance.now() + periodMs;
    const steady = await measure(bot, microsoft, () => performance.now() >= endsAt);
    const lost = (await readFigure(bot, 'partner_health_lost_records_total')) - losses;
    const bareMs = await measureBare(microsoft, steady.asked);
    const { length: calls } = steady.asked;
    const name = count.toLocaleString('en');
    return [
      `a round of ${name} customers, 40 issues each: ${tell(steady.cpuMs, calls)}; bare fetch + JSON.parse: ${tell(bareMs, calls)}`,
      `  ratio: ${(steady.cpuMs / bareMs).toFixed(2)} (target 1.5)${lost > 0 ? `; ${lost} incidents found no room to be written` : ''}`,
      `  the first round, with sign-ins and everything new: ${tell(first.cpuMs, first.asked.length)} in ${(first.tookMs / 1_000).toFixed(0)} s`,
      `  resident memory: at most ${steady.mostMegabytes.toFixed(0)} MB in the round, ${first.mostMegabytes.toFixed(0)} MB in the first one (target 350 MB)`,
    ];
  } finally {
    await Promise.all([bot.stop(), microsoft.stop()]);
    rmSync(folder, { recursive: true });
  }
}

interface Measured {
  /** Paths and tenants asked for, sign-ins left out. */
  readonly asked: readonly string[];
  readonly cpuMs: number;
  readonly tookMs: number;
  readonly mostMegabytes: number;
}

/** Watches the bot until what it asked Microsoft for meanwhile is enough. */
async function measure(
  bot: BotProcess,
  microsoft: BotProcess,
  isEnough: (asked: readonly string[]) => boolean,
): Promise<Measured> {
  const asked: string[] = [];
  const startedAt = performance.now();
  await takeRequests(microsoft);
  const before = readCpuMs(bot.pid);
  let mostMegabytes = 0;
  while (!isEnough(asked)) {
    await wait(LOOK_MS);
    mostMegabytes = Math.max(mostMegabytes, readResidentMegabytes(bot.pid) ?? Number.NaN);
    asked.push(...(await takeRequests(microsoft)));
  }
  const cpuMs = readCpuMs(bot.pid) - before;
  return { asked, cpuMs, tookMs: performance.now() - startedAt, mostMegabytes };
}

async function measureBare(microsoft: BotProcess, requests: readonly string[]): Promise<number> {
  const bare = await startProcess('test/bench/round-bare.ts', {}, readStartFlags());
  const read = async (some: readonly string[]) => {
    const body = JSON.stringify({ upstream: microsoft.url, requests: some, sideBySide: SIDE_BY_SIDE });
    const answer = await fetch(bare.url, { method: 'POST', body });
    return Number(await answer.text());
  };
  try {
    await read(requests.slice(0, WARM_UP));
    return await read(requests);
  } finally {
    await bare.stop();
  }
}

function countCustomers(asked: readonly string[]): number {
  return new Set(
    asked.filter((request) => request.includes('/issues')).map((request) => request.split(' ')[1]),
  ).size;
}

async function takeRequests({ url }: BotProcess): Promise<readonly string[]> {
  const text = await (await fetch(`${url}/requests`)).text();
  return text === '' ? [] : text.split('\n');
}

async function readFigure({ url }: BotProcess, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}

function tell(cpuMs: number, calls: number): string {
  return `${(cpuMs / 1_000).toFixed(1)} s of processor time for ${calls.toLocaleString('en')} calls`;
}

function startBot(microsoft: BotProcess, database: string, periodMs: number): Promise<BotProcess> {
  return startProcess('src/main.ts', {
    MICROSOFT_UPSTREAM: microsoft.url,
    PARTNER_GLOBAL_TENANT_ID: '0a1b2c3d-0000-4000-8000-00000000000a',
    PARTNER_GLOBAL_CLIENT_ID: '0a1b2c3d-0000-4000-8000-00000000000b',
    PARTNER_GLOBAL_CLIENT_SECRET: 'bench-secret',
    DATABASE_URL: `file:${database}`,
    POLL_SECONDS: String(periodMs / 1_000),
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { customers: { type: 'string', default: String(CUSTOMERS) } } });
  for (const line of await benchRound(Number(values.customers))) process.stdout.write(`${line}\n`);
}
