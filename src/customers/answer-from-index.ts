import { customerKey } from './customer.ts';
import type { CustomerIndex } from './index-customers.ts';
import type { CustomerDirectory } from './ports.ts';
import { findNamed, listMatching, searchCustomers } from './search-customers.ts';

const DEFAULT_LIMIT = 6;

/** What is answered about customers. */
export type CustomerAnswers = Pick<
  CustomerDirectory,
  'size' | 'customers' | 'search' | 'findNamed' | 'get' | 'list'
>;

/** Answers every question from the index as it is then. */
export function answerFromIndex(findIndex: () => CustomerIndex): CustomerAnswers {
  return {
    get size() {
      return findIndex().customers.length;
    },
    get customers() {
      return findIndex().customers;
    },
    findNamed: (text) => findNamed(findIndex(), text),
    search: (text, { limit = DEFAULT_LIMIT } = {}) => searchCustomers(findIndex(), text, limit),
    get(ref) {
      const { byKey, customers } = findIndex();
      const number = byKey.get(customerKey(ref));
      return number === undefined ? undefined : customers[number];
    },
    list(text, { offset, limit }) {
      const fitting = listMatching(findIndex(), text);
      return { customers: fitting.slice(offset, offset + limit), total: fitting.length };
    },
  };
}
