import { pathToFileURL } from 'node:url';
import type { Customer } from '../../src/customers/customer.ts';
import { type CustomerIndex, indexCustomers } from '../../src/customers/index-customers.ts';
import { searchCustomers } from '../../src/customers/search-customers.ts';
import type { Random } from '../../src/time.ts';
import { createSeededRandom, generateCustomers, pick } from '../support/generate-customers.ts';

const SEED = 20_251;
const QUERIES = 2_000;
const WARM_UP = 300;
const LIMIT = 6;

/** Times in milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface SearchFigures {
  readonly customers: number;
  readonly buildMs: number;
  /** The longest time the build held up the event loop. */
  readonly longestStepMs: number;
  /** Heap and typed arrays the index holds beyond the customers themselves; undefined unless run with --expose-gc. */
  readonly indexMegabytes: number | undefined;
  readonly all: Times;
  readonly byKind: Readonly<Record<string, Times>>;
}

/** Measures the directory's search at 10,000 and 100,000 customers over a seeded mix of queries. */
export async function benchSearch(): Promise<readonly SearchFigures[]> {
  return [measure(10_000), measure(100_000)];
}

function measure(count: number): SearchFigures {
  const customers = generateCustomers(count, SEED);
  const before = usedMegabytes();
  const { index, buildMs, longestStepMs } = build(customers);
  const after = usedMegabytes();
  const random = createSeededRandom(SEED);
  const kinds = Object.entries(queryKinds(random));
  const times = new Map<string, number[]>(kinds.map(([kind]) => [kind, []]));
  for (let query = -WARM_UP; query < QUERIES; query += 1) {
    const [kind, ask] = pick(kinds, random);
    const text = ask(pick(customers, random));
    const start = performance.now();
    searchCustomers(index, text, LIMIT);
    if (query >= 0) times.get(kind)?.push(performance.now() - start);
  }
  return {
    customers: count,
    buildMs,
    longestStepMs,
    indexMegabytes: before === undefined || after === undefined ? undefined : after - before,
    all: summarise([...times.values()].flat()),
    byKind: Object.fromEntries([...times].map(([kind, list]) => [kind, summarise(list)])),
  };
}

function build(customers: readonly Customer[]): {
  index: CustomerIndex;
  buildMs: number;
  longestStepMs: number;
} {
  const start = performance.now();
  const building = indexCustomers(customers);
  let longestStepMs = 0;
  for (;;) {
    const stepStart = performance.now();
    const step = building.next();
    longestStepMs = Math.max(longestStepMs, performance.now() - stepStart);
    if (step.done) return { index: step.value, buildMs: performance.now() - start, longestStepMs };
  }
}

function queryKinds(random: Random): Record<string, (customer: Customer) => string> {
  const firstWord = (name: string): string => name.split(' ')[0] ?? name;
  const slip = (word: string): string => {
    const at = Math.floor(random() * word.length);
    return word.slice(0, at) + word.slice(at + 1);
  };
  return {
    exact: ({ name }) => name,
    domain: ({ domain }) => domain,
    id: ({ tenantId }) => tenantId,
    prefix: ({ name }) => name.slice(0, 1 + Math.floor(random() * 6)),
    infix: ({ name }) => name.slice(2, 6),
    wordsTurned: ({ name }) => name.split(' ').reverse().join(' '),
    slip: ({ name }) => slip(firstWord(name)),
    slips: ({ name }) => name.split(' ').map(slip).join(' '),
    hangul: () =>
      pick(['한빛', '콘토소', '미레 전자', '서울늘봄소프트', 'ㅎㅂ', '부산누리은행', '대항물산'], random),
    han: () => pick(['科技', '睿科', '上海康泰', '信息技术有限公司', '广州睿科贸意', '北京'], random),
    nonsense: () =>
      pick(['zzqxv wrrgh', 'qqqqqq', 'what is the weather like today', 'xkcd-1234-foo', '🙂🙂'], random),
    long: () => 'contoso pharmaceuticals '.repeat(400),
  };
}

function summarise(times: readonly number[]): Times {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function usedMegabytes(): number | undefined {
  if (globalThis.gc === undefined) return undefined;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const figures = await benchSearch();
  const rounded = JSON.stringify(
    figures,
    (_, value) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value),
    2,
  );
  process.stdout.write(`${rounded}\n`);
}
