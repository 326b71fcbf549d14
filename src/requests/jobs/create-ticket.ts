import { orAborted } from '../../work/or-aborted.ts';
import { isOutOfTime } from '../../work/work-loop.ts';
import { goOnFailing } from '../go-on-failing.ts';
import { BOT, DONE, type DoJob } from '../job-outcome.ts';
import { judgeFailure } from '../judge-failure.ts';
import type { TicketOrder } from '../ports.ts';
import { isOpen, nameTicket, type ServiceRequest } from '../request.ts';
import { retryAt } from '../retry-at.ts';
import { routeFailed, ticketCreated } from '../vendor-answers.ts';
import { findLeftTicket } from './find-left-ticket.ts';

/**
 * Creates the Azure ticket of a request, or finds the one that an earlier attempt created. What passes is tried for ever; people are told
 * once when it has lasted long. What lasts ends the job. Of a request that is over, or goes another way, it only looks for what is left.
 */
export const createTicket: DoJob<'createTicket'> = async (work, tools, signal) => {
  const { request, attempts } = work;
  const { azure, clock, store, timings } = tools;
  if (request.route === 'azureSupport' && request.ticket) return DONE;
  if (request.route !== 'azureSupport' || !isOpen(request)) return findLeftTicket(work, tools, signal);
  // Azure has been given long enough: then it is asked anew.
  let operation = clock() - work.createdAt < timings.lookForMs ? work.operation : undefined;
  const accepted = {
    operation,
    keep(link: string | undefined) {
      operation = link;
      return store.keepOperation(work, link);
    },
  };
  try {
    const ticket = await orAborted(azure.createTicket(orderTicket(request), signal, accepted), signal);
    return { end: 'done', record: { by: BOT, rule: ticketCreated(ticket, clock()) } };
  } catch (error) {
    // A creation may well outlast one attempt: the next one goes on waiting. Without a link to wait by it would ask anew: not at once.
    if (signal.aborted) {
      const asksAnew = operation === undefined && isOutOfTime(signal);
      const next = asksAnew ? retryAt(undefined, attempts, tools) : clock();
      return goOnFailing(work, next, 'The creation of the ticket did not end.', tools);
    }
    const failure = judgeFailure(error);
    if (!failure) throw error;
    const { cause } = failure;
    if (failure.kind === 'passing')
      return goOnFailing(work, retryAt(failure.retryAt, attempts, tools), cause, tools);
    return { end: 'done', record: { by: BOT, rule: routeFailed(failure.code, cause, clock()) } };
  }
};

function orderTicket(request: ServiceRequest): TicketOrder {
  const { azure } = request;
  return {
    customer: request.customer,
    subscriptionId: azure.subscriptionId,
    name: nameTicket(request),
    serviceId: azure.serviceId,
    problemId: azure.problemId,
    title: request.title,
    description: request.description,
    // A form without a severity is not sent; the least is the safe guess.
    severity: request.severity ?? 'C',
    startedAt: request.startedAt,
    contact: request.contact,
    timeZone: request.reader.timeZone,
    diagnosticConsent: azure.diagnosticConsent,
    resourceId: azure.resourceId,
  };
}
