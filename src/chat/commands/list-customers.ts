import type { Reader } from '../../reader.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';
import { isLoading, listUnreadClouds } from './unread-clouds.ts';

/** How many customers one card lists. */
const PAGE = 10;

/** One page of the customers that fit `text`, all when it is empty. */
export function listCustomers(text: string, offset: number, reader: Reader, context: ChatContext): Reply {
  const { directory, cards } = context;
  const { total } = directory.list(text, { offset: 0, limit: 1 });
  if (total === 0 && isLoading(directory)) return cards.loading(directory.size, reader);
  const unread = listUnreadClouds(context);
  if (directory.size === 0 && unread.length > 0) return cards.customersUnread(unread, reader);
  // A list may have become shorter than it was when its button was made.
  const from = Math.min(offset, Math.max(0, Math.ceil(total / PAGE) - 1) * PAGE);
  const { customers } = directory.list(text, { offset: from, limit: PAGE });
  return cards.customers({ customers, total, text, offset: from, limit: PAGE }, unread, reader);
}
