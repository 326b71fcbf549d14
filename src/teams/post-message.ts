import { type Activity, TurnContext } from 'botbuilder';
import type { Conversation } from '../delivery/conversation.ts';
import { DeliveryError, type OutgoingMessage, type Posted } from '../delivery/messenger.ts';
import type { Connector } from './connector.ts';
import { readConnectorError } from './read-connector-error.ts';
import { toMessage } from './reply-activity.ts';
import { splitConversationId, toConversationId, toReference } from './to-reference.ts';

/** Posts into a chat, or into a thread of a channel. */
export async function postMessage(
  connector: Connector,
  conversation: Conversation,
  message: OutgoingMessage,
  abortSignal: AbortSignal,
): Promise<Posted> {
  const { id } = await connector.conversations.sendToConversation(
    toConversationId(conversation),
    toActivity(conversation, message),
    { abortSignal },
  );
  return { conversation, messageId: checkId(id) };
}

/**
 * Begins a thread of a channel as documented, by creating a conversation; a connector that knows no such call takes the message under
 * the channel's own id. Either way the first message's id is the thread's.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export async function beginThread(
  connector: Connector,
  conversation: Conversation,
  message: OutgoingMessage,
  abortSignal: AbortSignal,
): Promise<Posted> {
  try {
    const created = await connector.conversations.createConversation(
      {
        isGroup: true,
        bot: { id: conversation.bot, name: '' },
        ...(conversation.tenantId === undefined ? {} : { tenantId: conversation.tenantId }),
        channelData: { channel: { id: conversation.id } },
        activity: toActivity(conversation, message),
      },
      { abortSignal },
    );
    const { thread = created.activityId } = splitConversationId(created.id ?? '');
    return {
      conversation: { ...conversation, thread: checkId(thread) },
      messageId: checkId(created.activityId ?? thread),
    };
  } catch (error) {
    if (!isUnknownCall(error)) throw error;
    const posted = await postMessage(connector, conversation, message, abortSignal);
    return { ...posted, conversation: { ...conversation, thread: posted.messageId } };
  }
}

/** Puts another message in the place of one that is there. */
export async function editMessage(
  connector: Connector,
  conversation: Conversation,
  messageId: string,
  message: OutgoingMessage,
  abortSignal: AbortSignal,
): Promise<void> {
  const activity = { ...toActivity(conversation, message), id: messageId };
  await connector.conversations.updateActivity(toConversationId(conversation), messageId, activity, {
    abortSignal,
  });
}

/** Whether the connector does not know the call at all; a channel that is gone has a code of its own. */
function isUnknownCall(error: unknown): boolean {
  const { status, codes } = readConnectorError(error);
  return status === 405 || status === 501 || (status === 404 && !codes.includes('ConversationNotFound'));
}

/** The message with its addressee. No reply: that would need a message to reply to. */
function toActivity(conversation: Conversation, message: OutgoingMessage): Activity {
  const activity = TurnContext.applyConversationReference(toMessage(message), toReference(conversation));
  if (isActivity(activity)) return activity;
  throw new TypeError('A message without a type.');
}

/** botbuilder's type also asks for fields that only what comes in has. */
function isActivity(activity: Partial<Activity>): activity is Activity {
  return activity.type !== undefined;
}

function checkId(id: string | undefined): string {
  if (id) return id;
  // Trying again would show it twice.
  throw new DeliveryError('refused', 'Teams took the message without telling its id.');
}
