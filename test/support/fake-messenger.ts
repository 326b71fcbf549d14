import type { Conversation } from '../../src/delivery/conversation.ts';
import type { Messenger, OutgoingMessage } from '../../src/delivery/messenger.ts';

/** One message that somebody asked for. */
export interface AskedMessage {
  readonly what: 'post' | 'update';
  readonly conversation: Conversation;
  readonly messageId: string | undefined;
  readonly message: OutgoingMessage;
}

/** Teams in memory: what was posted where, and how often it was edited. */
export interface FakeMessenger extends Messenger {
  /** Every call that came through, in order. */
  readonly done: AskedMessage[];
  /** Every call, those that failed included. */
  readonly asked: AskedMessage[];
  /** Asked before every call: throws, or waits, for what is to go wrong. */
  before: (message: AskedMessage, signal: AbortSignal) => unknown;
}

export function createFakeMessenger(): FakeMessenger {
  const done: AskedMessage[] = [];
  const asked: AskedMessage[] = [];
  let posts = 0;

  async function enter(message: AskedMessage, signal: AbortSignal): Promise<void> {
    asked.push(message);
    signal.throwIfAborted();
    await fake.before(message, signal);
    done.push(message);
  }

  const fake: FakeMessenger = {
    done,
    asked,
    before: () => {},
    async post(conversation, message, signal) {
      await enter({ what: 'post', conversation, messageId: undefined, message }, signal);
      posts += 1;
      const messageId = `m${posts}`;
      const isNewThread = conversation.kind === 'channel' && conversation.thread === undefined;
      return { conversation: isNewThread ? { ...conversation, thread: messageId } : conversation, messageId };
    },
    async update(conversation, messageId, message, signal) {
      await enter({ what: 'update', conversation, messageId, message }, signal);
    },
  };
  return fake;
}
