import { DeliveryError, type Messenger } from '../delivery/messenger.ts';
import { describeError, type Log } from '../log.ts';
import type { Clock, Random, Sleep } from '../time.ts';
import { backoffMs } from './backoff.ts';
import type { DrawRequests } from './card-messages.ts';
import { createConversationPauses, placeOf } from './conversation-pauses.ts';
import type { CardBook, ClaimedCard } from './ports.ts';
import { type CardProgress, showCard } from './show-card.ts';
import { createWorkLoop, type Worker } from './work-loop.ts';

export interface CardShowerOptions {
  readonly store: Pick<CardBook, 'claimCards' | 'shown' | 'postponeCard' | 'drop'>;
  readonly messenger: Messenger;
  readonly draw: DrawRequests;
  readonly owner: string;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
  /** How often cards that are behind are looked for unasked, in milliseconds. */
  readonly everyMs: number;
  /** How long a card may take, and how long its claim keeps others off, in milliseconds: some wait for others of their conversation. */
  readonly deadlineMs: number;
  readonly leaseMs: number;
}

const SIDE_BY_SIDE = 8;
/** After a card could not be drawn: a slip of ours, which a newer version of the request may not meet. */
const REDRAW = { firstMs: 5_000, mostMs: 300_000 };

/**
 * Keeps the messages that show requests as they are to be, one at a time in each conversation. A claim keeps all others off a card, so an
 * older state never follows a newer one. A conversation that fails is left alone for a while and holds up no other.
 */
export function createCardShower(options: CardShowerOptions): Worker {
  const { store, clock, random, log } = options;
  const pauses = createConversationPauses(clock, random);

  async function run(card: ClaimedCard, signal: AbortSignal): Promise<void> {
    const until = pauses.until(card.conversation);
    if (until !== undefined) return store.postponeCard(card, until);
    const { progress, error } = await showCard(card, options, signal);
    if (error === undefined) {
      pauses.worked(card.conversation);
      return store.shown(card, progress);
    }
    if (!signal.aborted) return endFailed(card, error, progress);
    if (!hasReached(card, progress)) throw signal.reason;
    return store.shown(card, progress);
  }

  /** What was reached is kept in any case, so that it is not done again. */
  async function endFailed(card: ClaimedCard, error: unknown, progress: CardProgress): Promise<void> {
    if (!(error instanceof DeliveryError)) {
      log.error(describeError(error), 'A card of a service request could not be shown.');
      const last = card.untold.at(-1);
      // The card itself is right: what cannot be told beside it is left out.
      if (progress.messageId !== undefined && last)
        return store.shown(card, { ...progress, toldSequence: last.sequence });
      return store.postponeCard(card, clock() + backoffMs(REDRAW, card.attempts, random));
    }
    const { code, retryAt } = error;
    if (code === 'throttled' || code === 'unavailable') {
      const until = pauses.failed(card.conversation, retryAt);
      // What is left to be told is due at once, and finds the conversation paused.
      return hasReached(card, progress) ? store.shown(card, progress) : store.postponeCard(card, until);
    }
    log.warn({ code, purpose: card.purpose }, 'A card of a service request is given up.');
    return store.drop(card);
  }

  return createWorkLoop<ClaimedCard>({
    ...options,
    name: 'cards',
    sideBySide: SIDE_BY_SIDE,
    laneOf: ({ conversation }) => placeOf(conversation),
    claim: (claim) => store.claimCards(claim),
    giveBack: (card, until) => store.postponeCard(card, until),
    run,
  });
}

/** Whether Teams shows something now that the record does not know of. */
function hasReached({ shownVersion, messageId }: ClaimedCard, progress: CardProgress): boolean {
  const { version = shownVersion } = progress;
  return version > shownVersion || (progress.messageId !== undefined && progress.messageId !== messageId);
}
