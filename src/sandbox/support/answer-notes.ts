import { methodNotAllowed, resourceNotFound } from '../arm/errors.ts';
import { answerJson, type SandboxAnswer } from '../exchange.ts';
import { findNameProblem } from './check-name.ts';
import { type Communication, describeNote, listCommunications } from './conversation.ts';
import { describeCommunication } from './describe.ts';
import { type Listing, listPage } from './listing.ts';
import { answerAccepted } from './operations.ts';
import { badRequest } from './parse-body.ts';
import { parseNote } from './parse-ticket.ts';
import type { SupportCall, SupportParts } from './support.ts';
import type { Ticket } from './ticket.ts';

/** "Default is 10 and max is 10." */
const COMMUNICATIONS: Listing<Communication> = {
  usual: 10,
  most: 10,
  filtered: ['CommunicationType', 'CreatedDate'],
  read: ({ createdAt }) => ({
    communicationtype: 'web',
    createddate: new Date(Math.floor(createdAt / 1000) * 1000).toISOString(),
  }),
};

/** `…/supportTickets/{name}/communications` and `…/communications/{name}`, oldest first as in the documented sample. */
export function answerNotes(
  call: SupportCall,
  ticket: Ticket,
  name: string | undefined,
  { book, clock, settings }: SupportParts,
): SandboxAnswer {
  const { request, headers, caller } = call;
  const describe = (said: Communication) => describeCommunication(ticket, said, caller.tenant);
  const all = listCommunications(ticket, clock(), settings().engineerMs);
  if (name === undefined) {
    if (request.method !== 'GET') throw methodNotAllowed(request.method);
    const { value, ...rest } = listPage(request, all, COMMUNICATIONS);
    return answerJson(200, { value: value.map(describe), ...rest }, headers);
  }
  const found = all.find((said) => said.name.toLowerCase() === name.toLowerCase());
  if (request.method === 'GET') {
    if (!found) throw resourceNotFound(request.path);
    return answerJson(200, describe(found), headers);
  }
  if (request.method !== 'PUT') throw methodNotAllowed(request.method);
  const problem = findNameProblem(name);
  if (problem !== undefined) throw badRequest([problem]);
  const isService = caller.claims.idtyp === 'app';
  const {
    subject,
    body,
    sender = 'user@sandboxpartner.onmicrosoft.com',
  } = parseNote(request.body, isService);
  // As with tickets: a name that is taken gives what has it.
  if (found) return answerJson(200, describe(found), headers);
  const accepted = book.addNote(ticket, { name, subject, body, sender });
  return accepted.kind === 'there'
    ? answerJson(200, describe(describeNote(ticket, accepted.it)), headers)
    : answerAccepted(call, accepted.operation, clock());
}
