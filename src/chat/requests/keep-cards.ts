import type { Conversation } from '../../delivery/conversation.ts';
import { describeError } from '../../log.ts';
import type { Reader } from '../../reader.ts';
import { REQUEST_ACTION_DATA } from '../actions/request-verbs.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';

/** Cards are kept whoever looks at them: who may see one was judged when it was drawn. */
type CardContext = Pick<ChatContext, 'requests' | 'log'>;

/** Where an answer stands. */
export interface AnsweredPlace {
  readonly conversation: Conversation;
  readonly messageId: string;
  readonly reader: Reader;
}

/** A posted answer that shows a request lives on; one that is a form becomes the request's card when it is sent. Never rejects. */
export function keepPosted(
  { living, form }: Reply,
  place: AnsweredPlace,
  context: CardContext,
): Promise<void> {
  const { desk } = context.requests;
  return quietly(context, async () => {
    if (living) {
      const { number, version: shownVersion } = living;
      await desk.placeCard({ number }, { ...place, purpose: 'viewer', shownVersion });
    } else if (form !== undefined && place.conversation.kind !== 'personal') {
      await desk.placeCard({ form }, { ...place, purpose: 'raiser', shownVersion: 0 });
    }
  });
}

/** Buttons that lead to another view of the same request. */
const OTHER_THINGS: ReadonlySet<string> = new Set([
  'open-request',
  'list-requests',
  'list-vendor-requests',
  'show-vendor-request',
  'note-vendor-request',
  'set-helpdesk',
]);

/**
 * Of a message whose card was replaced by a pressed button, in a personal chat: a request it shows now lives on; what it showed before does
 * not come back over what the person looks at. Elsewhere only who pressed sees another card. Never rejects.
 */
export function keepAnswered(
  verb: string,
  { living, form }: Reply,
  { conversation, messageId, reader }: AnsweredPlace,
  context: CardContext,
): Promise<void> {
  const { desk } = context.requests;
  if (conversation.kind !== 'personal') return Promise.resolve();
  return quietly(context, async () => {
    if (living) {
      const { number, version: shownVersion } = living;
      const card = { conversation, messageId, reader, purpose: 'viewer', shownVersion } as const;
      await desk.placeCard({ number }, card);
    } else if (form !== undefined || !Object.hasOwn(REQUEST_ACTION_DATA, verb) || OTHER_THINGS.has(verb)) {
      await desk.leaveCard(conversation, messageId);
    }
  });
}

async function quietly({ log }: CardContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn(describeError(error), 'A card of a service request will not be kept as the request is.');
  }
}
