import { orAborted } from '../../work/or-aborted.ts';
import { BOT, DONE, type JobOf, type JobOutcome, type JobTools, ticketRefOf } from '../job-outcome.ts';
import { type JudgedFailure, judgeFailure } from '../judge-failure.ts';
import type { AzureTicket } from '../ports.ts';
import { nameTicket, type ServiceRequest } from '../request.ts';
import { retryAt } from '../retry-at.ts';
import { isClosedStatus, isTicket, mayAdopt, secondTicketFound, ticketCreated } from '../vendor-answers.ts';

type Work = JobOf<'createTicket'>;

/**
 * Looks for the ticket that an attempt may have left at Azure, of a request that is over or goes another way by now: its answer may have
 * been lost, or its creation still be under way. It becomes the request's where that has none yet; else it is a second one, which is closed
 * and told of. After an attempt, Azure has an hour to show what it accepted.
 */
export async function findLeftTicket(work: Work, tools: JobTools, signal: AbortSignal): Promise<JobOutcome> {
  const found = await ask(work, tools, signal, () =>
    tools.azure.readTicket(ticketRefOf(work.request), signal),
  );
  if ('end' in found) return found;
  if ('failure' in found) return isAwaited(work, found.failure, tools) ? tryAgain(work, tools) : DONE;
  const { request, attempts } = work;
  const ticket = found.answer;
  if (mayAdopt(request, ticket)) {
    const rule = ticketCreated(ticket, tools.clock());
    // Where another number was recorded meanwhile, this has become a second one.
    return { record: { by: BOT, rule }, end: (after) => (isOwn(after) ? 'done' : tools.clock()) };
  }
  // As long as Azure has not numbered it, nobody can tell whether it is the one a person has recorded.
  if (request.ticket && ticket.number === undefined && isYoung(work, tools)) return tryAgain(work, tools);
  const isClosed = isClosedStatus(ticket.status);
  if (isTicket(request, ticket.number) || (isClosed && attempts === 0)) return DONE;
  return isClosed ? tell(work, ticket, '', tools) : close(work, ticket, tools, signal);
}

async function close(
  work: Work,
  ticket: AzureTicket,
  tools: JobTools,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const ended = await ask(work, tools, signal, () =>
    tools.azure.changeTicket(ticketRefOf(work.request), { status: 'closed' }, signal),
  );
  if ('end' in ended) return ended;
  return tell(work, ticket, 'failure' in ended ? ended.failure.cause : '', tools);
}

/** `failure`: a lasting one. */
async function ask<T>(
  work: Work,
  tools: JobTools,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<JobOutcome | { readonly answer: T } | { readonly failure: LastingFailure }> {
  try {
    return { answer: await orAborted(call(), signal) };
  } catch (error) {
    signal.throwIfAborted();
    const failure = judgeFailure(error);
    if (!failure) throw error;
    return failure.kind === 'lasting' ? { failure } : tryAgain(work, tools, failure.retryAt);
  }
}

type LastingFailure = Extract<JudgedFailure, { kind: 'lasting' }>;

function tryAgain({ attempts }: Work, tools: JobTools, asked?: number): JobOutcome {
  return { end: retryAt(asked, attempts, tools) };
}

/** Whether it is not there, and may still come. */
function isAwaited(
  { attempts, createdAt, job }: Work,
  { code }: LastingFailure,
  { clock, timings }: JobTools,
): boolean {
  return (
    code === 'ticketGone' &&
    (attempts > 0 || job.isLeft === true) &&
    isYoung({ createdAt }, { clock, timings })
  );
}

function isYoung(
  { createdAt }: Pick<Work, 'createdAt'>,
  { clock, timings }: Pick<JobTools, 'clock' | 'timings'>,
): boolean {
  return clock() - createdAt < timings.lookForMs;
}

function isOwn({ route, ticket }: ServiceRequest): boolean {
  return route === 'azureSupport' && ticket !== undefined;
}

function tell({ request }: Work, { number }: AzureTicket, cause: string, { clock }: JobTools): JobOutcome {
  const rule = secondTicketFound(number ?? nameTicket(request), cause, clock());
  return { end: 'done', record: { by: BOT, rule } };
}
