import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMicrosoft } from '../../src/microsoft/microsoft.ts';
import type { PartnerAccount } from '../../src/partner-account.ts';

export interface TokenLoad {
  readonly tenants: number;
  readonly atOnce: number;
  /** Lifetimes of a token that pass. */
  readonly lifetimes: number;
}

const USUAL: TokenLoad = { tenants: 10_000, atOnce: 1_000, lifetimes: 3 };
/** As Entra's tokens for an application are. */
const TOKEN_CHARACTERS = 1_800;
const LIFETIME_SECONDS = 3_600;
/** How often each tenant is asked about in one lifetime, half of it by several people at the same instant. */
const QUESTIONS = 4;

const ACCOUNT: PartnerAccount = {
  cloud: 'global',
  tenantId: '10000000-0000-4000-8000-000000000001',
  clientId: '40000000-0000-4000-8000-000000000001',
  credential: { kind: 'secret', secret: 'a-secret' },
  refreshToken: undefined,
};

export interface TokenFigures {
  readonly questions: number;
  /** Token requests for each tenant and lifetime: the fewest and the most. */
  readonly fewest: number;
  readonly most: number;
  readonly seconds: number;
  /** Heap in bytes, collected: before, after the first lifetime, and after the last. */
  readonly heap: readonly [number, number, number];
}

/** Asks about every tenant again and again while tokens run out, over a plain stand-in for the network. */
export async function measureTokens({ tenants, atOnce, lifetimes }: TokenLoad): Promise<TokenFigures> {
  let now = Date.parse('2026-11-21T10:00:00Z');
  let random = createRandom(6);
  const asked = new Map<string, number>();
  let given = 0;
  const reply = (value: object) =>
    new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } });
  const { serviceCommunications } = createMicrosoft({
    accounts: [ACCOUNT],
    upstream: undefined,
    async fetch(input) {
      const url = String(input);
      const tenant = /microsoftonline\.com\/([^/]+)\/oauth2/.exec(url)?.[1];
      await new Promise((resolve) => setImmediate(resolve));
      if (tenant === undefined) {
        return reply({
          value: [{ id: 'Exchange', service: 'Exchange Online', status: 'serviceOperational' }],
        });
      }
      asked.set(tenant, (asked.get(tenant) ?? 0) + 1);
      given += 1;
      const access_token = `${given}.`.padEnd(TOKEN_CHARACTERS, 'x');
      return reply({ token_type: 'Bearer', expires_in: LIFETIME_SECONDS, access_token });
    },
    clock: () => now,
    sleep: async () => {},
    random: () => random(),
  });
  const ids = Array.from(
    { length: tenants },
    (_, at) => `20000000-0000-4000-8000-${at.toString(16).padStart(12, '0')}`,
  );
  const never = new AbortController().signal;

  async function askAll(order: readonly string[]): Promise<void> {
    const left = order.values();
    const workers = Array.from({ length: atOnce }, async () => {
      for (const tenantId of left)
        await serviceCommunications.listServices({ cloud: 'global', tenantId }, never);
    });
    await Promise.all(workers);
  }

  const counts: number[] = [];
  const heap: number[] = [collect()];
  const startedAt = performance.now();
  for (let lifetime = 0; lifetime < lifetimes; lifetime += 1) {
    random = createRandom(lifetime + 1);
    // Neighbours of one another: asked about at the same instant.
    await askAll(ids.flatMap((id) => Array.from({ length: QUESTIONS / 2 }, () => id)));
    await askAll(shuffle(Array.from({ length: QUESTIONS / 2 }, () => ids).flat(), random));
    counts.push(...ids.map((id) => asked.get(id) ?? 0));
    asked.clear();
    now += LIFETIME_SECONDS * 1000;
    heap.push(collect());
  }
  const [before = 0, first = 0] = heap;
  return {
    questions: ids.length * QUESTIONS * lifetimes,
    fewest: counts.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY),
    most: counts.reduce((most, count) => Math.max(most, count), 0),
    seconds: (performance.now() - startedAt) / 1000,
    heap: [before, first, heap.at(-1) ?? 0],
  };
}

export async function benchTokens(): Promise<readonly string[]> {
  const { questions, fewest, most, seconds, heap } = await measureTokens(USUAL);
  const [before, first, last] = heap.map((bytes) => (bytes / 2 ** 20).toFixed(1));
  const count = (value: number) => value.toLocaleString('en');
  return [
    `tokens: ${count(USUAL.tenants)} tenants, ${count(USUAL.atOnce)} questions at once, ${count(questions)} in all in ${seconds.toFixed(1)} s; token requests per tenant and lifetime: ${fewest} to ${most}`,
    `tokens: heap ${before} MB before, ${first} MB after the first lifetime, ${last} MB after ${USUAL.lifetimes}`,
    'target: exactly 1 token request per tenant and lifetime; no growth from one lifetime to the next',
  ];
}

/** The heap after a collection, in bytes. */
function collect(): number {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc();
  return process.memoryUsage().heapUsed;
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Mulberry32: the same numbers for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
