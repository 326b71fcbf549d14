import type { EpochMs } from '../time.ts';
import type { Conversation } from './conversation.ts';
import { DeliveryError, type OutgoingMessage } from './messenger.ts';
import type { CardProgress, PendingCard } from './ports.ts';
import type { Turn } from './turn.ts';

/** A card as its message is to be, and what is to be told beside it. */
export interface DrawnCard {
  readonly card: OutgoingMessage;
  /** The same digest, the same message. */
  readonly digest: string;
  /** Tells of what happened since its people were last told; undefined: nothing is worth it. */
  readonly reply: OutgoingMessage | undefined;
  /** What `reply` tells besides what happened since, to be kept with the card when it was told; undefined: nothing. */
  readonly notice?: string | undefined;
  /** Its people are told nothing before then; `over`: before it is drawn without this. What is to be told stays to be told. */
  readonly quietUntil?: EpochMs | 'over';
  /** Nobody there wants it any more: a message that is there is kept up to date, and none is posted. */
  readonly isUnwanted?: boolean;
}

/**
 * Draws the newest state of a card; the same state has the same digest. Throws `PacedError` where it is to wait, `ParkError` where nothing more is to
 * be posted in the conversation.
 */
export type DrawCard<Content> = (card: PendingCard<Content>) => Promise<DrawnCard>;

/** How long a card is left alone that is quiet until it is over, in milliseconds; whatever is new on it is shown all the same. */
const QUIET_MS = 30 * 86_400_000;

/**
 * Makes Teams show a card as it was drawn, and then tells its people. Every message that Teams accepted is recorded before the next one is
 * sent, and a reply may be left to a later turn: whoever goes on after a crash finds the card unchanged, and only replies.
 * Throws what ends the turn: `DeliveryError` when the conversation fails, `LostClaim`, or what the store throws.
 */
export async function showLivingCard(
  card: PendingCard<unknown>,
  drawn: DrawnCard,
  turn: Turn,
): Promise<void> {
  const { digest, reply, quietUntil, notice } = drawn;
  const isQuietNews = reply === undefined && quietUntil === undefined;
  const isDone = notice === undefined && (card.sequence <= card.told || isQuietNews);
  const owed = notice === undefined ? {} : { isOwed: true };
  const shown = { shown: card.wanted, digest, ...owed, ...(isDone && { told: card.sequence }) };
  const current = await matchMessage(card, drawn, shown, turn);
  if (isDone || current === undefined) return;
  const isPosted = current.messageId !== card.messageId;
  if (isPosted || (notice === undefined && current.told >= current.sequence)) return;
  if (quietUntil !== undefined)
    return turn.putOff(card, quietUntil === 'over' ? turn.now() + QUIET_MS : quietUntil);
  if (reply !== undefined && turn.hasTime()) await tell(current, { reply, notice }, postAnew, turn);

  /** Nobody there wants the card itself where its customers are spared. */
  async function postAnew(gone: PendingCard<unknown>): Promise<void> {
    if (drawn.isUnwanted) await turn.drop(gone);
    else await postCard(gone, drawn, shown, turn);
  }
}

/** The card as it is now; undefined: it has no message for which its people could be told something. */
async function matchMessage(
  card: PendingCard<unknown>,
  drawn: DrawnCard,
  shown: CardProgress,
  turn: Turn,
): Promise<PendingCard<unknown> | undefined> {
  const { messageId } = card;
  const { card: message } = drawn;
  if (messageId === undefined && drawn.isUnwanted) {
    turn.observe('unchanged');
    await turn.record(card, { shown: card.wanted, told: card.sequence });
    return undefined;
  }
  if (messageId !== undefined && card.digest === shown.digest) {
    if (card.shown < card.wanted) turn.observe('unchanged');
    if (card.shown < card.wanted || shown.told !== undefined) await turn.record(card, shown);
    return card;
  }
  try {
    if (messageId === undefined) return await postCard(card, drawn, shown, turn);
    await turn.update(threadOf(card, turn), messageId, message);
  } catch (error) {
    if (isMessageGone(error, card, turn)) return replaceMessage(card, drawn, shown, turn);
    if (!isRefusal(error)) throw error;
    return giveUpState(card, shown, error, turn);
  }
  await turn.record(card, shown);
  turn.observe('edited', card);
  return card;
}

/** In a channel it begins a thread of its own. People are notified of it, and it shows everything: nothing is left to be told beside it. */
async function postCard(
  card: PendingCard<unknown>,
  { card: message, notice }: DrawnCard,
  shown: CardProgress,
  turn: Turn,
): Promise<PendingCard<unknown>> {
  const posted = await turn.post({ ...turn.conversation, thread: undefined }, message);
  const isReposted = card.messageId !== undefined;
  const told = { told: card.sequence };
  const all = { ...told, isOwed: false, ...(notice !== undefined && { notice }) };
  await turn.record(card, { ...shown, ...posted, ...all, ...(isReposted && { isReposted }) });
  turn.observe(isReposted ? 'reposted' : 'posted', card);
  return { ...card, ...posted, ...told, isReposted };
}

/** Once: whoever deletes it a second time does not want it, nor does a conversation that watches it no longer. */
async function replaceMessage(
  card: PendingCard<unknown>,
  drawn: DrawnCard,
  shown: CardProgress,
  turn: Turn,
): Promise<PendingCard<unknown> | undefined> {
  try {
    if (!card.isReposted && !drawn.isUnwanted) return await postCard(card, drawn, shown, turn);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return giveUpState({ ...card, messageId: undefined }, shown, error, turn);
  }
  await turn.drop(card);
  return undefined;
}

/**
 * Teams does not take the card as it is now: it is left so that it does not hold up others. Its next state may be another matter. Where it has no
 * message there is no place to tell anything either.
 */
async function giveUpState(
  card: PendingCard<unknown>,
  { told, isOwed = false }: CardProgress,
  error: DeliveryError,
  turn: Turn,
): Promise<PendingCard<unknown> | undefined> {
  const hasMessage = card.messageId !== undefined;
  await turn.record(card, {
    ...{ shown: card.wanted, isOwed: hasMessage && isOwed },
    ...(hasMessage ? told !== undefined && { told } : { told: card.sequence }),
  });
  turn.refused(error);
  return hasMessage ? card : undefined;
}

/** Where the thread is gone, the card is posted anew, and tells by that. */
async function tell(
  card: PendingCard<unknown>,
  { reply, notice }: { readonly reply: OutgoingMessage; readonly notice: string | undefined },
  postAnew: (card: PendingCard<unknown>) => Promise<void>,
  turn: Turn,
): Promise<void> {
  const told = { told: card.sequence, ...(notice !== undefined && { notice }) };
  try {
    await turn.post(threadOf(card, turn), reply);
  } catch (error) {
    if (isMessageGone(error, card, turn)) {
      return postAnew(card);
    }
    if (!isRefusal(error)) throw error;
    // The card shows it all the same.
    await turn.record(card, told);
    return turn.refused(error);
  }
  await turn.record(card, told);
  turn.observe('replied');
}

/** Where the card's message is, by the address that the place has now. */
function threadOf({ conversation, messageId }: PendingCard<unknown>, turn: Turn): Conversation {
  return turn.conversation.kind === 'channel'
    ? { ...turn.conversation, thread: conversation.thread ?? messageId }
    : turn.conversation;
}

/** A thread that is gone need not be the channel's end: that is told by the post that follows. */
function isMessageGone(error: unknown, { messageId, isReposted }: PendingCard<unknown>, turn: Turn): boolean {
  if (!(error instanceof DeliveryError) || messageId === undefined) return false;
  const isThreadGone = error.code === 'gone' && turn.conversation.kind === 'channel' && !isReposted;
  return error.code === 'messageGone' || isThreadGone;
}

function isRefusal(error: unknown): error is DeliveryError {
  return error instanceof DeliveryError && ['refused', 'tooLarge', 'messageGone'].includes(error.code);
}
