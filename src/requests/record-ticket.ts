import type { EpochMs } from '../time.ts';
import { isSameNumber, isTicketNumber } from './limits.ts';
import type { ServiceRequest } from './request.ts';
import { type Rule, refuse, takeStep } from './take-step.ts';

export interface TicketToRecord {
  /** As typed; blanks around it do not count. */
  readonly number: string;
  /** That it is to replace the number that is there. */
  readonly confirmed: boolean;
  /** The number that was there when it was confirmed; undefined: whichever is there now. */
  readonly replaces?: string | undefined;
}

/**
 * Records the number a vendor gave: the vendor has the request now. At the helpdesk, too, which may have asked a vendor by itself. The
 * number of an Azure ticket is Azure's to tell (`state`); but where the ticket could not be created, or is gone, the number is that of a
 * request handed in at the portal, and the request goes on by that route; what may have come to be at Azure all the same is looked for.
 * `otherNumber`: another one is there, and it was not confirmed that this one replaces it.
 */
export function recordTicket({ number, confirmed, replaces }: TicketToRecord, now: EpochMs): Rule {
  const typed = number.trim();
  return (current) => {
    if (current.state === 'draft') return refuse('state');
    if (!isTicketNumber(typed)) return refuse('badNumber');
    const { ticket, route } = current;
    if (ticket !== undefined && isSameNumber(ticket.number, typed)) return 'same';
    const isOnAzure = route === 'azureSupport';
    if (isOnAzure && !isBeyondAzure(current)) return refuse('state');
    const isMeant = ticket === undefined || replaces === undefined || isSameNumber(ticket.number, replaces);
    if (ticket !== undefined && !(confirmed && isMeant)) return refuse('otherNumber');
    return takeStep(current, now, {
      set: {
        ticket: { number: typed, status: '', recordedAt: now },
        ...(isOnAzure && { route: 'portal', trouble: undefined }),
      },
      to: current.state === 'raised' ? 'withVendor' : undefined,
      changes: [
        ...(isOnAzure ? [{ kind: 'rerouted', from: route, to: 'portal' } as const] : []),
        { kind: 'ticket', number: typed, previous: ticket?.number },
      ],
      jobs: isOnAzure ? [{ kind: 'createTicket', isLeft: true }] : [],
    });
  };
}

function isBeyondAzure({ ticket, trouble }: ServiceRequest): boolean {
  return ticket === undefined ? trouble !== undefined : trouble?.code === 'ticketGone';
}
