import { LRUCache } from 'lru-cache';
import type { Clock, EpochMs, Random } from '../time.ts';
import { backoffMs } from '../work/backoff.ts';
import { type Conversation, conversationKey } from './conversation.ts';

/** Conversations that take no messages at present. */
export interface ConversationPauses {
  /** Until when nothing is to be sent there; undefined: it may be. */
  until(conversation: Conversation): EpochMs | undefined;
  /** Sending failed; it is paused until `asked`, else for longer the more failures came in a row. Returns until when. */
  failed(conversation: Conversation, asked: EpochMs | undefined): EpochMs;
  /** Our own pace holds it back until then: that is no failure. */
  holdBack(conversation: Conversation, until: EpochMs): void;
  /** Sending worked; true where it had failed before. */
  worked(conversation: Conversation): boolean;
}

const PAUSE = { firstMs: 2_000, mostMs: 300_000 };
/** The longest pause taken over from an answer, in milliseconds. */
const LONGEST_MS = 3_600_000;
/** Conversations remembered; the one unused for longest is forgotten first. */
const MAX_CONVERSATIONS = 5_000;

/** What limits apply to: the threads of a channel count as one. */
export function placeOf({ channel, id }: Conversation): string {
  return conversationKey({ channel, id, thread: undefined });
}

export function createConversationPauses(clock: Clock, random: Random): ConversationPauses {
  const pauses = new LRUCache<string, { readonly until: EpochMs; readonly failures: number }>({
    max: MAX_CONVERSATIONS,
  });
  return {
    until(conversation) {
      const until = pauses.get(placeOf(conversation))?.until ?? 0;
      return until > clock() ? until : undefined;
    },
    failed(conversation, asked) {
      const now = clock();
      const failures = pauses.get(placeOf(conversation))?.failures ?? 0;
      const until =
        asked !== undefined && asked > now
          ? Math.min(asked, now + LONGEST_MS)
          : now + backoffMs(PAUSE, failures, random);
      pauses.set(placeOf(conversation), { until, failures: failures + 1 });
      return until;
    },
    holdBack(conversation, until) {
      const failures = pauses.get(placeOf(conversation))?.failures ?? 0;
      pauses.set(placeOf(conversation), { until, failures });
    },
    worked(conversation) {
      const { failures = 0 } = pauses.get(placeOf(conversation)) ?? {};
      pauses.delete(placeOf(conversation));
      return failures > 0;
    },
  };
}
