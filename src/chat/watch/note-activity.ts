import { LRUCache } from 'lru-cache';
import { type Conversation, conversationKey } from '../../delivery/conversation.ts';
import { describeError, type Log } from '../../log.ts';
import type { Clock, EpochMs } from '../../time.ts';
import type { WatchParts } from './parts.ts';

/** Told of every message and every press, wherever. Returns at once and never throws. */
export type NoteActivity = (conversation: Conversation) => void;

/** The same place is noted again after so long, in milliseconds. */
const AGAIN_MS = 10_000;
const MOST_PLACES = 5_000;

/**
 * Learns from any activity how a conversation is reached, since the event of an installation may never come; and takes up posting again where
 * it was given up.
 */
export function createNoteActivity({
  store,
  wake,
  clock,
  log,
}: Pick<WatchParts, 'wake'> & {
  readonly store: Pick<WatchParts['store'], 'noteActivity'>;
  readonly clock: Clock;
  readonly log: Log;
}): NoteActivity {
  const noted = new LRUCache<string, { readonly text: string; readonly at: EpochMs }>({ max: MOST_PLACES });
  return (conversation) => {
    const place = { ...conversation, thread: undefined };
    const key = conversationKey(place);
    const text = JSON.stringify(place);
    const now = clock();
    const before = noted.get(key);
    if (before?.text === text && now - before.at < AGAIN_MS) return;
    noted.set(key, { text, at: now });
    store
      .noteActivity(place)
      .then((isPlace) => {
        if (isPlace) wake();
      })
      .catch((error) =>
        log.warn(describeError(error), 'Where a conversation is reached could not be noted.'),
      );
  };
}
