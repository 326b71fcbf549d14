import type { Customer } from '../../customers/customer.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import type { CustomerEntry } from './customer-entry.ts';
import type { Sight } from './estate-answers.ts';
import type { Known } from './known.ts';
import type { Roll } from './roll.ts';

/** Looks at the customers of a list alone. */
export function createLimitedSights(
  roll: Pick<Roll, 'listed' | 'find'>,
): (directory: Pick<CustomerDirectory, 'customers'>) => Sight {
  // A list is the very same until customers come or go, and then its entries are others, too.
  const entriesOf = new WeakMap<readonly Customer[], readonly CustomerEntry[]>();

  return (directory) => {
    // The whole list is followed before the limited one is asked for, so that it is none that is newer.
    roll.listed();
    const { customers } = directory;
    const entries = entriesOf.get(customers) ?? customers.flatMap((customer) => roll.find(customer) ?? []);
    entriesOf.set(customers, entries);
    let counts: ReadonlyMap<unknown, number> | undefined;
    return {
      entries,
      count(known) {
        counts ??= countAll(entries);
        return counts.get(known) ?? 0;
      },
    };
  };
}

/** How many of these customers have each thing. */
function countAll(entries: readonly CustomerEntry[]): ReadonlyMap<unknown, number> {
  const counts = new Map<Known<unknown>, number>();
  for (const { open, changes } of entries) {
    for (const known of open) counts.set(known, (counts.get(known) ?? 0) + 1);
    for (const known of changes) counts.set(known, (counts.get(known) ?? 0) + 1);
  }
  return counts;
}
