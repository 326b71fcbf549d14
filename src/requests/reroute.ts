import type { EpochMs } from '../time.ts';
import type { Job } from './change.ts';
import { checkContent } from './check-content.ts';
import { offersRoute } from './choose-routes.ts';
import { isOpen, type RequestRoute, type ServiceRequest } from './request.ts';
import { type Rule, refuse, takeStep } from './take-step.ts';

/**
 * Sends a raised request without a ticket on by another route; off Azure Support only after trouble, else a ticket is on its way, and what
 * may have come to be there all the same is looked for. A request whose Azure ticket is gone may go on to the portal, in whatever open
 * state it is. `incomplete` when Azure Support needs more than was written.
 */
export function reroute(to: RequestRoute, now: EpochMs): Rule {
  return (current) => {
    const from = current.route;
    if (current.state !== 'draft' && from === to) return 'same';
    const isFree = isStuckOrIdle(current) || (to === 'portal' && hasLostTicket(current));
    if (!isFree || !offersRoute(current, to)) return refuse('state');
    // A person fills in the portal's form by hand, and so what is missing; Azure takes nothing that is incomplete.
    if (to === 'azureSupport' && checkContent({ ...current, route: to }, now).length > 0)
      return refuse('incomplete');
    const left = from === 'azureSupport' ? ({ kind: 'createTicket', isLeft: true } as const) : undefined;
    return sendOver(current, to, now, to === 'azureSupport' ? { kind: 'createTicket' } : left);
  };
}

/**
 * Tries Azure Support once more after trouble: creates the ticket, or follows the one that could not be read. `same` when it is being tried
 * already.
 */
export function retryRoute(now: EpochMs): Rule {
  return (current) => {
    const { route, state, ticket, trouble } = current;
    if (route !== 'azureSupport' || !isOpen(current)) return refuse('state');
    if (ticket === undefined && state !== 'raised') return refuse('state');
    if (trouble === undefined) return 'same';
    return takeStep(current, now, {
      set: { trouble: undefined },
      changes: [{ kind: 'rerouted', from: route, to: route }],
      jobs: [{ kind: ticket === undefined ? 'createTicket' : 'followTicket' }],
    });
  };
}

function isStuckOrIdle({ state, ticket, route, trouble }: ServiceRequest): boolean {
  return state === 'raised' && ticket === undefined && (route !== 'azureSupport' || trouble !== undefined);
}

function hasLostTicket(request: ServiceRequest): boolean {
  return isOpen(request) && request.route === 'azureSupport' && request.trouble?.code === 'ticketGone';
}

/** What was there is left behind: its number stands in the change. */
function sendOver(current: ServiceRequest, to: RequestRoute, now: EpochMs, job: Job | undefined) {
  const previous = current.ticket?.number;
  return takeStep(current, now, {
    set: { route: to, ticket: undefined, trouble: undefined },
    changes: [{ kind: 'rerouted', from: current.route, to, ...(previous !== undefined && { previous }) }],
    jobs: job ? [job] : [],
  });
}
