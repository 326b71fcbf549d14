import type { Customer, CustomerRef } from '../../customers/customer.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import type { Reader } from '../../reader.ts';
import type { Person } from '../../staff/person.ts';
import { isLoading, listUnreadClouds } from '../commands/unread-clouds.ts';
import { waitForCustomers } from '../commands/wait-for-customers.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';

/** Who asks, where, and what answers are made of. */
export interface Asked {
  /** Of the button; empty: it was typed. */
  readonly verb: string;
  readonly person: Person;
  readonly conversation: Conversation;
  /** The message that holds the card with the button; undefined: a message was written, or the channel did not tell. */
  readonly messageId: string | undefined;
  /** Whether nothing else was answered in that message since. */
  readonly isLatest: () => boolean;
  /** Whether it was typed: then the answer may take some seconds. */
  readonly isTyped: boolean;
  readonly reader: Reader;
  readonly context: ChatContext;
}

/** A pressed button is answered within a second; a question that is typed may wait longer. In milliseconds. */
const PRESS_WAIT_MS = 250;

/** Answers about a customer that a card named, looked up among those we have now; says so when it is not there. */
export async function withCustomer(
  ref: CustomerRef,
  { reader, context }: Asked,
  answer: (customer: Customer) => Promise<Reply> | Reply,
): Promise<Reply> {
  const { directory, cards } = context;
  let customer = directory.get(ref);
  if (!customer && isLoading(directory, ref.cloud)) {
    await waitForCustomers({ ...context, loadWaitMs: PRESS_WAIT_MS });
    customer = directory.get(ref);
  }
  if (customer) return answer(customer);
  if (isLoading(directory, ref.cloud)) return cards.loading(directory.size, reader);
  const unread = listUnreadClouds(context).filter(({ cloud }) => cloud === ref.cloud);
  return unread.length > 0 ? cards.customersUnread(unread, reader) : cards.customerGone(reader);
}

/** The same where a card may name a customer or none. */
export function withOptionalCustomer(
  { cloud, tenantId }: { readonly cloud: CustomerRef['cloud']; readonly tenantId?: string | undefined },
  asked: Asked,
  answer: (customer: Customer | undefined) => Promise<Reply> | Reply,
): Promise<Reply> | Reply {
  return tenantId === undefined ? answer(undefined) : withCustomer({ cloud, tenantId }, asked, answer);
}
