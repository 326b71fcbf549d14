import type { CustomerDirectory, CustomerSearch } from '../../customers/ports.ts';
import { splitSubject } from '../grammar/split-subject.ts';

/** What a subject such as `Contoso Exchange` stands for: customers that fit, and the words that name a service, if any. */
export interface Finding {
  readonly search: CustomerSearch;
  readonly service: string | undefined;
}

/**
 * Finds the customer a person means. The whole subject is tried as a customer first, since a customer may be called "Exchange Partners";
 * then its splits into customer and service.
 */
export function findCustomer(directory: CustomerDirectory, subject: string, service?: string): Finding {
  const whole = directory.search(subject);
  if (service !== undefined || whole.kind !== 'none') return { search: whole, service };
  for (const split of splitSubject(subject)) {
    const search = directory.search(split.customer);
    if (search.kind !== 'none') return { search, service: split.service };
  }
  return { search: whole, service: undefined };
}
