import type { EpochMs } from '../time.ts';
import type { Job } from './change.ts';
import { reopen } from './reopen.ts';
import { isOpen, type RequestState, type ServiceRequest } from './request.ts';
import { resolve } from './resolve.ts';
import { canStep } from './steps.ts';
import { hasAzureTicket, mayBeWithVendor, type Rule, refuse, takeStep } from './take-step.ts';
import { isClosedStatus } from './ticket-read.ts';

/**
 * A person says how a request stands, along the allowed steps. `withVendor` and `waitingForUs` need a vendor: a ticket, or the portal. To
 * resolve this way leaves the ticket as it is; to close closes the Azure ticket, too, unless it was read as closed, because nobody follows
 * it any more. To open again what is over is to `reopen` it, when that leads to the state asked for.
 */
export function setState(to: RequestState, now: EpochMs): Rule {
  return (current) => {
    if (current.state === 'draft') return refuse('state');
    if (current.state === to) return 'same';
    if (!canStep(current.state, to)) return refuse('state');
    if (to === 'resolved') return resolve({ closeTicket: false }, now)(current);
    if (!isOpen(current) && to !== 'closed') {
      const isWhereItLeads = (current.ticket === undefined) === (to === 'raised');
      return isWhereItLeads ? reopen(now)(current) : refuse('state');
    }
    if (to !== 'closed') return mayBeWithVendor(current) ? takeStep(current, now, { to }) : refuse('state');
    return takeStep(current, now, { to, jobs: leavesTicket(current) ? [CLOSE_TICKET] : [] });
  };
}

const CLOSE_TICKET: Job = { kind: 'setStatus', status: 'closed' };

/** While the request is open, the job is made whatever was read last, because an earlier job may be about to open the ticket. */
function leavesTicket(current: ServiceRequest): boolean {
  return hasAzureTicket(current) && (isOpen(current) || !isClosedStatus(current.ticket?.status ?? ''));
}
