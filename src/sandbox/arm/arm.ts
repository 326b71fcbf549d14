import type { Clock, Random } from '../../time.ts';
import type { SimulatedAzure } from '../azure/azure-events.ts';
import type { SimulatedSubscription } from '../azure/subscription.ts';
import { subscriptionsOf } from '../azure/subscriptions.ts';
import { answerJson, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import type { TokenClaims, Tokens } from '../sign-in/tokens.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { createTokenBucket, type TokenBucket } from '../token-bucket.ts';
import { checkApiVersion, RESOURCE_HEALTH_VERSIONS, SUBSCRIPTION_VERSIONS } from './api-version.ts';
import { authenticateForArm } from './authenticate.ts';
import { ArmFailure, answerArmFailure, stampArmHeaders, subscriptionNotFound } from './errors.ts';
import { pageEvents } from './events.ts';

export interface ArmParts {
  readonly tenants: Tenants;
  readonly tokens: Tokens;
  readonly azure: SimulatedAzure;
  readonly clock: Clock;
  readonly random: Random;
}

/** "Reads: bucket size 250, refill rate 25 per second", for a service principal in a subscription, or in a tenant. */
const READS = { bucket: 250, perSecond: 25 };

/** Answers for Azure Resource Manager of both clouds; customers in 21Vianet have no subscription there. */
export function createArm(parts: ArmParts): (request: SandboxRequest) => SandboxAnswer {
  const reads = createTokenBucket(READS.bucket, READS.perSecond, parts.clock);
  return (request) => {
    const headers = stampArmHeaders(request, parts);
    try {
      return answerJson(200, route(request, headers, reads, parts), headers);
    } catch (error) {
      if (error instanceof ArmFailure) return answerArmFailure(error, headers);
      throw error;
    }
  };
}

/** The body of the answer; adds to `headers` what is left of the budget. */
function route(
  request: SandboxRequest,
  headers: Record<string, string>,
  reads: TokenBucket,
  parts: ArmParts,
): unknown {
  const { claims, tenant } = authenticateForArm(request, parts);
  const [root = '', id, ...rest] = request.path.split('/').slice(1).map(decodeURIComponent);
  const name = rest.join('/').toLowerCase();
  const event = /^providers\/microsoft\.resourcehealth\/events(?:\/([^/]+))?$/.exec(name);
  if (root.toLowerCase() !== 'subscriptions' || (name !== '' && !event))
    throw new ArmFailure(404, 'NotFound', `No resource is known at '${request.path}'.`);
  if (request.method !== 'GET')
    throw new ArmFailure(405, 'MethodNotAllowed', `The method '${request.method}' is not allowed.`);
  checkApiVersion(request.query, event ? RESOURCE_HEALTH_VERSIONS : SUBSCRIPTION_VERSIONS);

  const scope = id ? 'subscription' : 'tenant';
  const { left, waitMs } = reads.take(`${claims.appid}:${scope}:${id?.toLowerCase() || tenant.tenantId}`);
  headers[`x-ms-ratelimit-remaining-${scope}-reads`] = String(left);
  if (waitMs !== undefined) throw throttled(scope, id || tenant.tenantId, claims, waitMs);

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

function findSubscription(
  id: string,
  tenant: Tenant,
  { appid }: TokenClaims,
  action: string,
): SimulatedSubscription {
  const found = subscriptionsOf(tenant).find((candidate) => candidate.id === id.toLowerCase());
  if (!found || found.state === 'deleted') throw subscriptionNotFound(id);
  if (!found.hasRole) {
    throw new ArmFailure(
      403,
      'AuthorizationFailed',
      `The client '${appid}' with object id '${appid}' does not have authorization to perform action '${action}' over scope '/subscriptions/${id}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    );
  }
  return found;
}

function throttled(scope: string, id: string, { appid }: TokenClaims, waitMs: number): ArmFailure {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new ArmFailure(
    429,
    scope === 'subscription' ? 'SubscriptionRequestsThrottled' : 'TenantRequestsThrottled',
    `Number of 'read' requests for ${scope} '${id}' actor '${appid}' exceeded. Please try again after '${seconds}' seconds after additional tokens are available.`,
    { 'retry-after': String(seconds) },
  );
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
