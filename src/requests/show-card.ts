import type { Conversation } from '../delivery/conversation.ts';
import {
  DeliveryError,
  type DeliveryErrorCode,
  type Messenger,
  type OutgoingMessage,
} from '../delivery/messenger.ts';
import { personKey } from '../staff/person.ts';
import type { DrawRequests } from './card-messages.ts';
import type { RequestChange } from './change.ts';
import type { CardBook, ClaimedCard } from './ports.ts';
import { isWorthTelling } from './worth-telling.ts';

/** What was reached of a card: what it shows, and of what its people were told. */
export type CardProgress = Parameters<CardBook['shown']>[1];

/** How far it came; with `error` it did not come to the end. */
export interface ShowResult {
  readonly progress: CardProgress;
  /** Teams does not take this card; what follows a later change may be another matter. */
  readonly refusal?: DeliveryErrorCode;
  readonly error?: unknown;
}

/** Where a card stands. */
type Shown = Pick<ClaimedCard, 'conversation' | 'messageId'>;

/** The message says too much, or Teams refuses it for ever: not the conversation's fault, and nothing that trying again would mend. */
const UNSAYABLE: readonly DeliveryErrorCode[] = ['tooLarge', 'refused'];

/**
 * Makes Teams show the request as it is in one card, and tells its people of what is new in at most one message beside it. Never throws:
 * what was reached is told even when the rest failed, because a message that was posted must not be posted again.
 */
export async function showCard(
  card: ClaimedCard,
  { messenger, draw }: { readonly messenger: Messenger; readonly draw: DrawRequests },
  signal: AbortSignal,
): Promise<ShowResult> {
  let result: ShowResult = { progress: {} };
  try {
    const { shown, ...matched } = await matchCard(card, messenger, draw, signal);
    result = matched;
    const last = card.untold.at(-1);
    if (last === undefined) return result;
    const refusal = (await tell(card, shown, messenger, draw, signal)) ?? result.refusal;
    const progress = { ...result.progress, toldSequence: last.sequence };
    return { ...result, progress, ...(refusal && { refusal }) };
  } catch (error) {
    return { ...result, error };
  }
}

/** Posts or updates the card where it is behind. */
async function matchCard(
  card: ClaimedCard,
  messenger: Messenger,
  draw: DrawRequests,
  signal: AbortSignal,
): Promise<ShowResult & { readonly shown: Shown }> {
  const { conversation, messageId, request, purpose, reader } = card;
  const { version } = request;
  const shown = { conversation, messageId };
  const isThere = messageId !== undefined && card.shownVersion >= version;
  if (isThere || purpose === 'taker') return { shown, progress: { version } };
  const message = await draw.card(request, purpose, reader);
  try {
    if (messageId !== undefined && (await update(card, messageId, message, messenger, signal)))
      return { shown, progress: { version } };
    const place = messageId === undefined ? conversation : withoutOwnThread(conversation, messageId);
    const posted = await messenger.post(place, message, signal);
    return { shown: posted, progress: { ...posted, version } };
  } catch (error) {
    const refusal = readRefusal(error);
    if (refusal === undefined) throw error;
    return { shown, progress: { version }, refusal };
  }
}

/** False: the message is no longer there, and another is to be posted in its place. Whoever deleted what they had asked for wants none. */
async function update(
  { conversation, purpose }: ClaimedCard,
  messageId: string,
  message: OutgoingMessage,
  messenger: Messenger,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await messenger.update(conversation, messageId, message, signal);
    return true;
  } catch (error) {
    if (purpose === 'viewer' || !(error instanceof DeliveryError) || error.code !== 'messageGone')
      throw error;
    return false;
  }
}

/** A card that began its thread took the thread away with it. */
function withoutOwnThread(conversation: Conversation, messageId: string): Conversation {
  return conversation.thread === messageId ? { ...conversation, thread: undefined } : conversation;
}

/** What Teams refuses to say is given back, for the log. */
async function tell(
  card: ClaimedCard,
  { conversation, messageId }: Shown,
  messenger: Messenger,
  draw: DrawRequests,
  signal: AbortSignal,
): Promise<DeliveryErrorCode | undefined> {
  const { request, purpose, reader } = card;
  const changes = card.untold.filter((change) => isToldHere(change, card));
  if (changes.length === 0) return undefined;
  const place =
    conversation.kind === 'channel'
      ? { ...conversation, thread: conversation.thread ?? messageId }
      : conversation;
  const message = draw.told(request, changes, purpose, reader, place);
  if (message === undefined) return undefined;
  try {
    await messenger.post(place, message, signal);
    return undefined;
  } catch (error) {
    const refusal = readRefusal(error);
    if (refusal === undefined) throw error;
    // The card, where there is one, shows it all the same.
    return refusal;
  }
}

/** Who took a request reads what the helpdesk is told in the same place; in one and the same chat the helpdesk reads what the raiser is told. */
function isToldHere(change: RequestChange, { request, purpose, conversation, beside }: ClaimedCard): boolean {
  const raiser = personKey(request.raisedBy);
  const isTold = (to: ClaimedCard['purpose']) => isWorthTelling(change, to, raiser);
  const yieldsTo = beside.filter(
    (to) =>
      purpose === 'taker' || (purpose === 'helpdesk' && to === 'raiser' && conversation.kind !== 'channel'),
  );
  return isTold(purpose) && !yieldsTo.some(isTold);
}

function readRefusal(error: unknown): DeliveryErrorCode | undefined {
  return error instanceof DeliveryError && UNSAYABLE.includes(error.code) ? error.code : undefined;
}
