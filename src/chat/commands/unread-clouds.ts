import type { CloudName } from '../../clouds.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import type { Reader } from '../../reader.ts';
import type { UnloadedCustomers, UnreadCloud } from '../cards/customer-rows.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';

/** The clouds whose customers could not be read; one whose first reading is under way is not among them. */
export function listUnreadClouds({ directory }: Pick<ChatContext, 'directory'>): UnreadCloud[] {
  return directory.states.flatMap(({ cloud, loadedAt, error }) =>
    loadedAt === undefined && error ? [{ cloud, code: error.code }] : [],
  );
}

/** Whether customers of some account, or of this cloud's, are being read for the first time. */
export function isLoading({ states }: CustomerDirectory, of?: CloudName): boolean {
  return states.some(
    ({ cloud, loadedAt, error }) => (of ?? cloud) === cloud && loadedAt === undefined && error === undefined,
  );
}

/** What an answer over all customers lacks because customers could not be loaded, or are being loaded. */
export function listUnloaded(context: Pick<ChatContext, 'directory'>): UnloadedCustomers {
  return { clouds: listUnreadClouds(context), isLoading: isLoading(context.directory) };
}

/** The answer to a question about all customers while none is loaded; undefined: some are, or there are none. */
export function answerUnloaded(
  reader: Reader,
  context: Pick<ChatContext, 'directory' | 'cards'>,
): Reply | undefined {
  const { directory, cards } = context;
  if (directory.size > 0) return undefined;
  if (isLoading(directory)) return cards.loading(0, reader);
  const unread = listUnreadClouds(context);
  return unread.length > 0 ? cards.customersUnread(unread, reader) : undefined;
}
