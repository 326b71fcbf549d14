import { cpus } from 'node:os';
import { benchColdAnswer, benchProcess, benchWarmAnswer } from './answers.ts';
import { benchEstate } from './overview.ts';
import { benchRequests } from './requests.ts';
import { benchSearch } from './search.ts';
import { benchHistoryStore } from './store.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

print(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
for (const line of await benchWarmAnswer()) print(line);
for (const line of await benchColdAnswer()) print(line);
for (const line of await benchProcess()) print(line);
for (const line of await benchEstate()) print(line);
for (const line of await benchHistoryStore()) print(line);
for (const line of await benchRequests()) print(line);
for (const { customers, all, buildMs } of await benchSearch()) {
  print(
    `search at ${customers.toLocaleString('en')} customers: p50 ${all.p50.toFixed(2)} ms, p95 ${all.p95.toFixed(2)} ms, max ${all.max.toFixed(2)} ms; indexed in ${buildMs.toFixed(0)} ms`,
  );
}
print('targets: p95 2 ms at 10,000 and 10 ms at 100,000');
