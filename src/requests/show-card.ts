import type { Conversation } from '../delivery/conversation.ts';
import { DeliveryError, type Messenger, type Posted } from '../delivery/messenger.ts';
import { personKey } from '../staff/person.ts';
import type { DrawRequests } from './card-messages.ts';
import type { CardBook, ClaimedCard } from './ports.ts';
import { isWorthTelling } from './worth-telling.ts';

/** What was reached of a card: what it shows, and of what its people were told. */
export type CardProgress = Parameters<CardBook['shown']>[1];

/** How far it came; with `error` it did not come to the end. */
export interface ShowResult {
  readonly progress: CardProgress;
  readonly error?: unknown;
}

/** The message says too much, or Teams refuses it for ever: not the conversation's fault, and nothing that trying again would mend. */
const UNSAYABLE = ['tooLarge', 'refused', 'messageGone'];

/**
 * Makes Teams show the request as it is in one card, and tells its people of what is new in at most one message beside it. Never throws:
 * what was reached is told even when the rest failed, because a message that was posted must not be posted again.
 */
export async function showCard(
  card: ClaimedCard,
  { messenger, draw }: { readonly messenger: Messenger; readonly draw: DrawRequests },
  signal: AbortSignal,
): Promise<ShowResult> {
  let progress: CardProgress = {};
  try {
    const posted = await matchCard(card, messenger, draw, signal);
    progress = { ...posted, version: card.request.version };
    const last = card.untold.at(-1);
    if (last === undefined) return { progress };
    await tell(card, posted, messenger, draw, signal);
    return { progress: { ...progress, toldSequence: last.sequence } };
  } catch (error) {
    return { progress, error };
  }
}

/** Posts or updates the card where it is behind. */
async function matchCard(
  card: ClaimedCard,
  messenger: Messenger,
  draw: DrawRequests,
  signal: AbortSignal,
): Promise<Posted> {
  const { conversation, messageId, request, purpose, reader } = card;
  if (messageId !== undefined && card.shownVersion >= request.version) return { conversation, messageId };
  const message = await draw.card(request, purpose, reader);
  if (messageId === undefined) return messenger.post(conversation, message, signal);
  try {
    await messenger.update(conversation, messageId, message, signal);
    return { conversation, messageId };
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.code !== 'messageGone') throw error;
    return messenger.post(withoutOwnThread(conversation, messageId), message, signal);
  }
}

/** A card that began its thread took the thread away with it. */
function withoutOwnThread(conversation: Conversation, messageId: string): Conversation {
  return conversation.thread === messageId ? { ...conversation, thread: undefined } : conversation;
}

async function tell(
  { request, untold, purpose, reader }: ClaimedCard,
  { conversation, messageId }: Posted,
  messenger: Messenger,
  draw: DrawRequests,
  signal: AbortSignal,
): Promise<void> {
  const raiser = personKey(request.raisedBy);
  const worthTelling = untold.filter((change) => isWorthTelling(change, purpose, raiser));
  if (worthTelling.length === 0) return;
  const place =
    conversation.kind === 'channel'
      ? { ...conversation, thread: conversation.thread ?? messageId }
      : conversation;
  const message = draw.told(request, worthTelling, purpose, reader, place);
  if (message === undefined) return;
  try {
    await messenger.post(place, message, signal);
  } catch (error) {
    // The card shows it all the same.
    if (!(error instanceof DeliveryError && UNSAYABLE.includes(error.code))) throw error;
  }
}
