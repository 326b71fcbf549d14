import { createTokenTableBuilder } from './build-token-table.ts';
import { type Customer, customerKey } from './customer.ts';
import { foldText, splitWords } from './fold-text.ts';
import { isCompanyForm } from './forgive-forms.ts';
import { leadingConsonants } from './hangul.ts';
import { cleanDomain, dropDomainEnding } from './read-domain.ts';
import { readInitials, readName } from './read-name.ts';
import { sortInBatches } from './sort-in-batches.ts';
import { createTally, type Tally } from './tally.ts';
import type { TokenTable } from './token-table.ts';

const BATCH = 500;

/** Everything a search reads. Built once, never changed: a refresh makes a new one. A customer is its place in `customers`. */
export interface CustomerIndex {
  /** By name. */
  readonly customers: readonly Customer[];
  readonly byKey: ReadonlyMap<string, number>;
  readonly byDomain: ReadonlyMap<string, readonly number[]>;
  readonly byInitials: ReadonlyMap<string, readonly number[]>;
  /** Each word of each name. */
  readonly words: TokenTable;
  /** Names without spaces, and domains without their ending. */
  readonly wholes: TokenTable;
  /** Letters of each name without spaces and forms of company, at most 255. */
  readonly nameLengths: Uint8Array;
  readonly tally: Tally;
}

/** Builds the index of all customers, each (cloud, tenant) once. Yields every few milliseconds of work. */
export function* indexCustomers(all: Iterable<Customer>): Generator<void, CustomerIndex> {
  const collator = new Intl.Collator('en', { numeric: true });
  const unique = new Map<string, Customer>();
  for (const customer of all) {
    unique.set(customerKey(customer), customer);
    if (unique.size % BATCH === 0) yield;
  }
  const customers = yield* sortInBatches(
    [...unique.values()],
    (left, right) => collator.compare(left.name, right.name) || collator.compare(left.domain, right.domain),
  );

  const byKey = new Map<string, number>();
  const byDomain = new Map<string, number[]>();
  const byInitials = new Map<string, number[]>();
  const words = createTokenTableBuilder();
  const wholes = createTokenTableBuilder();
  const nameLengths = new Uint8Array(customers.length);

  for (const [number, customer] of customers.entries()) {
    const name = readName(customer.name);
    byKey.set(customerKey(customer), number);
    for (const word of name.words) words.add(word, number);
    for (const word of name.allWords) if (isCompanyForm(word)) words.add(word, number);
    const leads = leadingConsonants(name.compact);
    if (leads.length > 1) words.add(leads, number);
    if (name.compact !== '') wholes.add(name.compact, number);
    const initials = readInitials(name.words);
    if (initials !== undefined) append(byInitials, initials, number);
    const domain = cleanDomain(customer.domain);
    if (domain !== '') append(byDomain, domain, number);
    for (const label of dropDomainEnding(domain).split('.')) {
      const token = splitWords(foldText(label)).join('');
      if (token !== '') wholes.add(token, number);
    }
    nameLengths[number] = Math.min(name.compact.length, 255);
    if (number % BATCH === 0) yield;
  }
  return {
    customers,
    byKey,
    byDomain,
    byInitials,
    words: yield* words.build(),
    wholes: yield* wholes.build(),
    nameLengths,
    tally: createTally(customers.length),
  };
}

function append(map: Map<string, number[]>, key: string, number: number): void {
  const numbers = map.get(key);
  if (numbers === undefined) map.set(key, [number]);
  else numbers.push(number);
}
