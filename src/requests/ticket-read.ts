import type { EpochMs } from '../time.ts';
import { boundText, isBlank } from './bound-text.ts';
import type { Change, Job } from './change.ts';
import { LIMITS } from './limits.ts';
import type { AzureTicket, TicketMessage } from './ports.ts';
import { isOpen, nameTicket, type RequestState, type ServiceRequest } from './request.ts';
import { hasAzureTicket, type Rule, takeStep } from './take-step.ts';

/** When a ticket was read, as far as it matters to what we do to it ourselves. */
export interface Reading {
  /** The request's version when the reading began. */
  readonly version?: number | undefined;
  /** What was still to be done at the ticket when the reading began. */
  readonly awaits?: readonly Job['kind'][] | undefined;
}

/**
 * The Azure ticket was read: what is new since it was read last is told, and nothing else is a step. Messages come newest first.
 *
 * - Each new message of the vendor's is noted once.
 * - Only a status that *changed* moves the request. `Closed` resolves an open request; opened again, a resolved one is with the vendor again.
 * - A severity counts where it is another than was read last; where that is not known, where the ticket was changed after the request was.
 * - Neither counts where it may be older than what we did ourselves (`Reading`): the next reading tells.
 * - Trouble is over as soon as the ticket can be read.
 *
 * `same` for requests that are closed or have no Azure ticket.
 */
export function ticketRead(
  ticket: AzureTicket,
  messages: readonly TicketMessage[],
  now: EpochMs,
  reading: Reading = {},
): Rule {
  return (current) => {
    if (current.state === 'draft' || current.state === 'closed' || !hasAzureTicket(current)) return 'same';
    const { ticket: recorded } = current;
    if (recorded === undefined) return 'same';

    const number = ticket.number ?? recorded.number;
    const isOutdated = (job: Job['kind']) =>
      reading.awaits?.includes(job) === true || (reading.version ?? current.version) !== current.version;
    const isStatusKept = ticket.status === '' || isOutdated('setStatus');
    const status = isStatusKept ? recorded.status : ticket.status;
    const news = listNews(current, messages);
    const readSeverity = isOutdated('setSeverity') ? undefined : ticket.severity;
    const severity = findNewSeverity(current, { ...ticket, severity: readSeverity });
    const changes: Change[] = [];
    if (number !== recorded.number) {
      const isStandIn = recorded.number === nameTicket(current);
      changes.push({ kind: 'ticket', number, previous: isStandIn ? undefined : recorded.number });
    }
    changes.push(...news.map(({ text }) => ({ kind: 'vendorNote' as const, text })));
    if (severity !== undefined && current.severity !== undefined) {
      changes.push({ kind: 'severity', from: current.severity, to: severity });
    }
    if (status !== recorded.status || current.trouble !== undefined) {
      changes.push({ kind: 'vendorStatus', status });
    }
    if (changes.length === 0) return 'same';
    return takeStep(current, now, {
      set: {
        ticket: { ...recorded, number, status, severity: readSeverity ?? recorded.severity },
        seenMessages: rememberMessages(current, messages, news),
        severity: severity ?? current.severity,
        trouble: undefined,
      },
      to: followStatus(current.state, recorded.status, status),
      changes,
    });
  };
}

/** Whether Microsoft's word for a ticket's state says that it is closed. */
export function isClosedStatus(status: string): boolean {
  return status.toLowerCase() === 'closed';
}

function followStatus(state: RequestState, before: string, after: string): RequestState {
  if (isClosedStatus(before) === isClosedStatus(after)) return state;
  if (isClosedStatus(after)) return isOpen({ state }) ? 'resolved' : state;
  return state === 'resolved' ? 'withVendor' : state;
}

function findNewSeverity(
  { state, severity, changedAt, ticket: recorded }: ServiceRequest,
  ticket: AzureTicket,
): ServiceRequest['severity'] {
  const isNewer =
    recorded?.severity === undefined
      ? ticket.modifiedAt !== undefined && ticket.modifiedAt > changedAt
      : ticket.severity !== recorded.severity;
  return isOpen({ state }) && isNewer && ticket.severity !== severity ? ticket.severity : undefined;
}

/** What the vendor wrote that was not noted yet, oldest first; a message without anything to see is none. */
function listNews(
  { seenMessages }: ServiceRequest,
  messages: readonly TicketMessage[],
): readonly { readonly id: string; readonly text: string }[] {
  const seen = new Set(seenMessages);
  return messages
    .slice(0, LIMITS.seenMessages)
    .filter(({ id, isFromVendor, text }) => {
      const isNew = isFromVendor && !seen.has(id) && !isBlank(text);
      if (isNew) seen.add(id);
      return isNew;
    })
    .map(({ id, text }) => ({ id, text: boundText(text, LIMITS.note) }))
    .reverse();
}

/** Messages that are still listed are forgotten last: else one that is forgotten and listed again would be noted twice. */
function rememberMessages(
  { seenMessages }: ServiceRequest,
  messages: readonly TicketMessage[],
  news: readonly { readonly id: string }[],
): readonly string[] {
  const listed = new Set(messages.map(({ id }) => id));
  return [
    ...seenMessages.filter((id) => !listed.has(id)),
    ...seenMessages.filter((id) => listed.has(id)),
    ...news.map(({ id }) => id),
  ].slice(-LIMITS.seenMessages);
}
