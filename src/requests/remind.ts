import type { EpochMs } from '../time.ts';
import type { ReminderReason } from './change.ts';
import { FIRST_RESPONSE_MS, isOpen, type ServiceRequest } from './request.ts';
import type { Rule } from './take-step.ts';

/** How long the number of a ticket that is made by hand may be missing. */
export const TICKET_MISSING_MS = 30 * 60_000;

/**
 * When somebody is to be reminded of a request next; undefined: never, because it is not open. The number of a ticket made in a portal is
 * missed 30 minutes after the request was raised (or after its last change, when that is later still); apart from that a request is silent
 * when nothing happened for its severity's first response, then for twice as long, and so on.
 */
export function remindAt(request: ServiceRequest): EpochMs | undefined {
  if (!isOpen(request)) return undefined;
  const { changedAt, raisedAt, reminders, severity } = request;
  if (reminders === 0 && isTicketMissing(request)) {
    const first = (raisedAt ?? changedAt) + TICKET_MISSING_MS;
    return changedAt < first ? first : changedAt + TICKET_MISSING_MS;
  }
  return changedAt + FIRST_RESPONSE_MS[severity ?? 'C'] * 2 ** reminders;
}

/** Reminds of a request when that is due. Reminders that were missed, because nobody was there to give them, count as one. */
export function remind(now: EpochMs): Rule {
  return (current) => {
    const due = remindAt(current);
    if (due === undefined || due > now) return 'same';
    const about: ReminderReason = isTicketMissing(current) ? 'ticketMissing' : 'silent';
    return {
      request: { ...current, reminders: countReminders(current, now) },
      changes: [{ kind: 'reminded', about }],
      jobs: [],
    };
  };
}

function countReminders(request: ServiceRequest, now: EpochMs): number {
  let reminders = request.reminders + 1;
  while ((remindAt({ ...request, reminders }) ?? Infinity) <= now) reminders += 1;
  return reminders;
}

function isTicketMissing({ route, state, ticket }: ServiceRequest): boolean {
  return route === 'portal' && state === 'raised' && ticket === undefined;
}
