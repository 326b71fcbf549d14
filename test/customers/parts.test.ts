import { describe, expect, it } from 'vitest';
import { createTokenTableBuilder } from '../../src/customers/build-token-table.ts';
import { keepBest } from '../../src/customers/keep-best.ts';
import { countBits, countPairBits } from '../../src/customers/letter-signature.ts';
import { sortInBatches } from '../../src/customers/sort-in-batches.ts';
import { createTally } from '../../src/customers/tally.ts';
import {
  customersOf,
  findPrefix,
  readToken,
  visitContaining,
  visitSlips,
} from '../../src/customers/token-table.ts';
import { createSeededRandom } from '../support/generate-customers.ts';

function finish<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

describe('sorting in batches', () => {
  it.each([
    0, 1, 1_999, 2_000, 2_001, 7_777,
  ])('sorts %i items, equal ones in their old order (seed 3)', (count) => {
    const random = createSeededRandom(3);
    const items = Array.from({ length: count }, (_, place) => ({ key: Math.floor(random() * 100), place }));
    const compare = (left: { key: number }, right: { key: number }): number => left.key - right.key;
    expect(finish(sortInBatches(items, compare))).toEqual(items.toSorted(compare));
  });
});

describe('the token table', () => {
  const builder = createTokenTableBuilder();
  for (const [number, token] of ['contoso', 'fabrikam', 'contosopharma', 'contoso', '한', '睿科'].entries()) {
    builder.add(token, number);
    builder.add(token, number);
  }
  const table = finish(builder.build());
  const collect = (run: (visit: (token: number) => void) => void): string[] => {
    const found: string[] = [];
    run((token) => found.push(readToken(table, token)));
    return found;
  };

  it('knows the customers of a token, each once', () => {
    expect([...customersOf(table, 'contoso')]).toEqual([0, 3]);
    expect([...customersOf(table, 'contos')]).toEqual([]);
    expect([...customersOf(table, 'zzz')]).toEqual([]);
  });

  it('finds by beginning, the very token first', () => {
    const [from, to] = findPrefix(table, 'contoso');
    expect([readToken(table, from), to - from]).toEqual(['contoso', 2]);
  });

  it('finds by any part', () => {
    expect(collect((visit) => visitContaining(table, 'oso', visit))).toEqual(['contoso', 'contosopharma']);
    expect(collect((visit) => visitContaining(table, 'm', visit))).toEqual(
      ['fabrikam', 'contosopharma'].sort(),
    );
    expect(collect((visit) => visitContaining(table, '科', visit))).toEqual(['睿科']);
  });

  it('finds by slips', () => {
    expect(collect((visit) => visitSlips(table, 'cotnoso', 1, visit))).toEqual(['contoso']);
    expect(collect((visit) => visitSlips(table, 'abrikm', 1, visit))).toEqual([]);
    expect(collect((visit) => visitSlips(table, 'abrikm', 2, visit))).toEqual(['fabrikam']);
  });

  it('cuts endless tokens', () => {
    const endless = createTokenTableBuilder();
    endless.add('x'.repeat(1_000_000), 0);
    expect(finish(endless.build()).text.length).toBeLessThan(200);
  });
});

describe('the tally', () => {
  it('counts only those that fitted all words before, by their best fit', () => {
    const tally = createTally(3);
    tally.begin();
    tally.add(0, 0, 0.5, 0);
    tally.add(0, 0, 0.25, 0);
    tally.add(0, 1, 0.25, 1);
    tally.add(1, 1, 0.5, 1);
    tally.add(1, 2, 0.5, 0);
    expect(tally.fitting(1)).toEqual([1]);
    expect([tally.value(1), tally.slips(1)]).toEqual([0.75, 2]);
  });

  it('forgets the question before', () => {
    const tally = createTally(1);
    tally.begin();
    tally.add(0, 0, 1, 0);
    tally.begin();
    tally.add(1, 0, 1, 0);
    expect(tally.fitting(1)).toEqual([]);
  });
});

it('keeps the best in order, of equals the one with the lower number', () => {
  const best = keepBest(3);
  for (const [item, score] of [5, 1, 5, 9, 5].entries()) best.offer(item, score);
  expect(best.kept.map(({ item }) => item)).toEqual([3, 0, 2]);
  const none = keepBest(0);
  none.offer(1, 1);
  expect(none.kept).toEqual([]);
});

it.each([0, 1, -1, 0x80000000 | 0, 0x55555555, 0x12345678])('counts the bits of %i', (bits) => {
  const plain = [...(bits >>> 0).toString(2)].filter((digit) => digit === '1').length;
  expect(countBits(bits)).toBe(plain);
  expect(countPairBits(bits, bits)).toBe(2 * plain);
  expect(countPairBits(bits, -1)).toBe(plain + 32);
});
