import type { EpochMs } from '../time.ts';
import { boundText } from './bound-text.ts';
import type { Change, Job } from './change.ts';
import { isSameNumber, LIMITS } from './limits.ts';
import type { AzureTicket } from './ports.ts';
import {
  isOpen,
  nameTicket,
  type RouteTroubleCode,
  type ServiceRequest,
  type VendorTicket,
} from './request.ts';
import { hasAzureTicket, type Rule, takeStep } from './take-step.ts';
import { isClosedStatus } from './ticket-read.ts';

export { isClosedStatus, ticketRead } from './ticket-read.ts';

/**
 * Azure created the ticket, which is followed from now on. While Azure has not given it a number, its name stands in for one. Where the
 * severity was changed meanwhile, or the request resolved or closed, the ticket is to be changed likewise. A request that was sent on by
 * another route after long trouble comes back to Azure Support, Microsoft has it; also with the number of this ticket recorded by hand.
 * `same` when another ticket is recorded already, or this one.
 */
export function ticketCreated(ticket: AzureTicket, now: EpochMs): Rule {
  return (current) => {
    const { route, state, severity } = current;
    if (state === 'draft' || !mayAdopt(current, ticket)) return 'same';
    const isElsewhere = route !== 'azureSupport';
    const isOther = severity !== undefined && ticket.severity !== undefined && severity !== ticket.severity;
    const created: VendorTicket = {
      number: ticket.number ?? nameTicket(current),
      status: ticket.status,
      recordedAt: now,
      severity: isOther ? undefined : ticket.severity,
    };
    const jobs: Job[] = isOpen(current)
      ? [{ kind: 'followTicket' }]
      : [{ kind: 'setStatus', status: 'closed' }];
    if (isOther) jobs.unshift({ kind: 'setSeverity', severity });
    return takeStep(current, now, {
      set: { ticket: created, trouble: undefined, route: 'azureSupport' },
      to: state === 'raised' ? 'withVendor' : undefined,
      changes: [
        ...(isElsewhere ? [{ kind: 'rerouted', from: route, to: 'azureSupport' } as const] : []),
        ...(current.ticket === undefined
          ? [{ kind: 'ticket', number: created.number, previous: undefined } as const]
          : []),
      ],
      jobs,
    });
  };
}

/**
 * Whether an Azure ticket of the request's name is the request's own: no other is recorded. What went another way and is over, or whose
 * ticket at Azure is, does not come back.
 */
export function mayAdopt(
  request: ServiceRequest,
  { number, status }: Pick<AzureTicket, 'number' | 'status'>,
): boolean {
  const { route, ticket } = request;
  if (route === 'azureSupport') return ticket === undefined;
  if (!isOpen(request) || isClosedStatus(status)) return false;
  return ticket === undefined || isTicket(request, number);
}

/** Whether the number that is recorded is this one. */
export function isTicket({ ticket }: Pick<ServiceRequest, 'ticket'>, number: string | undefined): boolean {
  return ticket !== undefined && number !== undefined && isSameNumber(ticket.number, number);
}

/**
 * The route failed, and trying again by itself does not help: the ticket could not be created, or can be read no more. `same` when this
 * trouble is known already, the request is open no more, or another route carries it by now.
 */
export function routeFailed(code: RouteTroubleCode, cause: string, now: EpochMs): Rule {
  return (current) => {
    if (!isOpen(current) || current.route !== 'azureSupport' || current.trouble?.code === code) return 'same';
    const kept = boundText(cause, LIMITS.cause);
    return takeStep(current, now, {
      set: { trouble: { code, cause: kept, at: now } },
      changes: [{ kind: 'trouble', code, cause: kept }],
    });
  };
}

/**
 * What was to be done at the ticket could not be; also told of a request that is over: its ticket may still be open. `goesOn`: not yet, and
 * it is tried on.
 */
export function vendorRefused(
  what: Extract<Change, { kind: 'vendorRefused' }>['what'],
  cause: string,
  now: EpochMs,
  { goesOn = false }: { readonly goesOn?: boolean } = {},
): Rule {
  return (current) =>
    current.state === 'draft' || !hasAzureTicket(current)
      ? 'same'
      : takeStep(current, now, {
          changes: [
            { kind: 'vendorRefused', what, cause: boundText(cause, LIMITS.cause), ...(goesOn && { goesOn }) },
          ],
        });
}

/** A second ticket was found at Azure, and closed; or it could not be, with the cause. */
export function secondTicketFound(number: string, cause: string, now: EpochMs): Rule {
  return (current) =>
    current.state === 'draft'
      ? 'same'
      : takeStep(current, now, {
          changes: [
            {
              kind: 'secondTicket',
              number,
              isClosed: cause === '',
              cause: boundText(cause, LIMITS.cause),
            },
          ],
        });
}
