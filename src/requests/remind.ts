import type { EpochMs } from '../time.ts';
import type { ReminderReason } from './change.ts';
import { FIRST_RESPONSE_MS, isOpen, type ServiceRequest } from './request.ts';
import type { Rule } from './take-step.ts';

/** How long the number of a ticket that is made by hand may be missing. */
export const TICKET_MISSING_MS = 30 * 60_000;

/**
 * When somebody is to be reminded of a request next; undefined: never, because it is not open. The number of a ticket made in a portal is
 * missed 30 minutes after the request was raised (or after its last change, when that is later still), once; apart from that a request is
 * silent when nothing happened for its severity's first response, then for twice as long, and so on.
 */
export function remindAt(request: ServiceRequest): EpochMs | undefined {
  if (!isOpen(request)) return undefined;
  const { changedAt, raisedAt, reminders, severity } = request;
  if (nextReason(request) === 'ticketMissing') {
    const first = (raisedAt ?? changedAt) + TICKET_MISSING_MS;
    return changedAt < first ? first : changedAt + TICKET_MISSING_MS;
  }
  const silent = isTicketMissing(request) ? reminders - 1 : reminders;
  return changedAt + FIRST_RESPONSE_MS[severity ?? 'C'] * 2 ** silent;
}

/** Reminds of a request when that is due. Reminders that were missed, because nobody was there to give them, count as one. */
export function remind(now: EpochMs): Rule {
  return (current) => {
    const due = remindAt(current);
    if (due === undefined || due > now) return 'same';
    return {
      request: { ...current, reminders: countReminders(current, now) },
      changes: [{ kind: 'reminded', about: nextReason(current) }],
      jobs: [],
    };
  };
}

function countReminders(request: ServiceRequest, now: EpochMs): number {
  let reminders = request.reminders + 1;
  while ((remindAt({ ...request, reminders }) ?? Infinity) <= now) reminders += 1;
  return reminders;
}

/** A missing number is the first thing to be reminded of, and only once. Both change by steps only, and reminders begin anew with each. */
function nextReason(request: ServiceRequest): ReminderReason {
  return request.reminders === 0 && isTicketMissing(request) ? 'ticketMissing' : 'silent';
}

function isTicketMissing({ route, state, ticket }: ServiceRequest): boolean {
  return route === 'portal' && state === 'raised' && ticket === undefined;
}
