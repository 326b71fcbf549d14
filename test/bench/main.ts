import { cpus } from 'node:os';
import { benchColdAnswer, benchProcess, benchWarmAnswer } from './answers.ts';
import { benchAudit } from './audit.ts';
import { benchFuzz } from './fuzz.ts';
import { benchEstate } from './overview.ts';
import { benchRequests } from './requests.ts';
import { benchRound } from './round.ts';
import { benchSearch } from './search.ts';
import { benchHistoryStore } from './store.ts';
import { benchTokens } from './tokens.ts';
import { benchWatchBots, benchWatchBursts, benchWatchStorms } from './watch.ts';
import { benchWatchSimulation } from './watch-simulation.ts';

const PARTS: Readonly<Record<string, readonly (() => Promise<readonly string[]>)[]>> = {
  answers: [benchWarmAnswer, benchColdAnswer, benchProcess],
  audit: [() => benchAudit()],
  estate: [benchEstate],
  fuzz: [() => benchFuzz()],
  history: [benchHistoryStore],
  requests: [benchRequests],
  round: [() => benchRound()],
  simulation: [benchWatchSimulation],
  tokens: [benchTokens],
  watch: [benchWatchStorms, benchWatchBots, benchWatchBursts],
  search: [describeSearch],
};

async function describeSearch(): Promise<readonly string[]> {
  const lines = (await benchSearch()).map(
    ({ customers, all, buildMs }) =>
      `search at ${customers.toLocaleString('en')} customers: p50 ${all.p50.toFixed(2)} ms, p95 ${all.p95.toFixed(2)} ms, max ${all.max.toFixed(2)} ms; indexed in ${buildMs.toFixed(0)} ms`,
  );
  return [...lines, 'targets: p95 2 ms at 10,000 and 10 ms at 100,000'];
}

const print = (line: string) => process.stdout.write(`${line}\n`);
/** `npm run bench -- watch search` measures these alone; `fuzz` takes `--seed 5 --count 2000`. */
const asked = process.argv.slice(2).filter((word) => !/^(--|\d)/.test(word));
const unknown = asked.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) {
  print(`There is no part called ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}`);
  process.exit(1);
}
print(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
for (const [name, benches] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const bench of benches) for (const line of await bench()) print(line);
}
