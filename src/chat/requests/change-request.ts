import type { ChangeResult } from '../../requests/ports.ts';
import type { RequestRoute, RequestSeverity, RequestState } from '../../requests/request.ts';
import { personKey } from '../../staff/person.ts';
import { notDone, withEnding } from '../access/ending.ts';
import { type Asked, withCustomer } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { judgeAccess } from './judge-access.ts';
import { showRequest } from './show-request.ts';

/** Answers a press that changes a request: the request as it stands now, or why it was not changed. */
async function answer(number: number, change: Promise<ChangeResult>, by: Asked): Promise<Reply> {
  const result = await change;
  if (result.kind === 'unknown') return by.context.cards.requestUnknown(number, by.reader);
  if (result.kind === 'refused')
    return by.context.cards.requestRefused(result.request, result.code, by.reader);
  return showRequest(number, by);
}

export function takeRequest(number: number, by: Asked): Promise<Reply> {
  return answer(number, by.context.requests.desk.take(number, by.person, by), by);
}

/** Records the vendor's ticket number; another one than is recorded already only once that was confirmed. */
export async function recordTicket(
  number: number,
  {
    ticket,
    confirmed,
    replaces,
  }: { readonly ticket: string; readonly confirmed: boolean; readonly replaces?: string | undefined },
  by: Asked,
): Promise<Reply> {
  const { desk } = by.context.requests;
  const result = await desk.recordTicket(number, { number: ticket, confirmed, replaces }, by.person);
  if (result.kind === 'refused' && result.code === 'otherNumber')
    return by.context.cards.ticketDiffers(result.request, ticket.trim(), by.reader);
  return answer(number, Promise.resolve(result), by);
}

/** Adds a note. The same words from the same card by the same person are one note, however often they arrive. */
export function addNote(
  number: number,
  {
    note,
    toVendor,
    version,
  }: { readonly note: string; readonly toVendor: boolean; readonly version: number },
  by: Asked,
): Promise<Reply> {
  const text = note.trim();
  const { desk, digest } = by.context.requests;
  const key = digest([String(number), String(version), personKey(by.person), String(toVendor), text]);
  return answer(number, desk.addNote(number, { text, toVendor, key }, by.person), by);
}

export async function setSeverity(
  number: number,
  severity: RequestSeverity | undefined,
  by: Asked,
): Promise<Reply> {
  if (severity === undefined) return withEnding(await showRequest(number, by), notDone('incomplete'));
  return answer(number, by.context.requests.desk.setSeverity(number, severity, by.person), by);
}

export async function setState(
  number: number,
  state: Extract<RequestState, 'withVendor' | 'waitingForUs' | 'closed'> | undefined,
  by: Asked,
): Promise<Reply> {
  if (state === undefined) return withEnding(await showRequest(number, by), notDone('incomplete'));
  return answer(number, by.context.requests.desk.setState(number, state, by.person), by);
}

export function resolveRequest(number: number, closeTicket: boolean, by: Asked): Promise<Reply> {
  return answer(number, by.context.requests.desk.resolve(number, { closeTicket }, by.person), by);
}

export function reopenRequest(number: number, by: Asked): Promise<Reply> {
  return answer(number, by.context.requests.desk.reopen(number, by.person), by);
}

/** Tries the route once more, where our access to the customer stands. */
export function retryRoute(number: number, by: Asked): Promise<Reply> {
  return whereAllowed(number, by, () =>
    answer(number, by.context.requests.desk.retryRoute(number, by.person), by),
  );
}

/** Sends a request by another way; a vendor is only asked where our access to the customer stands. */
export async function reroute(number: number, route: RequestRoute, by: Asked): Promise<Reply> {
  const { requests, cards } = by.context;
  const go = async () => {
    const result = await requests.desk.reroute(number, route, by.person);
    // A second press is answered as the first.
    const isTaken = result.kind === 'changed' || result.kind === 'same';
    const isHandedOff = isTaken && result.request.route === 'portal' && !result.request.ticket;
    return isHandedOff
      ? cards.handoff(result.request, by.reader)
      : answer(number, Promise.resolve(result), by);
  };
  return route === 'helpdesk' ? go() : whereAllowed(number, by, go);
}

async function whereAllowed(number: number, by: Asked, go: () => Promise<Reply>): Promise<Reply> {
  const { requests, cards, estate } = by.context;
  const request = await requests.desk.find({ number });
  if (!request) return cards.requestUnknown(number, by.reader);
  by.context.access.require('raiseRequest', request.customer.cloud);
  return withCustomer(request.customer, by, (customer) => {
    const gone = judgeAccess(customer, estate);
    return gone ? cards.requestAccessGone(customer, gone, by.reader) : go();
  });
}

/** What to do in the vendor's portal, and the text to take along. */
export async function showHandoff(number: number, by: Asked): Promise<Reply> {
  const { requests, cards } = by.context;
  const request = await requests.desk.find({ number });
  return request ? cards.handoff(request, by.reader) : cards.requestUnknown(number, by.reader);
}
