import { CLOUD_NAMES } from '../clouds.ts';
import { unifyForms } from './fold-text.ts';
import type { CustomerIndex } from './index-customers.ts';
import { listParentDomains } from './read-domain.ts';
import { type ReadName, readName } from './read-name.ts';
import { customersOf } from './token-table.ts';

// More customers of one name than this are a list to choose from whatever their spelling.
const MOST_NAMESAKES = 200;
const PART_OF_ID = /^[0-9a-f]{8}(?:-[0-9a-f-]*)?$/;

/** Customers with this tenant id (any case, in braces or without dashes), or whose id begins with these 8 digits or more. */
export function findById(index: CustomerIndex, text: string): readonly number[] {
  const id = text
    .replace(/^\{(.*)\}$/, '$1')
    .trim()
    .toLowerCase();
  const dashed = id.replace(
    /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/,
    '$1-$2-$3-$4-$5',
  );
  const exact = CLOUD_NAMES.flatMap((cloud) => index.byKey.get(`${cloud}:${dashed}`) ?? []);
  if (exact.length > 0 || !PART_OF_ID.test(id)) return exact;
  const upper = id.toUpperCase();
  const found: number[] = [];
  for (const [number, { tenantId }] of index.customers.entries()) {
    if (tenantId.startsWith(id) || tenantId.startsWith(upper)) found.push(number);
  }
  return found;
}

/** Customers with this clean domain, or else with the nearest one above it. */
export function findByDomain(index: CustomerIndex, domain: string): readonly number[] {
  for (const candidate of listParentDomains(domain)) {
    const found = index.byDomain.get(candidate);
    if (found !== undefined) return found;
  }
  return [];
}

/**
 * Customers of this very name, as strictly as any has it: to the letter, else but for case and width, else but for
 * accents and punctuation, else but for the form of company.
 */
export function findByName(index: CustomerIndex, text: string, asked: ReadName): readonly number[] {
  const namesakes = customersOf(index.wholes, asked.compact);
  if (namesakes.length > MOST_NAMESAKES) return [...namesakes];
  let best = 0;
  let found: number[] = [];
  for (const number of namesakes) {
    const grade = gradeName(index.customers[number]?.name ?? '', text, asked);
    if (grade === 0 || grade < best) continue;
    if (grade > best) found = [];
    best = grade;
    found.push(number);
  }
  return found;
}

function gradeName(name: string, text: string, asked: ReadName): number {
  if (name === text) return 4;
  if (unifyForms(name) === unifyForms(text)) return 3;
  const has = readName(name);
  if (has.allWords.join('') === asked.allWords.join('')) return 2;
  // A namesake by its domain alone is no exact match: others may have the word in their names.
  return has.compact === asked.compact ? 1 : 0;
}
