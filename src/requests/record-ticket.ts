import type { EpochMs } from '../time.ts';
import { isTicketNumber } from './limits.ts';
import type { ServiceRequest } from './request.ts';
import { type Rule, refuse, takeStep } from './take-step.ts';

export interface TicketToRecord {
  /** As typed; blanks around it do not count. */
  readonly number: string;
  /** That it is to replace the number that is there. */
  readonly confirmed: boolean;
}

/**
 * Records the number a vendor gave: the vendor has the request now. At the helpdesk, too, which may have asked a vendor by itself. The
 * number of an Azure ticket is Azure's to tell (`state`); but where the ticket could not be created, or is gone, the number is that of a
 * request handed in at the portal, and the request goes on by that route.
 */
export function recordTicket({ number, confirmed }: TicketToRecord, now: EpochMs): Rule {
  const typed = number.trim();
  return (current) => {
    if (current.state === 'draft') return refuse('state');
    if (!isTicketNumber(typed)) return refuse('badNumber');
    const { ticket, route } = current;
    if (ticket !== undefined && ticket.number.toLowerCase() === typed.toLowerCase()) return 'same';
    const isOnAzure = route === 'azureSupport';
    if (isOnAzure && !isBeyondAzure(current)) return refuse('state');
    if (ticket !== undefined && !confirmed) return refuse('otherNumber');
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
    });
  };
}

function isBeyondAzure({ ticket, trouble }: ServiceRequest): boolean {
  return ticket === undefined ? trouble !== undefined : trouble?.code === 'ticketGone';
}
