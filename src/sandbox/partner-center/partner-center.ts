import { CLOUDS } from '../../clouds.ts';
import type { Clock, EpochMs, Random } from '../../time.ts';
import {
  answerJson,
  newGuid,
  readBearer,
  readHeader,
  type SandboxAnswer,
  type SandboxRequest,
} from '../exchange.ts';
import { createRateWindow } from '../rate-window.ts';
import type { TokenClaims, Tokens } from '../sign-in/tokens.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { Continuations } from './continuation.ts';
import { describeCustomer, listCustomers } from './customers.ts';
import { answerPartnerCenterFailure, answerThrottled, PartnerCenterFailure } from './errors.ts';
import { findSubscription, listAzureEntitlements, listSubscriptions } from './subscriptions.ts';

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

  function route(request: SandboxRequest, headers: Readonly<Record<string, string>>): SandboxAnswer {
    const claims = authenticate(request, parts);
    const [version, resource, id, part, ...rest] = request.path.split('/').slice(1).map(decodeURIComponent);
    const known = version === 'v1' && resource === 'customers';
    if (!known || (part !== undefined && part !== 'subscriptions')) throw resourceNotFound();
    if (request.method !== 'GET') throw new PartnerCenterFailure(405, '405', 'The method is not allowed.');
    const wait = rate.take(`${claims.tid}:${part ?? 'customers'}`);
    if (wait !== undefined) return answerThrottled(Math.ceil(wait / 1000), headers);
    if (id === undefined)
      return answerJson(200, listCustomers(request, parts.tenants, parts.continuations), headers);
    const tenant = parts.tenants.find(request.cloud, id);
    if (!tenant || tenant.isPartner)
      throw new PartnerCenterFailure(404, '60003', `Tenant ${id} was not found.`);
    const body =
      part === undefined ? describeCustomer(tenant) : readSubscriptions(request, tenant, rest, parts.start);
    if (body === undefined) throw resourceNotFound();
    return answerJson(200, body, headers);
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

const resourceNotFound = () => new PartnerCenterFailure(404, '1000', 'The requested resource was not found.');

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

function authenticate(request: SandboxRequest, { tokens, tenants }: PartnerCenterParts): TokenClaims {
  const token = readBearer(request.headers);
  const claims = token === undefined ? undefined : tokens.read(token);
  if (!claims || claims.cloud !== request.cloud)
    throw new PartnerCenterFailure(401, '900401', 'The token is missing or invalid.');
  if (claims.aud !== CLOUDS[request.cloud].partnerCenter) {
    throw new PartnerCenterFailure(
      401,
      '900420',
      'The audience in the token is invalid and is no longer supported in Partner Center API.',
    );
  }
  if (tokens.isExpired(claims)) throw new PartnerCenterFailure(401, '900401', 'The token has expired.');
  if (!tenants.find(request.cloud, claims.tid)?.isPartner) {
    throw new PartnerCenterFailure(
      403,
      '900308',
      'The caller is not a partner, or its privileges are insufficient.',
    );
  }
  return claims;
}
