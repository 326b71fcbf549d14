import type { Conversation } from './conversation.ts';
import type { Messenger } from './messenger.ts';

/** A messenger for answers: a person waits, so they are sent at once, and only counted for the limits. `note` must not throw. */
export function createCountedMessenger(
  messenger: Messenger,
  note: (conversation: Conversation) => void,
): Messenger {
  return {
    post(conversation, message, signal) {
      note(conversation);
      return messenger.post(conversation, message, signal);
    },
    update(conversation, messageId, message, signal) {
      note(conversation);
      return messenger.update(conversation, messageId, message, signal);
    },
  };
}
