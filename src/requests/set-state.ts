import type { EpochMs } from '../time.ts';
import { reopen } from './reopen.ts';
import { isOpen, type RequestState } from './request.ts';
import { resolve } from './resolve.ts';
import { canStep } from './steps.ts';
import { mayBeWithVendor, type Rule, refuse, takeStep } from './take-step.ts';

/**
 * A person says how a request stands, along the allowed steps. `withVendor` and `waitingForUs` need a vendor: a ticket, or the portal. To
 * resolve this way leaves the ticket as it is; to open again what is over is to `reopen` it, when that leads to the state asked for.
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
    if (to !== 'closed' && !mayBeWithVendor(current)) return refuse('state');
    return takeStep(current, now, { to });
  };
}
