import type { EpochMs } from '../time.ts';
import { checkContent } from './check-content.ts';
import { offersRoute } from './choose-routes.ts';
import type { RequestRoute, ServiceRequest } from './request.ts';
import { type Rule, refuse, takeStep } from './take-step.ts';

/**
 * Sends a raised request without a ticket on by another route; off Azure Support only after trouble, else a ticket is on its way.
 * `incomplete` when Azure Support needs more than was written.
 */
export function reroute(to: RequestRoute, now: EpochMs): Rule {
  return (current) => {
    const from = current.route;
    if (current.state !== 'draft' && from === to) return 'same';
    if (!isStuckOrIdle(current) || !offersRoute(current, to)) return refuse('state');
    // A person fills in the portal's form by hand, and so what is missing; Azure takes nothing that is incomplete.
    if (to === 'azureSupport' && checkContent({ ...current, route: to }, now).length > 0)
      return refuse('incomplete');
    return sendOver(current, to, now);
  };
}

/** Tries Azure Support once more after trouble: only where no ticket came to be. `same` when it is being tried already. */
export function retryRoute(now: EpochMs): Rule {
  return (current) => {
    const { route, state, ticket, trouble } = current;
    if (route !== 'azureSupport' || state !== 'raised' || ticket !== undefined) return refuse('state');
    return trouble === undefined ? 'same' : sendOver(current, route, now);
  };
}

function isStuckOrIdle({ state, ticket, route, trouble }: ServiceRequest): boolean {
  return state === 'raised' && ticket === undefined && (route !== 'azureSupport' || trouble !== undefined);
}

function sendOver(current: ServiceRequest, to: RequestRoute, now: EpochMs) {
  return takeStep(current, now, {
    set: { route: to, trouble: undefined },
    changes: [{ kind: 'rerouted', from: current.route, to }],
    jobs: to === 'azureSupport' ? [{ kind: 'createTicket' }] : [],
  });
}
