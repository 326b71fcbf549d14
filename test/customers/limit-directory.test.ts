import { describe, expect, it } from 'vitest';
import type { Customer } from '../../src/customers/customer.ts';
import { createCustomerDirectory } from '../../src/customers/directory.ts';
import { narrowIndex } from '../../src/customers/narrow-index.ts';
import type { CustomerDirectory } from '../../src/customers/ports.ts';
import { BOOK, indexNow } from '../support/customer-book.ts';
import { createSeededRandom, generateCustomers, pick } from '../support/generate-customers.ts';

const SEED = 20_261_121;

async function openDirectory(listCustomers: () => readonly Customer[]): Promise<CustomerDirectory> {
  const directory = createCustomerDirectory({
    sources: [{ cloud: 'global', listCustomers: async () => [...listCustomers()] }],
    clock: () => 0,
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    refreshMs: 1,
  });
  directory.start();
  await directory.whenLoaded(AbortSignal.timeout(5_000));
  return directory;
}

const isPublic = ({ name }: Customer) => !name.startsWith('Contoso');

describe('an index that is narrowed', () => {
  it.each([
    0, 0.02, 0.5, 0.98, 1,
  ])(`is the index of the customers that are seen, where ${'%s'} of them are (seed ${SEED})`, (share) => {
    const random = createSeededRandom(SEED);
    const all = [...generateCustomers(1_500, SEED), ...BOOK];
    const seen = new Set(all.filter(() => random() < share));
    const { tally: _, ...narrowed } = narrowIndex(indexNow(all), (customer) => seen.has(customer));
    const { tally: __, ...built } = indexNow(seen);
    expect(narrowed).toEqual(built);
  });
});

describe('a directory that is limited', () => {
  it('answers as if the other customers were on no list', async () => {
    const limited = (await openDirectory(() => BOOK)).limitTo('public', isPublic);
    const alone = await openDirectory(() => BOOK.filter(isPublic));
    expect(limited.size).toBe(alone.size);
    expect(limited.customers).toEqual(alone.customers);
    expect(limited.states).toEqual(alone.states);
    const random = createSeededRandom(SEED);
    const questions = BOOK.flatMap(({ name, domain, tenantId }) => [
      ...[name, domain, tenantId, tenantId.slice(0, 10), name.slice(0, 4)],
      `${name.slice(0, 3)}${pick([...'abcdefgh'], random)}${name.slice(4)}`,
    ]);
    for (const text of ['', 'c', 'contso', 'cotoso.com', '0a1b2c3d', ...questions]) {
      expect(limited.search(text), text).toEqual(alone.search(text));
      expect(limited.search(text, { limit: 2 }), text).toEqual(alone.search(text, { limit: 2 }));
      expect(limited.findNamed(text), text).toEqual(alone.findNamed(text));
      expect(limited.list(text, { offset: 1, limit: 3 }), text).toEqual(
        alone.list(text, { offset: 1, limit: 3 }),
      );
    }
    for (const customer of BOOK) expect(limited.get(customer)).toEqual(alone.get(customer));
  });

  it('gives the very same list until customers come or go, and then another', async () => {
    let customers: readonly Customer[] = BOOK;
    const directory = await openDirectory(() => customers);
    let asked = 0;
    const look = () =>
      directory.limitTo('public', (customer) => {
        asked += 1;
        return isPublic(customer);
      });
    const before = look().customers;
    expect(look().customers).toBe(before);
    expect(look().size).toBe(before.length);
    expect(asked).toBe(BOOK.length);
    customers = BOOK.slice(1, -1);
    await expect.poll(() => directory.size).toBe(BOOK.length - 2);
    expect(look().customers).toHaveLength(customers.filter(isPublic).length);
    await directory.stop();
  });

  it('can be limited further', async () => {
    const directory = await openDirectory(() => BOOK);
    const limited = directory.limitTo('public', isPublic).limitTo('china', ({ cloud }) => cloud === 'china');
    expect(limited.customers.map(({ cloud }) => cloud)).toEqual(['china', 'china', 'china', 'china']);
    expect(directory.limitTo('china', () => true).size).toBe(BOOK.length);
    await directory.stop();
  });
});
