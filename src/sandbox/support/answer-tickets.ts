import { methodNotAllowed, resourceNotFound } from '../arm/errors.ts';
import { answerJson, type SandboxAnswer } from '../exchange.ts';
import { problemIdOf, serviceIdOf } from './catalogue.ts';
import { changeTicket } from './change-ticket.ts';
import { describeTicket } from './describe.ts';
import { type Listing, listPage } from './listing.ts';
import { putTicket } from './put-ticket.ts';
import type { SupportCall, SupportParts } from './support.ts';
import type { Ticket } from './ticket.ts';

/** "Default is 25 and max is 100." */
const TICKETS: Listing<Ticket> = {
  usual: 25,
  most: 100,
  filtered: ['Status', 'ServiceId', 'ProblemClassificationId', 'CreatedDate'],
  read: ({ status, service, problem, createdAt }) => ({
    status,
    serviceid: serviceIdOf(service),
    problemclassificationid: problemIdOf(service, problem),
    createddate: new Date(Math.floor(createdAt / 1000) * 1000).toISOString(),
  }),
};

/** `…/supportTickets` and `…/supportTickets/{name}`. */
export function answerTickets(
  call: SupportCall,
  name: string | undefined,
  parts: SupportParts,
): SandboxAnswer {
  const { request, headers, subscription } = call;
  const { book } = parts;
  const describe = (ticket: Ticket) =>
    describeTicket(ticket, call.caller.tenant, parts.clock(), parts.settings().engineerMs);
  if (name === undefined) {
    if (request.method !== 'GET') throw methodNotAllowed(request.method);
    const { value, ...rest } = listPage(request, book.list(subscription.id), TICKETS);
    return answerJson(200, { value: value.map(describe), ...rest }, headers);
  }
  if (request.method === 'PUT') return putTicket(call, name, parts, describe);
  const ticket = book.find(subscription.id, name);
  if (!ticket) throw resourceNotFound(request.path);
  if (request.method === 'GET') return answerJson(200, describe(ticket), headers);
  if (request.method !== 'PATCH') throw methodNotAllowed(request.method);
  const changed = changeTicket(ticket, request.body, parts.clock(), parts.settings().engineerMs);
  book.change(changed);
  return answerJson(200, describe(changed), headers);
}
