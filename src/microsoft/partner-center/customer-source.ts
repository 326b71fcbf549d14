import type { Customer } from '../../customers/customer.ts';
import type { CustomerSource } from '../../customers/ports.ts';
import { ReadError } from '../../errors.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import { readCustomer } from './customer-row.ts';
import type { ReadCustomersPage } from './customers-page.ts';
import type { NextPage } from './next-page.ts';

/** 100,000 customers even where no more than 50 come on a page. */
const MAX_PAGES = 2_000;

/**
 * The customers of one partner account. https://learn.microsoft.com/partner-center/developer/get-a-list-of-customers
 * Rows that cannot be understood are left out; rows of which not one can be, and pages without an end, are `invalidAnswer`.
 */
export function createCustomerSource({ cloud }: PartnerAccount, readPage: ReadCustomersPage): CustomerSource {
  const refuse = (what: string) => new ReadError('invalidAnswer', `Partner Center (${cloud}): ${what}`);

  async function readItems(signal: AbortSignal): Promise<unknown[]> {
    const items: unknown[] = [];
    const seen = new Set<string>();
    let next: NextPage | undefined;
    for (let number = 1; number <= MAX_PAGES; number += 1) {
      const page = await readPage(next, signal);
      for (const item of page.items) items.push(item);
      next = page.next;
      if (next === undefined) return items;
      const loose = 'token' in next && next.loose;
      const mark = 'token' in next ? next.token : next.uri;
      if (loose && (page.items.length === 0 || seen.has(mark))) return items;
      if (seen.has(mark)) throw refuse('the pages go round in a circle');
      seen.add(mark);
    }
    throw refuse(`the list has more than ${MAX_PAGES} pages`);
  }

  return {
    cloud,
    async listCustomers(signal) {
      const items = await readItems(signal);
      const rows = items.map((item) => readCustomer(cloud, item)).filter((row) => row !== undefined);
      if (items.length > 0 && rows.length === 0) throw refuse('not one customer can be understood');
      const customers = new Map<string, Customer>();
      for (const row of rows) if (row !== 'notOurs') customers.set(row.tenantId, row);
      return [...customers.values()];
    },
  };
}
