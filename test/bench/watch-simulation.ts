import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { simulateWatching } from '../support/simulate-watching.ts';

/** `node test/bench/watch-simulation.ts [--from 1] [--count 10000] [--workers 2]`, or `--seed 26` to replay one, with all it did. */

const SIMULATIONS = 10_000;
const FIRST_SEED = 1;
const WORKER = new URL('../support/simulate-in-worker.ts', import.meta.url);
/** Stories with a violation that are told of. */
const MOST_TOLD = 20;

const resultSchema = z.object({
  seed: z.number(),
  violations: z.array(z.string()),
  counts: z.record(z.string(), z.number()),
});
type Result = z.output<typeof resultSchema>;

interface Share {
  readonly from?: number;
  readonly count?: number;
  readonly workers?: number;
}

/** Plays random stories of watching in several threads: never two living cards, never an older state, nothing lost. One line a figure. */
export async function benchWatchSimulation(share: Share = {}): Promise<string[]> {
  const { from = FIRST_SEED, count = SIMULATIONS, workers = Math.min(4, availableParallelism()) } = share;
  const seeds = Array.from({ length: count }, (_, at) => from + at);
  const results: Result[] = [];
  const begin = performance.now();
  await Promise.all(Array.from({ length: workers }, () => work(seeds, (result) => results.push(result))));
  const seconds = (performance.now() - begin) / 1_000;
  const wrong = results.filter(({ violations }) => violations.length > 0);
  const sum = (what: string) => results.reduce((total, { counts }) => total + (counts[what] ?? 0), 0);
  const figures = (names: readonly string[]) =>
    names.map((name) => `${sum(name).toLocaleString('en')} ${name}`).join(', ');
  return [
    `${count.toLocaleString('en')} interleavings of watching (seeds ${from} to ${from + count - 1}, ${workers} threads, ${seconds.toFixed(0)} s): ${wrong.length} with a violation (target 0)`,
    `  ${figures(['posts', 'edits', 'replies', 'incident changes', 'crashes and stops', 'starts', 'presses'])}`,
    `  ${figures(['teams throttled', 'teams throttledUntil', 'teams unavailable', 'teams answerLost', 'teams timeout', 'teams messageGone', 'teams gone', 'teams blocked', 'teams refused', 'teams tooLarge'])}`,
    `  counted: ${figures(['cards twice', 'told twice'])}, all after a crash, a lost answer or a store that failed between Teams' acceptance and our record; ${figures(['too many while the store failed'])}: messages that nobody could count`,
    ...wrong
      .slice(0, MOST_TOLD)
      .map(({ seed, violations }) => `  seed ${seed}: ${violations.slice(0, 3).join('; ')}`),
  ];
}

/** Stories of one thread: what was killed in a story stays in its memory, some 2 MB a story. */
const MOST_OF_A_THREAD = 400;

/** One thread after the other, until no seed is left. */
async function work(seeds: number[], onResult: (result: Result) => void): Promise<void> {
  while (seeds.length > 0) await workInThread(seeds.splice(0, MOST_OF_A_THREAD), onResult);
}

function workInThread(seeds: number[], onResult: (result: Result) => void): Promise<void> {
  const worker = new Worker(WORKER);
  return new Promise<void>((resolve, reject) => {
    const next = () => {
      const seed = seeds.shift();
      if (seed === undefined) worker.terminate().then(() => resolve(), reject);
      else worker.postMessage(seed);
    };
    worker.on('error', reject);
    worker.on('message', (message) => {
      onResult(resultSchema.parse(message));
      next();
    });
    next();
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      from: { type: 'string' },
      count: { type: 'string' },
      workers: { type: 'string' },
    },
  });
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const read = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  if (values.seed === undefined) {
    const share = { from: read(values.from), count: read(values.count), workers: read(values.workers) };
    for (const line of await benchWatchSimulation(share)) print(line);
    return;
  }
  const { log, violations, counts } = await simulateWatching(Number(values.seed));
  for (const line of log) print(line);
  print(JSON.stringify(counts));
  for (const violation of violations) print(`VIOLATION ${violation}`);
}

if (import.meta.main) await main();
