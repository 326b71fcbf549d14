import type { Customer } from './customer.ts';
import { findByDomain, findById, findByName } from './find-exact.ts';
import { findNearest } from './find-nearest.ts';
import { createWordFitter, type Depth, type WordFitter } from './fit-words.ts';
import type { CustomerIndex } from './index-customers.ts';
import { type Kept, keepBest } from './keep-best.ts';
import type { CustomerMatch, CustomerSearch } from './ports.ts';
import { dropDomainEnding, readDomain, readPossibleDomain } from './read-domain.ts';
import { type ReadName, readName } from './read-name.ts';
import { findPrefix } from './token-table.ts';

/** What a question may cost is bounded before it is looked at. */
const MOST_CHARACTERS = 200;
const MOST_WORDS = 12;

/** A slip in fewer letters than this leaves too little to be sure without asking. */
const LETTERS_A_SLIP = 5;

/** Customers whose tenant id, domain or very name the text is. */
export function findNamed(index: CustomerIndex, text: string): readonly Customer[] {
  const { exact } = findExactly(index, text.trim().slice(0, MOST_CHARACTERS));
  return exact.flatMap((number) => index.customers[number] ?? []);
}

const ONE_LETTER = /^[\p{Script=Latin}\p{N}]\p{M}*$/u;

/** Finds the customers somebody means; see `CustomerSearch` for the answers. Does not wait, does not change the index. */
export function searchCustomers(index: CustomerIndex, text: string, limit: number): CustomerSearch {
  const { exact, domain, name } = findExactly(index, text.trim().slice(0, MOST_CHARACTERS));
  if (exact.length > 0) return answer(index, exact, exact.slice(0, limit).map(exactly), true);
  return searchWords(index, domain === undefined ? name : readLabel(domain), limit);
}

function findExactly(index: CustomerIndex, asked: string) {
  const domain = readDomain(asked);
  const known = domain ?? readPossibleDomain(asked);
  const name = cutWords(readName(asked));
  const lookups = [
    () => findById(index, asked),
    () => (known === undefined ? [] : findByDomain(index, known)),
    () => findByName(index, asked, name),
  ];
  for (const lookUp of lookups) {
    const exact = lookUp();
    if (exact.length > 0) return { exact, domain, name };
  }
  return { exact: [], domain, name };
}

/** All customers that fit, in the order of their names; all there are when `text` is empty. */
export function listMatching(index: CustomerIndex, text: string): readonly Customer[] {
  if (text.trim() === '') return index.customers;
  const asked = text.trim().slice(0, MOST_CHARACTERS);
  const domain = readDomain(asked);
  const fitter = createWordFitter(index);
  const fitting = new Set([
    ...findById(index, asked),
    ...(domain === undefined ? [] : findByDomain(index, domain)),
    ...fitInTurn(fitter, cutWords(readName(asked)), ['parts']),
  ]);
  const numbers =
    fitting.size > 0
      ? [...fitting]
      : fitInTurn(fitter, domain === undefined ? cutWords(readName(asked)) : readLabel(domain), [
          'parts',
          'slips',
        ]);
  return [...numbers].sort((left, right) => left - right).flatMap((number) => index.customers[number] ?? []);
}

function searchWords(index: CustomerIndex, name: ReadName, limit: number): CustomerSearch {
  if (name.words.length === 0) return { kind: 'none', nearest: [] };
  const fitter = createWordFitter(index);
  const beginning = fitInTurn(fitter, name, ['beginnings']);
  // One letter is too little to be sure who is meant, whoever it fits.
  if (ONE_LETTER.test(name.compact) && beginning.length > 0) {
    return {
      kind: 'several',
      matches: toMatches(index, rank(index, beginning, name, limit)),
      total: beginning.length,
    };
  }
  if (beginning.length === 1) return answer(index, beginning, beginning.map(exactly));
  const fitting = fitInTurn(fitter, name, ['parts']);
  if (fitting.length > 0) return answer(index, fitting, rank(index, fitting, name, limit));
  const abbreviated = index.byInitials.get(name.compact) ?? [];
  if (abbreviated.length > 0) return answer(index, abbreviated, abbreviated.slice(0, limit).map(exactly));

  const slipped = fitInTurn(fitter, name, ['slips']);
  if (slipped.length === 0) {
    return { kind: 'none', nearest: toMatches(index, findNearest(index, name.words, limit)) };
  }
  const [only] = slipped;
  const sure =
    slipped.length === 1 &&
    only !== undefined &&
    index.tally.slips(only) * LETTERS_A_SLIP <= name.compact.length;
  const ranked = rank(index, slipped, name, limit);
  return sure
    ? answer(index, slipped, ranked)
    : { kind: 'several', matches: toMatches(index, ranked), total: slipped.length };
}

/** Tries the words at each depth in turn and then, as spaces are often wrong, all of them as one word. */
function fitInTurn(fitter: WordFitter, name: ReadName, depths: readonly Depth[]): readonly number[] {
  for (const depth of depths) {
    for (const words of name.words.length > 1 ? [name.words, [name.compact]] : [name.words]) {
      const fitting = fitter.fit(words, depth);
      if (fitting.length > 0) return fitting;
    }
  }
  return [];
}

/** Best first: how well the words fit, how much of the name they are, and whether the name begins with them. */
function rank(
  index: CustomerIndex,
  fitting: readonly number[],
  name: ReadName,
  limit: number,
): readonly Kept[] {
  const { wholes, tally, nameLengths } = index;
  const [from, to] = findPrefix(wholes, name.compact);
  const beginning = new Set(wholes.customers.subarray(wholes.first[from], wholes.first[to]));
  const best = keepBest(limit);
  for (const customer of fitting) {
    const covered = Math.min(1, name.compact.length / Math.max(1, nameLengths[customer] ?? 1));
    const start = beginning.has(customer) ? 0.1 : 0;
    best.offer(customer, 0.75 * tally.value(customer) + 0.14 * covered + start);
  }
  return best.kept;
}

function answer(
  index: CustomerIndex,
  all: readonly number[],
  best: readonly Kept[],
  isExact = false,
): CustomerSearch {
  const only = all.length === 1 && all[0] !== undefined ? index.customers[all[0]] : undefined;
  if (only !== undefined) return { kind: 'one', customer: only, isExact };
  return { kind: 'several', matches: toMatches(index, best), total: all.length };
}

function toMatches(index: CustomerIndex, best: readonly Kept[]): CustomerMatch[] {
  return best.flatMap(({ item, score }) => {
    const customer = index.customers[item];
    return customer === undefined ? [] : [{ customer, score }];
  });
}

function exactly(item: number): Kept {
  return { item, score: 1 };
}

/** The last label before the ending tells whose domain it is: `mail.contoso.com` is Contoso's. */
function readLabel(domain: string): ReadName {
  return readName(dropDomainEnding(domain).split('.').at(-1) ?? '');
}

function cutWords(name: ReadName): ReadName {
  const words = [...new Set(name.words)].slice(0, MOST_WORDS);
  return { allWords: name.allWords, words, compact: name.compact };
}
