import { parseArgs } from 'node:util';
import { fuzzBot } from '../support/fuzz/fuzz-bot.ts';

const COUNT = 100_000;
/** Of these, at a bot that has an app id, where nothing at all may be answered. */
const SIGNED_SHARE = 0.1;
/** What the bot keeps in memory is full by then. */
const WARM_UP_SHARE = 0.2;
const MOST_GROWTH_MB = 20;

/** `npm run bench -- fuzz --seed 5 --count 2000`: the measure of 100,000 fuzzed requests, or a part of it. */
export async function benchFuzz(args: readonly string[] = process.argv.slice(2)): Promise<string[]> {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string' }, count: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
  const count = Number(values.count ?? COUNT);
  const signed = Math.round(count * SIGNED_SHARE);
  return [
    ...(await report('a bot without an app id', seed, count - signed, false)),
    ...(await report('a bot with an app id', seed, signed, true)),
  ];
}

async function report(name: string, seed: number, count: number, isSigned: boolean): Promise<string[]> {
  const begun = performance.now();
  const warmUp = Math.round(count * WARM_UP_SHARE);
  const { statuses, failures, memory, posted } = await fuzzBot({ seed, count, warmUp, isSigned });
  const seconds = (performance.now() - begun) / 1_000;
  const [first = Number.NaN] = memory;
  // Garbage comes and goes: what stays is what the last looks have in common.
  const last = Math.min(...memory.slice(1).slice(-5));
  const sorted = Object.entries(statuses).sort(([one], [other]) => one.localeCompare(other));
  return [
    `fuzz, ${name}: ${count.toLocaleString('en')} requests with seed ${seed} in ${seconds.toFixed(0)} s, ${posted} messages posted`,
    `  answers: ${sorted.map(([what, times]) => `${what} × ${times}`).join(', ')}`,
    `  memory: ${first.toFixed(0)} MB after ${warmUp} requests, ${Math.max(...memory).toFixed(0)} MB at most, ${last.toFixed(0)} MB in the end: ${(last - first).toFixed(1)} MB more (target ${MOST_GROWTH_MB} MB)`,
    `  failures: ${failures.length === 0 ? 'none (target: none)' : failures.length}`,
    ...failures.map((failure) => `    ${failure}`),
  ];
}
