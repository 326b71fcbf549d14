import type { Clock, Random } from '../../time.ts';
import type { SimulatedAzure } from '../azure/azure-events.ts';
import type { SimulatedSubscription } from '../azure/subscription.ts';
import { subscriptionsOf } from '../azure/subscriptions.ts';
import { answerJson, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import type { Tokens } from '../sign-in/tokens.ts';
import type { AnswerSupport } from '../support/support.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { checkApiVersion, RESOURCE_HEALTH_VERSIONS, SUBSCRIPTION_VERSIONS } from './api-version.ts';
import { type ArmCaller, authenticateForArm } from './authenticate.ts';
import { type ArmBudget, createArmBudget } from './budget.ts';
import {
  ArmFailure,
  answerArmFailure,
  methodNotAllowed,
  resourceNotFound,
  stampArmHeaders,
} from './errors.ts';
import { pageEvents } from './events.ts';
import { findSubscription } from './find-subscription.ts';

export interface ArmParts {
  readonly tenants: Tenants;
  readonly tokens: Tokens;
  readonly azure: SimulatedAzure;
  /** Answers for Microsoft.Support. */
  readonly answerSupport: AnswerSupport;
  readonly clock: Clock;
  readonly random: Random;
}

/** Answers for Azure Resource Manager of both clouds; customers in 21Vianet have no subscription there. */
export function createArm(parts: ArmParts): (request: SandboxRequest) => SandboxAnswer {
  const budget = createArmBudget(parts.clock);
  return (request) => {
    const headers = stampArmHeaders(request, parts);
    try {
      const caller = authenticateForArm(request, parts);
      return (
        parts.answerSupport({ request, caller, budget, headers }) ??
        answerJson(200, route(request, caller, headers, budget, parts), headers)
      );
    } catch (error) {
      if (error instanceof ArmFailure) return answerArmFailure(error, headers);
      throw error;
    }
  };
}

/** The body of the answer; adds to `headers` what is left of the budget. */
function route(
  request: SandboxRequest,
  { claims, tenant }: ArmCaller,
  headers: Record<string, string>,
  budget: ArmBudget,
  parts: ArmParts,
): unknown {
  const [root = '', id, ...rest] = request.path.split('/').slice(1).map(decodeURIComponent);
  const name = rest.join('/').toLowerCase();
  const event = /^providers\/microsoft\.resourcehealth\/events(?:\/([^/]+))?$/.exec(name);
  if (root.toLowerCase() !== 'subscriptions' || (name !== '' && !event)) throw resourceNotFound(request.path);
  if (request.method !== 'GET') throw methodNotAllowed(request.method);
  checkApiVersion(request.query, event ? RESOURCE_HEALTH_VERSIONS : SUBSCRIPTION_VERSIONS);
  const scope = id ? { kind: 'subscription' as const, id } : { kind: 'tenant' as const, id: tenant.tenantId };
  budget.take(request.method, scope, claims, headers);

  if (!id) {
    const visible = subscriptionsOf(tenant).filter(({ state, hasRole }) => hasRole && state !== 'deleted');
    return {
      value: visible.map((subscription) => describeSubscription(subscription, tenant)),
      count: { type: 'Total', value: visible.length },
    };
  }
  const action = event ? 'Microsoft.ResourceHealth/events/read' : 'Microsoft.Resources/subscriptions/read';
  const subscription = findSubscription(id, tenant, claims, action);
  if (!event) return describeSubscription(subscription, tenant);
  const events = parts.azure.listEvents(tenant, subscription);
  const trackingId = event[1];
  if (trackingId === undefined) return pageEvents(request, events, parts.clock());
  const found = events.find((candidate) => candidate.name.toLowerCase() === trackingId);
  if (!found) throw new ArmFailure(404, 'NotFound', `The event '${trackingId}' could not be found.`);
  return found;
}

function describeSubscription({ id, name, state }: SimulatedSubscription, tenant: Tenant): unknown {
  return {
    id: `/subscriptions/${id}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: id,
    tenantId: tenant.tenantId,
    displayName: name,
    state: state === 'active' ? 'Enabled' : 'Disabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'CSP_2015-05-01',
      spendingLimit: 'Off',
    },
  };
}
