import type { Customer } from '../../customers/customer.ts';
import type { CustomerSearch } from '../../customers/ports.ts';
import type { Period } from '../../health/archive.ts';
import type { Reader } from '../../reader.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';
import type { Finding } from './find-customer.ts';
import { isLoading, listUnreadClouds } from './unread-clouds.ts';

/** What is asked about a customer; the rows of the card that asks which customer is meant lead there. */
export type CustomerQuestion = 'health' | 'history' | 'maintenance' | 'request' | 'requests' | 'audit';

/**
 * Answers about the customer that is clearly meant, else asks which. `text`: the person's words for the customer; `show` gets the words for a
 * service, where there were any.
 */
export async function askAbout(
  { question, period }: { readonly question: CustomerQuestion; readonly period?: Period },
  { search, service }: Finding,
  text: string,
  reader: Reader,
  context: ChatContext,
  show: (customer: Customer, service: string | undefined) => Promise<Reply>,
): Promise<Reply> {
  const customer = chooseSure(search, context);
  if (customer) return show(customer, service);
  const { directory, cards } = context;
  if (search.kind === 'none' && isLoading(directory)) return cards.loading(directory.size, reader);
  const unread = listUnreadClouds(context);
  // Of customers that were never read nobody can say that one does not exist.
  if (directory.size === 0 && unread.length > 0) return cards.customersUnread(unread, reader);
  const choice =
    search.kind === 'one'
      ? ({ kind: 'several', matches: [{ customer: search.customer, score: 1 }], total: 1 } as const)
      : search;
  return cards.chooseCustomer(choice, { text, service, question, period }, unread, reader);
}

/**
 * The customer that is meant where that is clear. While customers of some cloud are missing, a name that fits only one of the others may well be one of
 * theirs: then only somebody's very name is clear.
 */
export function chooseSure(
  search: CustomerSearch,
  context: Pick<ChatContext, 'directory'>,
): Customer | undefined {
  if (search.kind !== 'one') return undefined;
  const isSure = search.isExact || (!isLoading(context.directory) && listUnreadClouds(context).length === 0);
  return isSure ? search.customer : undefined;
}
