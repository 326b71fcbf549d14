import type { EpochMs } from '../time.ts';
import type { Change, Decision, Job, Refusal, RefusalCode, Step } from './change.ts';
import { isOpen, type RequestState, type ServiceRequest } from './request.ts';
import { canStep } from './steps.ts';

/** What happens to a request, decided from the request as it stands. Pure: it may be asked again. */
export type Rule = (current: ServiceRequest) => Decision;

/** What a rule may change by itself; the rest is the step's or the store's. */
type Settable = Omit<
  Partial<ServiceRequest>,
  'form' | 'number' | 'state' | 'changedAt' | 'reminders' | 'version'
>;

/**
 * A step of a request: it is changed `now` (never earlier than before), and reminders begin anew. With `to` it goes to that state, which is
 * told as a change of its own after the others, except for `raised`, which says it already. What is over has no trouble any more, but for
 * what kept its Azure ticket from coming to be: nobody shows it, and opened again it is there still.
 * `number` and `version` stay as they are: the store gives them.
 *
 * @throws RangeError for a state that cannot be reached from here: a mistake in a rule.
 */
export function takeStep(
  current: ServiceRequest,
  now: EpochMs,
  {
    set = {},
    to = current.state,
    changes = [],
    jobs = [],
  }: {
    readonly set?: Settable;
    readonly to?: RequestState | undefined;
    readonly changes?: readonly Change[];
    readonly jobs?: readonly Job[];
  },
): Step {
  const from = current.state;
  if (to !== from && !canStep(from, to)) throw new RangeError(`A request cannot go from ${from} to ${to}`);
  const request: ServiceRequest = {
    ...current,
    ...set,
    state: to,
    changedAt: Math.max(now, current.changedAt),
    reminders: 0,
  };
  return {
    request: isOpen(request) || isLastingTrouble(request) ? request : { ...request, trouble: undefined },
    changes: to === from || from === 'draft' ? changes : [...changes, { kind: 'state', from, to }],
    jobs,
  };
}

export function refuse(code: RefusalCode): Refusal {
  return { refused: code };
}

/** Whether Azure refused to create the ticket, so that trying again by itself does not help. */
export function isLastingTrouble({
  route,
  ticket,
  trouble,
}: Pick<ServiceRequest, 'route' | 'ticket' | 'trouble'>): boolean {
  if (route !== 'azureSupport' || ticket !== undefined || trouble === undefined) return false;
  return trouble.code !== 'unreachable';
}

/** Whether there is an Azure support ticket that our jobs can reach. */
export function hasAzureTicket({ route, ticket }: Pick<ServiceRequest, 'route' | 'ticket'>): boolean {
  return route === 'azureSupport' && ticket !== undefined;
}

/** Whether a vendor can have it: it has a ticket, or a person may have handed it in at a portal. */
export function mayBeWithVendor({ route, ticket }: Pick<ServiceRequest, 'route' | 'ticket'>): boolean {
  return route === 'portal' || ticket !== undefined;
}
