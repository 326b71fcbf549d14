import { CLOUDS } from '../../clouds.ts';
import type { Clock, EpochMs, Random } from '../../time.ts';
import { answerJson, newGuid, readHeader, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import { createRateWindow } from '../rate-window.ts';
import type { Tokens } from '../sign-in/tokens.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { authenticateForPartnerCenter } from './authenticate.ts';
import type { Continuations } from './continuation.ts';
import { describeCustomer, listCustomers } from './customers.ts';
import {
  answerPartnerCenterFailure,
  answerThrottled,
  methodNotAllowed,
  PartnerCenterFailure,
  resourceNotFound,
} from './errors.ts';
import { createServiceRequestBook } from './service-request-book.ts';
import { answerServiceRequests } from './service-requests.ts';
import { findSubscription, listAzureEntitlements, listSubscriptions } from './subscriptions.ts';
import { checkUserToken } from './user-token.ts';

export interface PartnerCenterParts {
  readonly tenants: Tenants;
  readonly tokens: Tokens;
  readonly continuations: Continuations;
  readonly start: EpochMs;
  readonly clock: Clock;
  readonly random: Random;
}

/** "500 requests per minute per tenant identifier", for customers and for subscriptions each. */
const LIMITS = [{ requests: 500, windowMs: 60_000 }];

/** Answers for the Partner Center API of both clouds. */
export function createPartnerCenter(parts: PartnerCenterParts): (request: SandboxRequest) => SandboxAnswer {
  const rate = createRateWindow(LIMITS, parts.clock);
  const book = createServiceRequestBook(parts.start);

  function route(request: SandboxRequest, headers: Record<string, string>): SandboxAnswer {
    const claims = authenticateForPartnerCenter(request, parts);
    const [version, resource, ...path] = request.path.split('/').slice(1).map(decodeURIComponent);
    const [id, part, ...rest] = path;
    if (version !== 'v1') throw resourceNotFound();
    // "Service requests and service updates don't apply" to Partner Center operated by 21Vianet.
    if (request.cloud === 'global') {
      const forUser = routeForUser(request, resource, path);
      if (forUser) {
        checkUserToken(request, claims, headers);
        return answerJson(200, forUser(), headers);
      }
    }
    if (resource !== 'customers' || (part !== undefined && part !== 'subscriptions'))
      throw resourceNotFound();
    if (request.method !== 'GET') throw methodNotAllowed();
    const wait = rate.take(`${claims.tid}:${part ?? 'customers'}`);
    if (wait !== undefined) return answerThrottled(Math.ceil(wait / 1000), headers);
    if (id === undefined)
      return answerJson(200, listCustomers(request, parts.tenants, parts.continuations), headers);
    const tenant = findCustomer(request, id);
    const body =
      part === undefined ? describeCustomer(tenant) : readSubscriptions(request, tenant, rest, parts.start);
    if (body === undefined) throw resourceNotFound();
    return answerJson(200, body, headers);
  }

  /** Resources for an application with a user; undefined: it is none of them. */
  function routeForUser(
    request: SandboxRequest,
    resource: string | undefined,
    path: readonly string[],
  ): (() => unknown) | undefined {
    const answer = (customer: Tenant | undefined, below: readonly string[]) =>
      answerServiceRequests(request, customer, below, book, parts.clock());
    if (resource === 'servicerequests') return () => answer(undefined, path);
    const [id = '', part, ...below] = path;
    if (resource === 'customers' && part === 'servicerequests')
      return () => answer(findCustomer(request, id), below);
    if (resource === 'profiles' && path.join('/') === 'support' && request.method === 'GET')
      return () => SUPPORT_PROFILE;
    return undefined;
  }

  function findCustomer({ cloud }: SandboxRequest, id: string): Tenant {
    const tenant = parts.tenants.find(cloud, id);
    if (!tenant || tenant.isPartner)
      throw new PartnerCenterFailure(404, '60003', `Tenant ${id} was not found.`);
    return tenant;
  }

  return (request) => {
    const headers = {
      'ms-requestid': readHeader(request.headers, 'ms-requestid') ?? newGuid(parts.random),
      'ms-correlationid': readHeader(request.headers, 'ms-correlationid') ?? newGuid(parts.random),
      'ms-cv': newGuid(parts.random).slice(0, 16),
      'ms-serverid': '100001',
    };
    try {
      return route(request, headers);
    } catch (error) {
      if (error instanceof PartnerCenterFailure) return answerPartnerCenterFailure(error, headers);
      throw error;
    }
  };
}

/** `GET /v1/profiles/support`: how customers reach the partner. */
const SUPPORT_PROFILE = {
  email: 'support@sandboxpartner.onmicrosoft.com',
  telephone: '4255550100',
  website: 'www.microsoft.com',
  profileType: 'support_profile',
  links: { self: { uri: '/v1/profiles/support', method: 'GET', headers: [] } },
  attributes: { objectType: 'PartnerSupportProfile' },
};

/** What follows `/v1/customers/{id}/subscriptions`; undefined: there is nothing. Samples write `azureEntitlements` as well. */
function readSubscriptions(
  { cloud }: SandboxRequest,
  tenant: Tenant,
  [id, part, ...rest]: readonly string[],
  start: EpochMs,
): unknown {
  if (id === undefined) return listSubscriptions(tenant, start);
  if (part === undefined) return findSubscription(tenant, id, start);
  const isKnown = part.toLowerCase() === 'azureentitlements' && rest.length === 0;
  return isKnown && CLOUDS[cloud].capabilities.azure ? listAzureEntitlements(tenant, id) : undefined;
}
