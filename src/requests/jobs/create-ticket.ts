import { orAborted } from '../../customers/or-aborted.ts';
import { BOT, DONE, type DoJob, type JobOutcome, ticketRefOf } from '../job-outcome.ts';
import { judgeFailure } from '../judge-failure.ts';
import type { TicketOrder } from '../ports.ts';
import { isOpen, nameTicket, type ServiceRequest } from '../request.ts';
import { retryAt } from '../retry-at.ts';
import { routeFailed, ticketCreated } from '../vendor-answers.ts';

/**
 * Creates the Azure ticket of a request, or finds the one that an earlier attempt created. What passes is tried for ever; people are told
 * once when it has lasted long. What lasts ends the job.
 */
export const createTicket: DoJob<'createTicket'> = async (work, tools, signal) => {
  const { request, attempts, createdAt } = work;
  const { azure, clock, random, timings } = tools;
  const isOver = !isOpen(request);
  // It went another way, has its ticket, or was over before anything was tried.
  if (request.route !== 'azureSupport' || request.ticket || (isOver && attempts === 0)) return DONE;

  /** Tries again at `end`; tells of it when it has lasted long and was not told yet. */
  function later(end: number, cause: string): JobOutcome {
    const now = clock();
    const isLong = now - createdAt >= timings.unreachableAfterMs && request.trouble?.code !== 'unreachable';
    return { end, record: isLong ? { by: BOT, rule: routeFailed('unreachable', cause, now) } : undefined };
  }

  try {
    // An attempt that was cut off may have left a ticket, which must not stay open unknown to us.
    const ticket = isOver
      ? azure.readTicket(ticketRefOf(request), signal)
      : azure.createTicket(orderTicket(request), signal);
    return {
      end: 'done',
      record: { by: BOT, rule: ticketCreated(await orAborted(ticket, signal), clock()) },
    };
  } catch (error) {
    // A creation may well outlast one attempt: the next one finds it by its name and goes on waiting.
    if (signal.aborted) return later(clock(), 'The creation of the ticket did not end.');
    const failure = judgeFailure(error);
    if (!failure) throw error;
    const { cause } = failure;
    if (failure.kind === 'passing')
      return later(retryAt(failure.retryAt, attempts, { clock, random, timings }), cause);
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
