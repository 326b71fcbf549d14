import type { CustomerRef } from '../customers/customer.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { Reader } from '../reader.ts';
import type { EpochMs } from '../time.ts';

/**
 * What a watch posts: `everything` is incidents, advisories and customers that become unreadable; `incidents` leaves advisories out;
 * `maintenance` reminds of planned changes; `alarms` tells the operator that reading or posting stands still.
 */
export const WATCH_SCOPES = ['everything', 'incidents', 'maintenance', 'alarms'] as const;
export type WatchScope = (typeof WATCH_SCOPES)[number];

/** Which news are posted. */
export interface WatchRule {
  readonly scope: WatchScope;
  /** undefined: all customers, those that come later too. Never empty. */
  readonly customers: readonly CustomerRef[] | undefined;
  /** Words that people call a service by (`Exchange`); undefined: every service. */
  readonly service: string | undefined;
  /**
   * Staff groups of who set it, of those to whom customers are limited: it posts of no customer that is hidden from a member of these, whenever it
   * was hidden. undefined: none.
   */
  readonly groups?: readonly string[] | undefined;
}

/** A conversation where living cards are posted: a channel (never one of its threads) or a chat. */
export interface Place {
  readonly id: number;
  readonly conversation: Conversation;
  /** In which language and time zone its cards are written. */
  readonly reader: Reader;
  /** undefined: posting works, as far as is known. */
  readonly parked: Parked | undefined;
}

/** Nothing is posted there until somebody writes to the bot there again. */
export interface Parked {
  readonly reason: ParkReason;
  readonly at: EpochMs;
}

/**
 * `gone`: there is no such conversation any more, or the bot is not in it; `blocked`: an administrator or the person blocks the bot's
 * messages; `refused`: Teams refused every message for another reason; `noRole`: whom the cards of a personal chat are for has no role any more.
 */
export const PARK_REASONS = ['gone', 'blocked', 'refused', 'noRole'] as const;
export type ParkReason = (typeof PARK_REASONS)[number];

/** A rule that posts news into a conversation. */
export interface Watch extends WatchRule {
  readonly id: number;
  readonly place: Place;
  /** Name of the person. */
  readonly setBy: string;
  /** Entra object id of the person, in small letters; undefined: not known. */
  readonly setById?: string | undefined;
  readonly setAt: EpochMs;
}
