import type { EpochMs } from '../time.ts';
import type { Conversation } from './conversation.ts';
import type { DeliveryError, OutgoingMessage, Posted } from './messenger.ts';
import type { DeliveryKind } from './observation.ts';
import type { CardProgress, ParkCause, PendingCard } from './ports.ts';

/** One claimed conversation, for as long as its cards are worked on without a break. */
export interface Turn {
  /** The place, by the address that it has now. */
  readonly conversation: Conversation;
  now(): EpochMs;
  /** False: nothing more is to be begun, others are waiting. */
  hasTime(): boolean;
  /** Throws `DeliveryError`, `UnforeseenError`, or `LostClaim` where it is so late that somebody else may have the place. */
  post(conversation: Conversation, message: OutgoingMessage): Promise<Posted>;
  update(conversation: Conversation, messageId: string, message: OutgoingMessage): Promise<void>;
  /** These three throw `LostClaim`, or what the store throws. */
  record(card: PendingCard<unknown>, progress: CardProgress): Promise<void>;
  putOff(card: PendingCard<unknown>, until: EpochMs): Promise<void>;
  drop(card: PendingCard<unknown>): Promise<void>;
  /** Teams does not take a message. Throws `ParkError` when it has taken none of the last ones. */
  refused(error: DeliveryError): void;
  /** `card`: one that Teams took. */
  observe(kind: DeliveryKind, card?: PendingCard<unknown>): void;
}

/** A card could not be drawn or sent, by no fault of Teams or the conversation: a slip of ours. */
export class UnforeseenError extends Error {
  constructor(cause: unknown) {
    super('A living card could not be shown.', { cause });
    this.name = 'UnforeseenError';
  }
}

/** Nothing more is to be posted in the conversation. */
export class ParkError extends Error {
  readonly reason: ParkCause;

  constructor(reason: ParkCause) {
    super(
      reason === 'noRole'
        ? 'Whom the conversation is with may see nothing any more.'
        : 'Teams takes nothing for the conversation.',
    );
    this.name = 'ParkError';
    this.reason = reason;
  }
}
