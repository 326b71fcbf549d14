import type { Conversation } from '../delivery/conversation.ts';
import type { Reader } from '../reader.ts';
import type { Person } from '../staff/person.ts';
import type { EpochMs } from '../time.ts';
import type { ClaimedWork, ClaimOptions } from '../work/claims.ts';
import type { RequestChange } from './change.ts';
import type { RequestKey, ServiceRequest } from './request.ts';

/**
 * Why a message shows a request: in the helpdesk, for who raised it, or because somebody asked for it. All but the last also tell of
 * changes by messages beside the card. Who took a request has a place where they are told, and no card of their own there.
 */
export type CardPurpose = 'helpdesk' | 'raiser' | 'taker' | 'viewer';

/** A message that shows a request and is kept as the request is, or a place where somebody is told of it. */
export interface RequestCard {
  readonly id: number;
  readonly conversation: Conversation;
  /** undefined: not posted yet, or the person looks at something else in it: a new one is posted when the request changes. */
  readonly messageId: string | undefined;
  readonly reader: Reader;
  readonly purpose: CardPurpose;
  /** The version that Teams shows, or did not take; 0: none. */
  readonly shownVersion: number;
  /** The last change its people were told of by a message; those of a helpdesk are told by the card itself and by reminders. */
  readonly toldSequence: number;
}

/** A card of a conversation that is our helpdesk no more is a viewer's: it lives on, and tells nothing. */
export interface ClaimedCard extends RequestCard, ClaimedWork {
  readonly request: ServiceRequest;
  /** Changes after `toldSequence`, oldest first, at most 20. */
  readonly untold: readonly RequestChange[];
  /** Who else is told of them in the same conversation, threads of a channel counted as one: the helpdesk, who raised it. */
  readonly beside: readonly CardPurpose[];
  readonly attempts: number;
}

/** Which messages show which request. A message shows one request at a time, and that of a helpdesk always the same. */
export interface CardBook {
  /**
   * Notes that a message shows the request at `version`, everything up to it told; the same message again is the same card, and another
   * request shows there no more. Without `messageId` it is to be posted: once a request, conversation and purpose, and anew after it was
   * dropped. Of a draft nothing is shown before it is sent.
   */
  place(
    key: RequestKey,
    card: Pick<RequestCard, 'conversation' | 'messageId' | 'reader'> & {
      readonly purpose: Exclude<CardPurpose, 'taker'>;
      readonly shownVersion: number;
    },
  ): Promise<void>;
  /**
   * Notes where who took the request is told of it: one place a request. Nothing happens when somebody else has taken it since. `isNew`: they
   * took it just now, and know what happened before; else they are still told what they were not.
   */
  placeTaker(
    key: RequestKey,
    taker: Person,
    place: Pick<RequestCard, 'conversation' | 'reader'>,
    isNew: boolean,
  ): Promise<void>;
  /** The only person who looks at this message has opened something else in it: no request comes back over that, but for a helpdesk's. */
  leave(conversation: Conversation, messageId: string): Promise<void>;
  /** Cards that show an older version than the request has, or whose people are not told yet. */
  claimCards(options: ClaimOptions): Promise<readonly ClaimedCard[]>;
  /** Ends the claim. What is undefined stays as it was. */
  shown(
    work: ClaimedWork,
    result: {
      readonly conversation?: Conversation;
      readonly messageId?: string;
      readonly version?: number;
      readonly toldSequence?: number;
    },
  ): Promise<void>;
  postponeCard(work: ClaimedWork, until: EpochMs): Promise<void>;
  /** The message or its conversation is gone: it is not tried again, unless it is placed again. */
  drop(work: ClaimedWork): Promise<void>;
}

/** The conversation that is our helpdesk. */
export interface HelpdeskBook {
  get(): Promise<Helpdesk | undefined>;
  /** undefined: there is none any more. Open requests get their cards in the new one, as does each that is opened from then on. */
  set(helpdesk: Helpdesk | undefined): Promise<void>;
}

export interface Helpdesk {
  readonly conversation: Conversation;
  /** In which language and time zone its cards are written. */
  readonly reader: Reader;
  readonly setBy: string;
  readonly setAt: EpochMs;
}
