import { LRUCache } from 'lru-cache';
import { type Conversation, conversationKey } from '../../delivery/conversation.ts';
import type { Clock, EpochMs } from '../../time.ts';

/** Conversations of other organisations remembered; the one unused for longest is forgotten first. */
const MOST_PLACES = 10_000;
/** After so long it is said once more, in milliseconds. */
const AGAIN_MS = 24 * 3_600_000;

/** Whether it was not said in this conversation within a day; from then on it was. */
export function createTellOnce(clock: Clock): (conversation: Conversation) => boolean {
  const told = new LRUCache<string, EpochMs>({ max: MOST_PLACES });
  return (conversation) => {
    const key = conversationKey(conversation);
    const before = told.get(key);
    const now = clock();
    if (before !== undefined && now - before < AGAIN_MS) return false;
    told.set(key, now);
    return true;
  };
}
