import type { Person } from '../staff/person.ts';
import type { EpochMs } from '../time.ts';
import type {
  RequestRoute,
  RequestSeverity,
  RequestState,
  RouteTroubleCode,
  ServiceRequest,
} from './request.ts';

/** Who did something: one of us, the vendor (its engineer, or its system), or the bot by itself. */
export type Actor =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'vendor' }
  | { readonly kind: 'bot' };

/** One thing that happened to a request after its draft. Texts are outside text. */
export type Change =
  | { readonly kind: 'raised'; readonly route: RequestRoute }
  | { readonly kind: 'taken' }
  | { readonly kind: 'state'; readonly from: RequestState; readonly to: RequestState }
  /** The vendor's number was recorded; `previous`: the one it replaces. */
  | { readonly kind: 'ticket'; readonly number: string; readonly previous: string | undefined }
  /** `toVendor`: it is sent to the ticket, too. */
  | { readonly kind: 'note'; readonly text: string; readonly toVendor: boolean }
  | { readonly kind: 'vendorNote'; readonly text: string }
  | { readonly kind: 'severity'; readonly from: RequestSeverity; readonly to: RequestSeverity }
  /** Sent on by another way, or offered to the vendor after the helpdesk had it. */
  | {
      readonly kind: 'rerouted';
      readonly from: RequestRoute;
      readonly to: RequestRoute;
      /** Number of the ticket that is gone, where that is why. */
      readonly previous?: string | undefined;
    }
  | { readonly kind: 'trouble'; readonly code: RouteTroubleCode; readonly cause: string }
  /** What was to be done at the vendor's (a note, a severity, closing) could not be; `goesOn`: not yet, and it is tried on. */
  | {
      readonly kind: 'vendorRefused';
      readonly what: 'note' | 'severity' | 'status';
      readonly cause: string;
      readonly goesOn?: boolean | undefined;
    }
  /**
   * A ticket came to be at Azure although the request had gone another way by then: a second one, which was closed, or, with the cause,
   * could not be. `cause` is empty when it is closed.
   */
  | {
      readonly kind: 'secondTicket';
      readonly number: string;
      readonly isClosed: boolean;
      readonly cause: string;
    }
  /** Microsoft's word for the ticket's state changed. */
  | { readonly kind: 'vendorStatus'; readonly status: string }
  | { readonly kind: 'reminded'; readonly about: ReminderReason }
  /** The helpdesk does not see the request any more: its conversation is gone, or blocks the bot. */
  | { readonly kind: 'helpdeskUnreachable' };

/** `ticketMissing`: handed off to a portal 30 minutes ago, and nobody entered the ticket's number; `silent`: nothing happened for the severity's first response. */
export type ReminderReason = 'ticketMissing' | 'silent';

/** A change as it is kept. */
export interface RequestChange {
  /** 1 for the first of a request. */
  readonly sequence: number;
  readonly at: EpochMs;
  readonly by: Actor;
  readonly change: Change;
}

/** Work that follows from a change and is done behind, as often as it takes. `id`: what makes it the same work when it is done again. */
export type Job =
  /** Where the request goes another way, or is over, what an earlier attempt may have left at Azure is looked for instead. */
  /** `isLeft`: the request goes another way by now, and only what an attempt may have left at Azure is looked for. */
  | { readonly kind: 'createTicket'; readonly isLeft?: true }
  /** `id`: a UUID, the name of the communication at Azure. */
  | { readonly kind: 'addNote'; readonly id: string; readonly text: string }
  | { readonly kind: 'setSeverity'; readonly severity: RequestSeverity }
  | { readonly kind: 'setStatus'; readonly status: 'open' | 'closed' }
  /** Reads the ticket's state and messages again and again, as long as the request is open; apart from the others, which never wait for it. */
  | { readonly kind: 'followTicket' };

/** What a rule decides: the request as it is to be, what is told of it, and what is to be done. */
export interface Step {
  readonly request: ServiceRequest;
  /** Empty only for drafts: then nothing is told. */
  readonly changes: readonly Change[];
  readonly jobs: readonly Job[];
}

/**
 * Why a step is not taken:
 * - `state`: not in the state it is in now; - `notYours`: the form belongs to somebody else; - `incomplete`: see `checkContent`;
 * - `otherNumber`: another ticket number is recorded already, and it was not confirmed that this one replaces it;
 * - `badNumber`: that is no ticket number; - `badText`: an empty or too long note.
 */
export type RefusalCode = 'state' | 'notYours' | 'incomplete' | 'otherNumber' | 'badNumber' | 'badText';

export interface Refusal {
  readonly refused: RefusalCode;
}

/** `same`: nothing to do, it is so already (a second press). */
export type Decision = Step | Refusal | 'same';
