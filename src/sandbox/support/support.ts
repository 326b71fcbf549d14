import { CLOUDS } from '../../clouds.ts';
import type { Clock } from '../../time.ts';
import { checkApiVersion, SUPPORT_VERSIONS } from '../arm/api-version.ts';
import type { ArmCaller } from '../arm/authenticate.ts';
import type { ArmBudget } from '../arm/budget.ts';
import { methodNotAllowed, resourceNotFound } from '../arm/errors.ts';
import { findSubscription, notAuthorized } from '../arm/find-subscription.ts';
import type { SimulatedSubscription } from '../azure/subscription.ts';
import { answerJson, readHeader, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import type { Tokens } from '../sign-in/tokens.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { answerNotes } from './answer-notes.ts';
import { answerTickets } from './answer-tickets.ts';
import { checkAuxiliary } from './auxiliary.ts';
import { describeProblem, describeService, type SupportCatalogue } from './catalogue.ts';
import { describeAvailability } from './check-name.ts';
import { answerOperation } from './operations.ts';
import { parseNameCheck } from './parse-ticket.ts';
import type { SupportSettings } from './settings.ts';
import type { CreationFailure } from './ticket.ts';
import type { TicketBook } from './ticket-book.ts';

export interface SupportParts {
  readonly tenants: Tenants;
  readonly tokens: Tokens;
  readonly catalogue: SupportCatalogue;
  readonly book: TicketBook;
  readonly settings: () => SupportSettings;
  /** How the next creation is to fail, counting it; undefined: it is to succeed. */
  readonly takeFailure: () => CreationFailure | undefined;
  readonly clock: Clock;
}

/** A request that Azure Resource Manager has authenticated. `headers` go with the answer, and are added to. */
export interface ArmCall {
  readonly request: SandboxRequest;
  readonly caller: ArmCaller;
  readonly budget: ArmBudget;
  readonly headers: Record<string, string>;
}

/** A call for a subscription that may be read. */
export interface SupportCall extends ArmCall {
  readonly subscription: SimulatedSubscription;
}

/** Answers for Microsoft.Support; undefined: the path is somebody else's. Throws `ArmFailure`. */
export type AnswerSupport = (call: ArmCall) => SandboxAnswer | undefined;

/** Whether the API is there in 21Vianet is not documented; customers have no Azure subscription there, so it is not. */
export function createAnswerSupport(parts: SupportParts): AnswerSupport {
  return (call) => {
    const { request } = call;
    if (!CLOUDS[request.cloud].capabilities.azure) return undefined;
    const path = request.path.split('/').slice(1).map(decodeURIComponent);
    const provider = path.findIndex((segment) => segment.toLowerCase() === 'microsoft.support');
    const above = path.slice(0, provider).join('/').toLowerCase();
    const below = path.slice(provider + 1);
    if (provider === 1 && above === 'providers') return answerServices(call, below, parts);
    if (provider === 3 && /^subscriptions\/[^/]+\/providers$/.test(above))
      return answerSubscription(call, path[1] ?? '', below, parts);
    return undefined;
  };
}

/** `/providers/Microsoft.Support/services…`: the same for everybody, so that no auxiliary token is asked for; one that is sent must be good. */
function answerServices(call: ArmCall, below: readonly string[], parts: SupportParts): SandboxAnswer {
  const { request, caller, budget, headers } = call;
  if (readHeader(request.headers, 'x-ms-authorization-auxiliary') !== undefined)
    checkAuxiliary(request, parts);
  const [services = '', serviceName, problems, problemName, ...rest] = below;
  if (services.toLowerCase() !== 'services' || rest.length > 0) throw resourceNotFound(request.path);
  if (request.method !== 'GET') throw methodNotAllowed(request.method);
  checkApiVersion(request.query, SUPPORT_VERSIONS);
  budget.take(request.method, { kind: 'tenant', id: caller.tenant.tenantId }, caller.claims, headers);
  const { catalogue } = parts;
  if (serviceName === undefined)
    return answerJson(200, { value: catalogue.listServices().map(describeService) }, headers);
  const service = catalogue.findService(serviceName);
  if (!service) throw resourceNotFound(request.path);
  if (problems === undefined) return answerJson(200, describeService(service), headers);
  if (problems.toLowerCase() !== 'problemclassifications') throw resourceNotFound(request.path);
  if (problemName === undefined) {
    const value = catalogue.listProblems(service).map((problem) => describeProblem(service, problem));
    return answerJson(200, { value }, headers);
  }
  const problem = catalogue.findProblem(service, problemName);
  if (!problem) throw resourceNotFound(request.path);
  return answerJson(200, describeProblem(service, problem), headers);
}

/** `/subscriptions/{id}/providers/Microsoft.Support/…`. */
function answerSubscription(
  call: ArmCall,
  id: string,
  below: readonly string[],
  parts: SupportParts,
): SandboxAnswer {
  const { request, caller, budget, headers } = call;
  checkAuxiliary(request, parts);
  checkApiVersion(request.query, SUPPORT_VERSIONS);
  budget.take(request.method, { kind: 'subscription', id }, caller.claims, headers);
  const [kind = '', name, part, partName, ...rest] = below;
  const words = [kind, part].map((word) => word?.toLowerCase());
  const acts: Readonly<Record<string, string>> = { GET: 'read', POST: 'action' };
  const action = `Microsoft.Support/${kind}/${acts[request.method] ?? 'write'}`;
  const subscription = findSubscription(id, caller.tenant, caller.claims, action);
  if (request.method !== 'GET' && !subscription.canRequestSupport)
    throw notAuthorized(caller.claims, action, subscription.id);
  const support: SupportCall = { ...call, subscription };
  if (rest.length > 0) throw resourceNotFound(request.path);
  if (words[0] === 'checknameavailability' && name === undefined) {
    return answerNameCheck(support, (wanted) => parts.book.isTaken(subscription.id, wanted));
  }
  if ((words[0] === 'operationsstatus' || words[0] === 'operationresults') && name && part === undefined)
    return answerOperation(support, words[0], name, parts);
  if (words[0] !== 'supporttickets') throw resourceNotFound(request.path);
  if (part === undefined) return answerTickets(support, name, parts);
  const ticket = name === undefined ? undefined : parts.book.find(subscription.id, name);
  if (!ticket) throw resourceNotFound(request.path);
  if (words[1] === 'checknameavailability' && partName === undefined) {
    return answerNameCheck(support, (wanted) =>
      ticket.notes.some((note) => note.name.toLowerCase() === wanted.toLowerCase()),
    );
  }
  if (words[1] !== 'communications') throw resourceNotFound(request.path);
  return answerNotes(support, ticket, partName, parts);
}

function answerNameCheck(
  { request, headers }: SupportCall,
  isTaken: (name: string) => boolean,
): SandboxAnswer {
  if (request.method !== 'POST') throw methodNotAllowed(request.method);
  const { name } = parseNameCheck(request.body);
  return answerJson(200, describeAvailability(name, isTaken(name)), headers);
}
