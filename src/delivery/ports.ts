import type { EpochMs } from '../time.ts';
import type { ClaimedWork, ClaimOptions } from '../work/claims.ts';
import type { Conversation } from './conversation.ts';

/** A conversation with cards that are behind; while it is claimed nobody else posts its cards. */
export interface ClaimedPlace extends ClaimedWork {
  readonly conversation: Conversation;
  /** Failures in a row that were the conversation's. */
  readonly failures: number;
}

/** A card that Teams does not show as it is to be, or whose people were not told of everything yet. */
export interface PendingCard<Content> {
  readonly id: number;
  /** Where its message is; the place itself while it has none. */
  readonly conversation: Conversation;
  /** undefined: not posted yet. */
  readonly messageId: string | undefined;
  /** Its message was gone once, and was posted anew. */
  readonly isReposted: boolean;
  /** What it is to be, and what Teams shows: numbers that only grow. */
  readonly wanted: number;
  readonly shown: number;
  /** Digest of what Teams shows; undefined: nothing. */
  readonly digest: string | undefined;
  /** The last transition that is to be told, and the last that was. */
  readonly sequence: number;
  readonly told: number;
  /** When what it is to show happened at Microsoft, else when it was decided; for the figures. */
  readonly changedAt: EpochMs;
  readonly content: Content;
}

/** How far a card came. What is undefined stays as it was. */
export interface CardProgress {
  readonly conversation?: Conversation;
  readonly messageId?: string;
  readonly isReposted?: boolean;
  readonly shown?: number;
  readonly digest?: string;
  readonly told?: number;
  /** What its people were told besides, in whatever words the content understands. */
  readonly notice?: string;
  /** Something of that kind is still to be told: it stays behind. */
  readonly isOwed?: boolean;
}

/**
 * Cards that are to be shown, by conversation. Implemented by `store/`. Nothing is written by who has lost the claim: then `false` comes
 * back. Throws `StoreError`.
 */
export interface DeliveryQueue<Content> {
  /** Places that have something due, and are not parked; longest due first. */
  claimPlaces(options: ClaimOptions): Promise<readonly ClaimedPlace[]>;
  /** The card that is behind longest and not put off beyond `now`; undefined: none. Drawn from its newest state. */
  nextCard(place: ClaimedWork, now: EpochMs): Promise<PendingCard<Content> | undefined>;
  record(place: ClaimedWork, card: number, progress: CardProgress): Promise<boolean>;
  /** It is not tried again before `until`, unless it is to show something newer than what was handed out. */
  putOff(
    place: ClaimedWork,
    card: Pick<PendingCard<Content>, 'id' | 'wanted'>,
    until: EpochMs,
  ): Promise<boolean>;
  /** Its message is gone for good: nobody wants it, until it is to be posted anew. */
  drop(place: ClaimedWork, card: number): Promise<boolean>;
  /**
   * Ends the claim. What is behind, or was put off, makes the place due again, not before `notBefore`.
   */
  release(
    place: ClaimedWork,
    options: { readonly now: EpochMs; readonly notBefore: EpochMs; readonly failures: number },
  ): Promise<void>;
  /** Ends the claim; nothing is posted there until somebody writes to the bot there. */
  park(place: ClaimedWork, reason: ParkCause, at: EpochMs): Promise<void>;
}

/** Why a conversation gets nothing more. `noRole`: whom it is with may see nothing any more. */
export type ParkCause = 'gone' | 'blocked' | 'refused' | 'noRole';

/** Whether a message may be sent. */
export type Reservation =
  | {
      readonly isGranted: true;
      /** When: a moment ahead of whoever asked. What misses its moment by more than a little asks again. */
      readonly at: EpochMs;
    }
  | {
      readonly isGranted: false;
      /** When it may be at the earliest. */
      readonly until: EpochMs;
      /** Whose window is full. */
      readonly of: 'app' | 'conversation';
    };

/** What was sent lately, over all replicas. Implemented by `store/` with the windows of `rate-windows.ts`. Throws `StoreError`. */
export interface SendWindows {
  /** Counts a message into a conversation (`placeOf`) where every window has room for it, now or in a moment; see `reserveRoom`. */
  reserve(place: string, now: EpochMs): Promise<Reservation>;
  /** Counts a message that is sent in any case: the answer to a person. */
  note(place: string, now: EpochMs): Promise<void>;
}
