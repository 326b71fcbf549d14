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
const SHORTEST_PERIOD_MS = 10_000;
/** What found no room in the archive at first is written in the rounds after it. */
const MOST_SETTLING = 3;
const WARM_UP = 1_000;
const LOOK_MS = 250;

/**
 * Steady rounds of all customers, 40 issues each: the processor time of the bot beside that of a bare `fetch` and `JSON.parse` of the same
 * answers at the same pace, and the bot's resident memory. Once as it usually is, when hardly anything has changed for a customer since
 * the round before, and once when not one answer is what it was.
 */
export async function benchRound(count = CUSTOMERS): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'partner-health-round-'));
  const microsoft = await startProcess('test/bench/round-microsoft.ts', { CUSTOMERS: String(count) });
  const periodMs = Math.max(SHORTEST_PERIOD_MS, 1_000 * Math.round((count * MS_A_CUSTOMER) / 1_000));
  const bot = await startBot(microsoft, join(folder, 'bot.db'), periodMs);
  const measureRound = () => measure(bot, microsoft, count);
  try {
    const first = await measureRound();
    const settling = await settle(bot, measureRound);
    const same = await measureRound();
    await fetch(`${microsoft.url}/change`);
    const changed = await measureRound();
    const bareMs = await measureBare(microsoft, changed);
    const compare = ({ cpuMs, asked, mostMegabytes }: Measured) => {
      const ratio = cpuMs / asked.length / (bareMs / changed.asked.length);
      return `${tell(cpuMs)}, ratio ${ratio.toFixed(2)} (target 1.5), at most ${mostMegabytes.toFixed(0)} MB resident (target 350 MB)`;
    };
    const most = Math.max(...[first, ...settling].map(({ mostMegabytes }) => mostMegabytes));
    return [
      `a round of ${count.toLocaleString('en')} customers, 40 issues each, of ${changed.asked.length.toLocaleString('en')} calls:`,
      `  bare fetch + JSON.parse: ${tell(bareMs)} of processor time`,
      `  answers as in the round before: ${compare(same)}`,
      `  every answer another: ${compare(changed)}`,
      `  the first round, with sign-ins and everything new: ${tell(first.cpuMs)} in ${tell(first.tookMs)}, and ${settling.length} more until all is written: at most ${most.toFixed(0)} MB`,
    ];
  } finally {
    await Promise.all([bot.stop(), microsoft.stop()]);
    rmSync(folder, { recursive: true });
  }
}

/** Rounds until everything that was new has been written. */
async function settle(bot: BotProcess, measureRound: () => Promise<Measured>): Promise<Measured[]> {
  const rounds: Measured[] = [];
  for (let lost = Number.NaN; rounds.length < MOST_SETTLING; ) {
    const now = await readFigure(bot, 'partner_health_lost_records_total');
    if (now === lost) break;
    lost = now;
    rounds.push(await measureRound());
  }
  return rounds;
}

interface Measured {
  /** Paths and tenants asked for, sign-ins left out. */
  readonly asked: readonly string[];
  readonly cpuMs: number;
  readonly tookMs: number;
  readonly mostMegabytes: number;
}

/** Watches the bot until it has asked for every customer's issues. */
async function measure(bot: BotProcess, microsoft: BotProcess, customers: number): Promise<Measured> {
  const asked: string[] = [];
  const startedAt = performance.now();
  await takeRequests(microsoft);
  const before = readCpuMs(bot.pid);
  let mostMegabytes = 0;
  while (countCustomers(asked) < customers) {
    await wait(LOOK_MS);
    mostMegabytes = Math.max(mostMegabytes, readResidentMegabytes(bot.pid) ?? Number.NaN);
    asked.push(...(await takeRequests(microsoft)));
  }
  const cpuMs = readCpuMs(bot.pid) - before;
  return { asked, cpuMs, tookMs: performance.now() - startedAt, mostMegabytes };
}

async function measureBare(microsoft: BotProcess, { asked, tookMs }: Measured): Promise<number> {
  const bare = await startProcess('test/bench/round-bare.ts', {}, readStartFlags());
  const read = async (requests: readonly string[], ms: number) => {
    const body = JSON.stringify({ upstream: microsoft.url, requests, tookMs: ms });
    return Number(await (await fetch(bare.url, { method: 'POST', body })).text());
  };
  try {
    await read(asked.slice(0, WARM_UP), WARM_UP * MS_A_CUSTOMER);
    return await read(asked, tookMs);
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

function tell(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
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
