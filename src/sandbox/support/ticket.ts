import type { EpochMs } from '../../time.ts';
import type { SimulatedProblem } from './catalogue.ts';
import type { TicketContent } from './parse-ticket.ts';
import type { SimulatedService } from './services.ts';

/** What a ticket is made from. */
export interface TicketOrder {
  readonly content: TicketContent;
  readonly service: SimulatedService;
  readonly problem: SimulatedProblem;
  readonly planType: string;
}

/** A support ticket as it stands. */
export interface Ticket extends TicketOrder {
  readonly subscriptionId: string;
  /** Chosen by who made it; one ticket a name, whatever its case. */
  readonly name: string;
  /** Sixteen digits that begin with the date. */
  readonly supportTicketId: string;
  /** From then on it is there. */
  readonly createdAt: EpochMs;
  readonly changedAt: EpochMs;
  readonly status: 'Open' | 'Closed';
  /** When it was closed. */
  readonly closedAt: EpochMs | undefined;
  /** What the customer's side wrote, oldest first. */
  readonly notes: readonly TicketNote[];
}

export interface TicketNote {
  readonly name: string;
  readonly subject: string;
  readonly body: string;
  readonly sender: string;
  /** From then on it is there. */
  readonly createdAt: EpochMs;
  /** By which it came to be. */
  readonly operation: Operation;
}

/** Why a creation failed, as its operation tells. */
export interface CreationFailure {
  readonly code: string;
  readonly message: string;
}

/** A creation that was accepted: of a ticket, or of a note on one. */
export interface Operation {
  readonly id: string;
  readonly subscriptionId: string;
  readonly ticketName: string;
  readonly noteName: string | undefined;
  readonly supportTicketId: string;
  /** From then on it has ended. */
  readonly readyAt: EpochMs;
  /** How it ends. */
  readonly failure: CreationFailure | undefined;
}

/** A ticket in the book, for those who look after the sandbox. */
export interface TicketEntry {
  readonly subscription: string;
  readonly name: string;
  readonly supportTicketId: string;
  readonly title: string;
  readonly severity: string;
  readonly status: 'Creating' | 'Failed' | 'Open' | 'Closed';
  /** How often a ticket was made under this name. */
  readonly created: number;
  /** How often it was asked for. */
  readonly puts: number;
  readonly createdAt: string;
}
