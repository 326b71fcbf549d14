import type { Customer } from './customer.ts';
import type { CustomerIndex } from './index-customers.ts';
import { createTally } from './tally.ts';
import { readToken, type TokenTable } from './token-table.ts';

/**
 * The index as it would be if there were only the customers that are seen: words that none of them has are not in it. Takes from what was worked out
 * of the names already, so that it costs a small part of a build.
 */
export function narrowIndex(index: CustomerIndex, isSeen: (customer: Customer) => boolean): CustomerIndex {
  const customers: Customer[] = [];
  const places = Int32Array.from(index.customers, (customer) =>
    isSeen(customer) ? customers.push(customer) - 1 : -1,
  );
  const byKey = new Map<string, number>();
  for (const [key, number] of index.byKey) {
    const place = places[number] ?? -1;
    if (place >= 0) byKey.set(key, place);
  }
  return {
    customers,
    byKey,
    byDomain: narrowLists(index.byDomain, places),
    byInitials: narrowLists(index.byInitials, places),
    words: narrowTable(index.words, places),
    wholes: narrowTable(index.wholes, places),
    nameLengths: index.nameLengths.filter((_, number) => (places[number] ?? -1) >= 0),
    tally: createTally(customers.length),
  };
}

/** `places`: each customer's new number; below 0: it is not seen. */
function narrowLists(
  lists: ReadonlyMap<string, readonly number[]>,
  places: Int32Array,
): Map<string, readonly number[]> {
  const narrowed = new Map<string, readonly number[]>();
  for (const [key, numbers] of lists) {
    const kept = numbers.map((number) => places[number] ?? -1).filter((place) => place >= 0);
    if (kept.length > 0) narrowed.set(key, kept);
  }
  return narrowed;
}

/** The order of customers stays, and so do tokens and their lists. */
function narrowTable(table: TokenTable, places: Int32Array): TokenTable {
  const { size, pairBits } = table;
  const tokens = new Int32Array(size);
  const first = new Int32Array(size + 1);
  const starts = new Int32Array(size + 1);
  const customers = new Int32Array(table.customers.length);
  const texts: string[] = [];
  let postings = 0;
  let kept = 0;
  let start = 1;
  for (let token = 0; token < size; token += 1) {
    const before = postings;
    const end = table.first[token + 1] ?? 0;
    for (let at = table.first[token] ?? 0; at < end; at += 1) {
      const place = places[table.customers[at] ?? -1] ?? -1;
      if (place < 0) continue;
      customers[postings] = place;
      postings += 1;
    }
    if (postings === before) continue;
    tokens[kept] = token;
    first[kept] = before;
    starts[kept] = start;
    texts.push(readToken(table, token));
    start += (table.lengths[token] ?? 0) + 1;
    kept += 1;
  }
  first[kept] = postings;
  starts[kept] = start;
  const own = tokens.subarray(0, kept);
  const pairs = new Int32Array(kept * 2);
  for (const [at, token] of own.entries()) pairs.set(pairBits.subarray(token * 2, token * 2 + 2), at * 2);
  return {
    size: kept,
    text: `\n${texts.join('\n')}\n`,
    starts: starts.slice(0, kept + 1),
    lengths: Uint8Array.from(own, (token) => table.lengths[token] ?? 0),
    letterBits: own.map((token) => table.letterBits[token] ?? 0),
    pairBits: pairs,
    pairCounts: Uint8Array.from(own, (token) => table.pairCounts[token] ?? 0),
    first: first.slice(0, kept + 1),
    customers: customers.slice(0, postings),
  };
}
