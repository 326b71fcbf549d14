import { answerJson, type SandboxAnswer } from '../exchange.ts';
import { type SupportCatalogue, serviceIdOf } from './catalogue.ts';
import { findNameProblem } from './check-name.ts';
import { answerAccepted } from './operations.ts';
import { badRequest } from './parse-body.ts';
import { parseTicket, type TicketContent } from './parse-ticket.ts';
import type { SupportCall, SupportParts } from './support.ts';
import type { CreationFailure, Ticket } from './ticket.ts';

/**
 * Creates a ticket. What becomes of a name that is taken is not documented: the plainest is the ticket that has it, unchanged, with 200,
 * or the creation that is under way.
 */
export function putTicket(
  call: SupportCall,
  name: string,
  { book, catalogue, takeFailure, clock }: SupportParts,
  describe: (ticket: Ticket) => unknown,
): SandboxAnswer {
  const { request, headers, subscription } = call;
  const problem = findNameProblem(name);
  if (problem !== undefined) throw badRequest([problem]);
  const content = parseTicket(request.body, request.query.get('api-version'));
  const about = findAbout(content, catalogue);
  const order = { content, ...about, planType: subscription.supportPlan };
  const failure = book.isTaken(subscription.id, name) ? undefined : (findPlanFailure(call) ?? takeFailure());
  const accepted = book.open(subscription.id, name, order, failure);
  return accepted.kind === 'there'
    ? answerJson(200, describe(accepted.it), headers)
    : answerAccepted(call, accepted.operation, clock());
}

/** The documentation says only that ids must come from the lists. */
function findAbout({ serviceId, problemClassificationId }: TicketContent, catalogue: SupportCatalogue) {
  const serviceName = /^\/providers\/Microsoft\.Support\/services\/([^/]+)$/i.exec(serviceId)?.[1];
  const service = catalogue.findService(serviceName ?? '');
  if (!service)
    throw badRequest(['serviceId is not valid. Provide the id of a service from the Services API.']);
  const [, of, problemName = ''] =
    /^(\/providers\/Microsoft\.Support\/services\/[^/]+)\/problemClassifications\/([^/]+)$/i.exec(
      problemClassificationId,
    ) ?? [];
  const isOfService = of?.toLowerCase() === serviceIdOf(service).toLowerCase();
  const problem = isOfService ? catalogue.findProblem(service, problemName) : undefined;
  if (!problem) {
    throw badRequest([
      'problemClassificationId is not valid. Provide the id of a problem classification of the service from the ProblemClassifications API.',
    ]);
  }
  return { service, problem };
}

/**
 * "A Professional Direct, Premier, or Unified technical support plan" is needed. Without one the call is accepted, its operation fails, and
 * there is no ticket: so callers report, also of a partner (azure-sdk-for-net #24662, whose words these are).
 */
function findPlanFailure({ subscription }: SupportCall): CreationFailure | undefined {
  if (subscription.supportPlan !== 'CSP') return undefined;
  return {
    code: 'InvalidSupportPlan',
    message: `Your support plan type is ${subscription.supportPlan}. To create and update support tickets, and add communication operations, you need access to our high tier-support plans.`,
  };
}
