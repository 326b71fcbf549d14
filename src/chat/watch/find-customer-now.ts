import type { FindCustomer } from '../cards/watch-words.ts';
import type { ChatContext } from '../context.ts';

/** Finds customers among those we have now. */
export function findCustomerNow({ directory }: Pick<ChatContext, 'directory'>): FindCustomer {
  return (ref) => directory.get(ref);
}
