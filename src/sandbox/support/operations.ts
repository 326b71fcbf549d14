import type { EpochMs } from '../../time.ts';
import { ArmFailure, methodNotAllowed, resourceNotFound } from '../arm/errors.ts';
import { answerJson, type SandboxAnswer } from '../exchange.ts';
import { describeNote } from './conversation.ts';
import { describeCommunication, describeOperation, describeTicket, providerPathOf } from './describe.ts';
import type { SupportCall, SupportParts } from './support.ts';
import type { Operation } from './ticket.ts';

/** 202 without a body, and where to ask what became of it. */
export function answerAccepted(call: SupportCall, operation: Operation, now: EpochMs): SandboxAnswer {
  return { status: 202, headers: { ...call.headers, ...pointTo(call, operation, now) }, body: '' };
}

function pointTo({ request }: SupportCall, { id, subscriptionId, readyAt }: Operation, now: EpochMs) {
  const base = `https://${request.host}${providerPathOf(subscriptionId)}`;
  const version = `api-version=${request.query.get('api-version')}`;
  return {
    location: `${base}/operationResults/${id}?${version}`,
    'azure-asyncoperation': `${base}/operationsStatus/${id}?${version}`,
    'retry-after': String(Math.max(0, Math.ceil((readyAt - now) / 1000))),
  };
}

/** `…/operationsStatus/{id}` tells the state; `…/operationResults/{id}` is 202 until it has ended, then what was made. */
export function answerOperation(
  call: SupportCall,
  kind: 'operationsstatus' | 'operationresults',
  id: string,
  { book, clock, settings }: SupportParts,
): SandboxAnswer {
  const { request, headers, subscription, caller } = call;
  if (request.method !== 'GET') throw methodNotAllowed(request.method);
  const operation = book.findOperation(subscription.id, id);
  if (!operation) throw resourceNotFound(request.path);
  const now = clock();
  const isRunning = now < operation.readyAt;
  if (kind === 'operationsstatus') {
    if (isRunning) headers['retry-after'] = pointTo(call, operation, now)['retry-after'];
    return answerJson(200, describeOperation(operation, now), headers);
  }
  if (isRunning) return answerAccepted(call, operation, now);
  const { failure, ticketName, noteName } = operation;
  if (failure) throw new ArmFailure(400, failure.code, failure.message);
  const ticket = book.find(subscription.id, ticketName);
  if (!ticket) throw resourceNotFound(request.path);
  const note = ticket.notes.find(({ name }) => name === noteName);
  const made = note
    ? describeCommunication(ticket, describeNote(ticket, note), caller.tenant)
    : describeTicket(ticket, caller.tenant, now, settings().engineerMs);
  return answerJson(200, made, headers);
}
