import type { Customer } from '../customers/customer.ts';
import type { CustomerSource } from '../customers/ports.ts';
import { createScopes, type StaffScope } from '../staff/scopes.ts';
import type { Check } from './examine.ts';

/** Names that are shown at most. */
const MOST_SHOWN = 10;

/** Whether every name in `STAFF_SCOPES` is a customer's: one that is misspelt hides nobody. */
export async function checkScopes(
  check: Check,
  scopes: readonly StaffScope[],
  sources: readonly CustomerSource[],
): Promise<void> {
  if (scopes.length === 0) return;
  await check('STAFF_SCOPES', async (signal) => {
    const customers: Customer[] = [];
    for (const source of sources) customers.push(...(await source.listCustomers(signal)));
    const strangers = createScopes(scopes).findStrangers(customers);
    const names = new Set(scopes.flatMap((scope) => scope.customers)).size;
    if (strangers.length === 0) return { status: 'ok', says: `${names} customers are named` };
    const shown = strangers.slice(0, MOST_SHOWN).join(', ');
    return {
      status: 'warning',
      says: `${strangers.length} of ${names} names belong to no customer: ${shown}${strangers.length > MOST_SHOWN ? ', …' : ''}`,
      mend: 'a name that is misspelt hides its customer from nobody: write the tenant id, or the domain that Partner Center lists',
    };
  });
}
