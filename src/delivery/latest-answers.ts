import { LRUCache } from 'lru-cache';
import { type Conversation, conversationKey } from './conversation.ts';

/** Which answer a message shows last, so that one that comes late does not take the place of what was opened meanwhile. */
export interface LatestAnswers {
  /** Somebody pressed a button on the message. Returns what stands for the answer to it. */
  note(conversation: Conversation, messageId: string): number;
  /** Whether no other press on the message followed that one, as far as is known. */
  isLatest(conversation: Conversation, messageId: string, answer: number): boolean;
}

/** Messages remembered; the one unused for longest is forgotten first. */
const MAX_MESSAGES = 1_000;

export function createLatestAnswers(): LatestAnswers {
  const latest = new LRUCache<string, number>({ max: MAX_MESSAGES });
  let answers = 0;
  const keyOf = (conversation: Conversation, messageId: string) =>
    JSON.stringify([conversationKey(conversation), messageId]);
  return {
    note(conversation, messageId) {
      answers += 1;
      latest.set(keyOf(conversation, messageId), answers);
      return answers;
    },
    isLatest: (conversation, messageId, answer) =>
      (latest.get(keyOf(conversation, messageId)) ?? answer) === answer,
  };
}
