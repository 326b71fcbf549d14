import type { Conversation } from '../delivery/conversation.ts';
import { createConversationPauses, placeOf } from '../delivery/conversation-pauses.ts';
import { DeliveryError, type DeliveryErrorCode, type Messenger } from '../delivery/messenger.ts';
import { PacedError } from '../delivery/paced-error.ts';
import { describeError, type Log } from '../log.ts';
import type { Staff } from '../staff/admission.ts';
import type { Clock, EpochMs, Random, Sleep } from '../time.ts';
import { backoffMs } from '../work/backoff.ts';
import { createOutage } from '../work/outage.ts';
import { createWorkLoop, type Worker } from '../work/work-loop.ts';
import type { DrawRequests } from './card-messages.ts';
import { noteHelpdeskUnreachable } from './helpdesk-unreachable.ts';
import { judgeReader } from './judge-reader.ts';
import type { CardBook, ClaimedCard, RequestBook } from './ports.ts';
import { type CardProgress, showCard } from './show-card.ts';

export interface CardShowerOptions {
  readonly store: Pick<CardBook, 'claimCards' | 'shown' | 'postponeCard' | 'drop'> &
    Pick<RequestBook, 'change'>;
  readonly messenger: Messenger;
  readonly draw: DrawRequests;
  /** Lets in whom a card in a personal chat is for; undefined: everybody is. */
  readonly admit?: Staff['admit'] | undefined;
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
 * older state never follows a newer one. A conversation that fails is left alone for a while and holds up no other; where it is gone, or
 * blocks us, its cards are given up, and who raised a request hears that the helpdesk does not see it. While Teams, or the sign-in to it,
 * is out, everything waits, and the log says so once.
 */
export function createCardShower(options: CardShowerOptions): Worker {
  const { store, clock, random, log } = options;
  const pauses = createConversationPauses(clock, random);
  const outage = createOutage({ ...options, name: 'messages' });

  async function run(card: ClaimedCard, signal: AbortSignal): Promise<void> {
    const until = pauses.until(card.conversation);
    if (until !== undefined) return store.postponeCard(card, until);
    // Of a helpdesk that was one, or what somebody has turned away from: nobody waits for it.
    if (card.purpose === 'viewer' && card.messageId === undefined) return store.drop(card);
    const judged = await judgeReader(card, options.admit, clock);
    if (judged.kind === 'unknown') return store.postponeCard(card, judged.until);
    if (judged.kind === 'refused') return store.drop(card);
    const { progress, refusal, error } = await showCard(card, options, signal);
    if (refusal !== undefined)
      log.warn({ code: refusal, purpose: card.purpose }, 'Teams does not take a card of a service request.');
    if (error === undefined) {
      if (pauses.worked(card.conversation)) outage.worked();
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
      if (progress.version !== undefined && last)
        return store.shown(card, { ...progress, toldSequence: last.sequence });
      return store.postponeCard(card, clock() + backoffMs(REDRAW, card.attempts, random));
    }
    const { code } = error;
    if (code === 'throttled' || code === 'unavailable') {
      if (code === 'unavailable') outage.failed(error);
      const until = pauseFor(card.conversation, error);
      // What is left to be told is due at once, and finds the conversation paused.
      return hasReached(card, progress) ? store.shown(card, progress) : store.postponeCard(card, until);
    }
    return giveUp(card, code);
  }

  function pauseFor(conversation: Conversation, error: DeliveryError): EpochMs {
    if (!(error instanceof PacedError)) return pauses.failed(conversation, error.retryAt);
    pauses.holdBack(conversation, error.retryAt);
    return error.retryAt;
  }

  async function giveUp(card: ClaimedCard, code: DeliveryErrorCode): Promise<void> {
    const { purpose, request } = card;
    if (purpose !== 'viewer') log.warn({ code, purpose }, 'A card of a service request is given up.');
    // First, so that a crash in between says it twice rather than never.
    if (purpose === 'helpdesk')
      await store.change({ form: request.form }, { kind: 'bot' }, clock(), noteHelpdeskUnreachable);
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
