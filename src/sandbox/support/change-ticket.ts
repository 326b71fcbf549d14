import type { EpochMs } from '../../time.ts';
import { ArmFailure } from '../arm/errors.ts';
import { isWorkedUpon } from './conversation.ts';
import { parseChange } from './parse-ticket.ts';
import type { Ticket } from './ticket.ts';

/**
 * "The severity levels cannot be changed if a support ticket is actively being worked upon by an Azure support engineer." That a closed
 * ticket takes nothing but to be opened, and the code, are reported by callers; the status is not: 409 is the plainest.
 */
export function changeTicket(ticket: Ticket, body: string, now: EpochMs, engineerMs: number): Ticket {
  const { status, contactDetails, ...rest } = parseChange(body);
  const { content } = ticket;
  const denied = (message: string) => new ArmFailure(409, 'UpdateOperationDenied', message);
  if (ticket.status === 'Closed' && status !== 'open') throw denied('The support ticket is closed.');
  const isOtherSeverity = rest.severity !== undefined && rest.severity !== content.severity;
  if (isOtherSeverity && isWorkedUpon(ticket, now, engineerMs)) {
    throw denied(
      'The severity cannot be changed while a support engineer works on the ticket. Add a communication to ask the engineer.',
    );
  }
  const next = status === undefined ? ticket.status : status === 'closed' ? 'Closed' : 'Open';
  return {
    ...ticket,
    content: {
      ...content,
      ...dropUndefined(rest),
      contactDetails: { ...content.contactDetails, ...dropUndefined(contactDetails ?? {}) },
    },
    status: next,
    closedAt: next === 'Open' ? undefined : (ticket.closedAt ?? now),
    changedAt: now,
  };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function dropUndefined<T extends object>(value: T): Partial<Defined<T>> {
  const kept: Partial<Defined<T>> = {};
  return Object.assign(
    kept,
    Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)),
  );
}
