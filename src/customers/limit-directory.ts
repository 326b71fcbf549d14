import { LRUCache } from 'lru-cache';
import { answerFromIndex, type CustomerAnswers } from './answer-from-index.ts';
import type { Customer } from './customer.ts';
import type { CustomerIndex } from './index-customers.ts';
import { narrowIndex } from './narrow-index.ts';
import type { CustomerDirectory } from './ports.ts';

/** Sights whose indexes are kept: a few megabytes each with 10,000 customers. A partner has a handful. */
const MOST_SIGHTS = 12;

/** What of a directory is the same whoever asks. */
type Common = Pick<CustomerDirectory, 'states' | 'whenLoaded' | 'start' | 'stop'>;

/** Makes the limited views of a directory; see `CustomerDirectory.limitTo`. */
export function createDirectoryLimiter(
  findIndex: () => CustomerIndex,
  common: Common,
): CustomerDirectory['limitTo'] {
  const kept = new LRUCache<string, { readonly of: CustomerIndex; readonly index: CustomerIndex }>({
    max: MOST_SIGHTS,
  });

  function look(sight: string, isSeen: (customer: Customer) => boolean): CustomerIndex {
    const whole = findIndex();
    const known = kept.get(sight);
    if (known?.of === whole) return known.index;
    const index = narrowIndex(whole, isSeen);
    kept.set(sight, { of: whole, index });
    return index;
  }

  const limitTo: CustomerDirectory['limitTo'] = (sight, isSeen) =>
    joinDirectory(
      answerFromIndex(() => look(sight, isSeen)),
      common,
      (further, isSeenToo) =>
        limitTo(JSON.stringify([sight, further]), (customer) => isSeen(customer) && isSeenToo(customer)),
    );
  return limitTo;
}

/** A directory of its parts, whose answers are those of the moment. */
export function joinDirectory(
  answers: CustomerAnswers,
  common: Common,
  limitTo: CustomerDirectory['limitTo'],
): CustomerDirectory {
  return {
    get size() {
      return answers.size;
    },
    get customers() {
      return answers.customers;
    },
    get states() {
      return common.states;
    },
    search: answers.search,
    findNamed: answers.findNamed,
    get: answers.get,
    list: answers.list,
    limitTo,
    whenLoaded: (signal) => common.whenLoaded(signal),
    start: () => common.start(),
    stop: () => common.stop(),
  };
}
