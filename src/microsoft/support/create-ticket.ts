import type { AcceptedCreation, AzureTicket, TicketOrder, TicketRef } from '../../requests/ports.ts';
import type { Runtime } from '../call.ts';
import type { SupportCatalogue } from './catalogue.ts';
import { type FollowOperation, type OperationEnd, pause } from './follow-operation.ts';
import { isNameTaken } from './judge-refusal.ts';
import type { Refusal } from './refusal.ts';
import { passing } from './route-failure.ts';
import { isSuccess, refusalOf, type SupportCalls, type SupportErrand } from './support-calls.ts';
import { writeTicketBody } from './ticket-body.ts';
import { readTicketRow, ticketUrl } from './ticket-row.ts';

/** How often a ticket that must be there is looked for, until it is there and has its number. */
const LOOKS = 5;
const LOOK_MS = 2_000;

export type CreateTicket = (
  order: TicketOrder,
  signal: AbortSignal,
  accepted?: AcceptedCreation,
) => Promise<AzureTicket>;

/** The ticket of that name; undefined: there is none. Throws `RouteError`. */
export type FindTicket = (errand: SupportErrand, ticket: TicketRef) => Promise<AzureTicket | undefined>;

export function createFindTicket(calls: SupportCalls): FindTicket {
  return async (errand, ticket) => {
    const answer = await calls.send(errand, { method: 'GET', url: ticketUrl(ticket) });
    if (answer.status === 404) return undefined;
    if (!isSuccess(answer)) throw calls.refuse(errand, refusalOf(answer), 'ticket');
    const row = readTicketRow(answer.body);
    if (!row) throw passing('Azure Support: the answer is no ticket');
    return row;
  };
}

/**
 * Creates a ticket under a name of ours, which makes it the same ticket however often it is asked for: one that is there already is taken
 * as it is. https://learn.microsoft.com/rest/api/support/support-tickets/create
 */
export function createCreateTicket(
  runtime: Pick<Runtime, 'sleep'>,
  calls: SupportCalls,
  catalogue: SupportCatalogue,
  follow: FollowOperation,
  find: FindTicket,
): CreateTicket {
  /** The ticket as soon as it has its number, else as it is after the last look. */
  async function lookFor(errand: SupportErrand, order: TicketOrder, before?: AzureTicket) {
    let found = before ?? (await find(errand, order));
    for (let looks = 1; looks < LOOKS && found?.number === undefined; looks += 1) {
      await pause(runtime, LOOK_MS, errand.signal);
      found = (await find(errand, order)) ?? found;
    }
    return found;
  }

  /**
   * Somebody, most likely we ourselves in another attempt, was there first; or the refusal is meant as it is. What is there and not to be
   * seen yet is still being made: that passes.
   */
  async function adopt(
    errand: SupportErrand,
    order: TicketOrder,
    refusal: Refusal,
    call: 'create' | 'operation',
  ) {
    const refused = calls.refuse(errand, refusal, call);
    const isOpen = refused.code === 'invalid' || refused.code === 'failed';
    if (!isOpen || !(isNameTaken(refusal) || isOnItsWay(refusal))) throw refused;
    const found = await lookFor(errand, order);
    if (found) return found;
    throw passing(refused.message);
  }

  /** Asked for here, and not when the form is filled in: other services may have come to ask since. */
  async function readConsents({ customer, serviceId, problemId }: TicketOrder, signal: AbortSignal) {
    const problems = await catalogue.listProblems(customer, serviceId, signal);
    return problems.find(({ id }) => id.toLowerCase() === problemId.toLowerCase())?.consents ?? [];
  }

  /** undefined: nothing was accepted that could be waited for. */
  async function order(
    errand: SupportErrand,
    wanted: TicketOrder,
    accepted: AcceptedCreation | undefined,
  ): Promise<OperationEnd | Refusal | undefined> {
    const earlier = accepted?.operation === undefined ? undefined : follow.resume(accepted.operation);
    const before = earlier && (await follow.wait(errand, earlier));
    if (before && before.kind !== 'unknown') return before;
    const body = await writeTicketBody(wanted, await readConsents(wanted, errand.signal));
    const answer = await calls.send(errand, { method: 'PUT', url: ticketUrl(wanted), body });
    if (!isSuccess(answer)) return refusalOf(answer);
    if (answer.status !== 202 && !answer.headers.has('azure-asyncoperation')) return undefined;
    const operation = follow.read(answer);
    if (operation) await accepted?.keep(operation.link);
    return follow.wait(errand, operation);
  }

  return async (wanted, signal, accepted) => {
    const errand = { tenantId: wanted.customer.tenantId, signal };
    const before = await find(errand, wanted);
    if (before) return requireTicket(await lookFor(errand, wanted, before));
    const end = await order(errand, wanted, accepted);
    if (end && !('kind' in end)) return adopt(errand, wanted, end, 'create');
    // It has ended: whatever comes of it, there is no use in waiting for that end once more.
    if (end) await accepted?.keep(undefined);
    if (end?.kind === 'failed') return adopt(errand, wanted, end.refusal, 'operation');
    const ticket = requireTicket(await lookFor(errand, wanted));
    return { ...ticket, number: ticket.number ?? (end?.kind === 'done' ? end.number : undefined) };
  };
}

/** What is said of a name that is taken, or of a creation that is still under way: Azure Support's words are not documented. */
const ON_ITS_WAY = [
  /already.{0,40}(?:exist|in use|in progress|taken|used|created|creating|submitted|pending|running)/i,
  /\b(?:name|ticket)\b.{0,300}\b(?:exists|unavailable|not available|not unique|must be unique|taken)\b/i,
  /\bbeing (?:created|processed)\b|(?:creation|creating|operation).{0,100}(?:in progress|pending)|InProgress/i,
  /\b\w*Conflict\b|duplicate/i,
];

/** Rather too often than too rarely: what is taken for it wrongly is tried again, and told as it is when it has lasted for long. */
function isOnItsWay({ words }: Refusal): boolean {
  return ON_ITS_WAY.some((pattern) => pattern.test(words));
}

function requireTicket(ticket: AzureTicket | undefined): AzureTicket {
  if (ticket) return ticket;
  throw passing('Azure Support: the ticket was accepted, but is not to be seen yet');
}
