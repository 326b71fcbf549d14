import type { Customer } from '../../customers/customer.ts';
import type { Period } from '../../health/archive.ts';
import type { ChatContext } from '../context.ts';
import type { Reader } from '../reader.ts';
import type { Reply } from '../reply.ts';
import type { Finding } from './find-customer.ts';
import { isLoading, listUnreadClouds } from './unread-clouds.ts';

/** What is asked about a customer; the rows of the card that asks which customer is meant lead there. */
export type CustomerQuestion = 'health' | 'history' | 'maintenance';

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
  if (search.kind === 'one') return show(search.customer, service);
  const { directory, cards } = context;
  if (search.kind === 'none' && isLoading(directory)) return cards.loading(directory.size, reader);
  const unread = listUnreadClouds(context);
  // Of customers that were never read nobody can say that one does not exist.
  if (directory.size === 0 && unread.length > 0) return cards.customersUnread(unread, reader);
  return cards.chooseCustomer(search, { text, service, question, period }, unread, reader);
}
