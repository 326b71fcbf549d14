import type { Conversation } from '../../delivery/conversation.ts';
import type { LivingCardBook, SubjectBook, WatchBook } from '../../watch/ports.ts';
import type { SightOf } from '../../watch/select-places.ts';
import type { StatusView } from '../../watch/status.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import type { Reply } from '../reply.ts';

/** What the chat needs for watches and living cards. */
export interface WatchParts {
  readonly store: Pick<WatchBook, 'add' | 'remove' | 'list' | 'listPlaces' | 'noteActivity'> &
    Pick<SubjectBook, 'load'> & { readonly cards: LivingCardBook };
  /** Cards are behind: they are shown at once. */
  readonly wake: () => void;
  /** Whether customers are read unasked. */
  readonly isReading: boolean;
  readonly readStatus: () => Promise<StatusView>;
  /** Posts an answer as a message of its own, where the one who asked looks at a card that others look at, too. Returns where it stands. */
  readonly postBeside: (
    conversation: Conversation,
    reply: Reply,
  ) => Promise<{ readonly conversation: Conversation; readonly messageId: string }>;
  /** The living card of a conversation as all there see it; undefined: it has none. */
  readonly drawShared: (conversation: Conversation, key: SubjectKey) => Promise<Reply | undefined>;
  /** What who set a watch may see; undefined: no customer is limited to anybody. */
  readonly sightOf: SightOf | undefined;
  /** Told that a conversation watches something new. */
  readonly onSet: () => void;
}
