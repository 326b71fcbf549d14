import type { Customer } from '../../customers/customer.ts';
import type { CustomerSource } from '../../customers/ports.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { Runtime } from '../call.ts';
import { PARTNER_CENTER_CUSTOMERS_BUDGET } from '../policy/budget.ts';
import { RETRY_STATUSES } from '../policy/request.ts';
import type { Collection } from './collection-page.ts';
import { readCustomer } from './customer-row.ts';
import { type ReadItems, refuseAnswer } from './read-items.ts';

const PAGE_SIZE = 500;

/**
 * The customers of one partner account. https://learn.microsoft.com/partner-center/developer/get-a-list-of-customers
 * Rows that cannot be understood are left out; rows of which not one can be, and pages without an end, are `invalidAnswer`.
 */
export function createCustomerSource(
  { timings }: Pick<Runtime, 'timings'>,
  { cloud }: PartnerAccount,
  readItems: ReadItems,
): CustomerSource {
  const customers: Collection = {
    path: '/customers',
    query: `?size=${PAGE_SIZE}`,
    policy: {
      api: 'partnerCenter',
      resource: 'customers',
      budget: PARTNER_CENTER_CUSTOMERS_BUDGET,
      retryStatuses: RETRY_STATUSES,
      attemptMs: timings.partnerCenterAttemptMs,
    },
  };
  return {
    cloud,
    async listCustomers(signal) {
      const items = await readItems(customers, { signal });
      const rows = items.map((item) => readCustomer(cloud, item)).filter((row) => row !== undefined);
      if (items.length > 0 && rows.length === 0)
        throw refuseAnswer(cloud, 'not one customer can be understood');
      const found = new Map<string, Customer>();
      for (const row of rows) if (row !== 'notOurs') found.set(row.tenantId, row);
      return [...found.values()];
    },
  };
}
