import type { ChatContext } from '../context.ts';
import type { Reader } from '../reader.ts';
import type { Reply } from '../reply.ts';
import { listUnreadClouds } from './health.ts';

/** How many customers one card lists. */
const PAGE = 10;

/** One page of the customers that fit `text`, all when it is empty. */
export function listCustomers(text: string, offset: number, reader: Reader, context: ChatContext): Reply {
  const page = context.directory.list(text, { offset, limit: PAGE });
  return context.cards.customers({ ...page, text, offset, limit: PAGE }, listUnreadClouds(context), reader);
}
