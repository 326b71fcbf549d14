import type { Language } from '../reader.ts';
import type { WatchScope } from '../watch/watch.ts';

/** What a person asked for, whatever the language. */
export type Command =
  /** `subject`: the words that name the customer, perhaps with the service (`Contoso Exchange`); `service`: words that name a
   *  service, when the sentence told them apart (`is Exchange down at Contoso?`). Both keep the person's spelling. */
  | { readonly kind: 'health'; readonly subject: string; readonly service?: string }
  /** What was: `period` holds the words for a stretch of time (`30 days`, `since March`), empty when none were said; see `readPeriod`. */
  | { readonly kind: 'history'; readonly subject: string; readonly service?: string; readonly period: string }
  /** One incident by Microsoft's id, as typed (`ex226574`), empty when none was said; `subject`: the customer it was asked about at, empty
   *  when none was named. */
  | { readonly kind: 'incident'; readonly id: string; readonly subject: string }
  /** What is planned; an empty `subject`: for all customers. `service`: when the sentence told one apart (`Exchange maintenance for Contoso`). */
  | { readonly kind: 'maintenance'; readonly subject: string; readonly service?: string }
  /** Everything wrong now over all customers; `service`: narrowed down to one. */
  | { readonly kind: 'overview'; readonly service?: string }
  /** Which customers cannot be read, and why; `subject`: the one customer it was asked about, empty when none was named. */
  | { readonly kind: 'access'; readonly subject: string }
  /** A form for a new service request; an empty `subject`: for whom was not said. */
  | { readonly kind: 'request'; readonly subject: string; readonly service?: string }
  /** One service request by its number, as typed (`1042`). */
  | { readonly kind: 'requestNumber'; readonly number: string }
  /** Service requests that are open; an empty `subject`: of all customers. */
  | { readonly kind: 'requests'; readonly subject: string }
  /** Those that who asks raised or looks after. */
  | { readonly kind: 'myRequests' }
  /** Makes the conversation our helpdesk; no conversation; or tells which it is. */
  | { readonly kind: 'helpdeskHere' | 'helpdeskOff' | 'helpdesk' }
  /**
   * News are to be posted here. `isAll`: of all customers, also those that come later, though perhaps of one service, which `subject` names
   * then. `subject`: the words for customers (`Contoso, Fabrikam`), a service or both, in the person's spelling. Neither: what is meant was
   * not said. `scope`: what is posted; undefined: not said, which means `everything`. `language`: that of the posts; undefined: the person's.
   */
  | {
      readonly kind: 'watch';
      readonly isAll: boolean;
      readonly subject: string;
      readonly scope: WatchScope | undefined;
      readonly language: Language | undefined;
    }
  /**
   * Ends that news are posted here. `isAll`: every watch of the conversation, with a `scope` those of that scope only; otherwise those of
   * `subject`. Neither: which one was not said.
   */
  | {
      readonly kind: 'unwatch';
      readonly isAll: boolean;
      readonly subject: string;
      readonly scope: Exclude<WatchScope, 'everything'> | undefined;
    }
  /** What is watched in the conversation. */
  | { readonly kind: 'watches' }
  /** Who did what; an empty `subject`: for all customers. */
  | { readonly kind: 'audit'; readonly subject: string }
  /** How long the sign-ins of partner users last, and how to renew them. */
  | { readonly kind: 'consent' }
  /** How the bot itself is doing: for its operator. */
  | { readonly kind: 'status' }
  | { readonly kind: 'customers'; readonly text: string }
  | { readonly kind: 'help' }
  /** Nothing readable: empty, only emoji, only punctuation. */
  | { readonly kind: 'empty' }
  /** `nearest`: the command word that was probably meant (`helth` → `health`), in the person's language. */
  | { readonly kind: 'unknown'; readonly text: string; readonly nearest: CommandWord | undefined };

/** The commands that people call by a word. */
export type CommandKind =
  | 'health'
  | 'history'
  | 'incident'
  | 'maintenance'
  | 'overview'
  | 'access'
  | 'request'
  | 'requestNumber'
  | 'requests'
  | 'myRequests'
  | 'helpdeskHere'
  | 'helpdeskOff'
  | 'helpdesk'
  | 'watch'
  | 'unwatch'
  | 'watches'
  | 'audit'
  | 'consent'
  | 'status'
  | 'customers'
  | 'help';

export interface CommandWord {
  readonly kind: CommandKind;
  /** The word to show, for example `health` or `santé`. */
  readonly word: string;
}
