import type { ConversationReference } from 'botbuilder';
import type { Conversation } from '../delivery/conversation.ts';

const THREAD = ';messageid=';

/** A conversation as botbuilder addresses it. */
export function toReference(conversation: Conversation): ConversationReference {
  const { kind, serviceUrl, channel, bot, tenantId, name } = conversation;
  return {
    channelId: channel,
    serviceUrl,
    bot: { id: bot, name: '' },
    conversation: {
      id: toConversationId(conversation),
      conversationType: TYPES[kind],
      isGroup: kind !== 'personal',
      name,
      ...(tenantId === undefined ? {} : { tenantId }),
    },
  };
}

const TYPES: Readonly<Record<Conversation['kind'], string>> = {
  personal: 'personal',
  group: 'groupChat',
  channel: 'channel',
};

/** The connector's id of a conversation: a thread of a channel is `{id};messageid={thread}`. */
export function toConversationId({ id, thread }: Pick<Conversation, 'id' | 'thread'>): string {
  return thread === undefined ? id : `${id}${THREAD}${thread}`;
}

/** The two halves of a connector's id; `thread` is undefined where there is none. */
export function splitConversationId(conversationId: string): Pick<Conversation, 'id' | 'thread'> {
  const at = conversationId.indexOf(THREAD);
  const thread = at > 0 ? conversationId.slice(at + THREAD.length) : '';
  return thread === ''
    ? { id: conversationId, thread: undefined }
    : { id: conversationId.slice(0, at), thread };
}
