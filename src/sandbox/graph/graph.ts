import { CLOUDS } from '../../clouds.ts';
import type { Clock, EpochMs, Random } from '../../time.ts';
import { readBearer, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import type { SimulatedHealth } from '../health/service-health.ts';
import type { PeopleBook } from '../people/people-book.ts';
import { createRateWindow } from '../rate-window.ts';
import type { TokenClaims, Tokens } from '../sign-in/tokens.ts';
import { createRelationships } from '../tenants/relationships.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { answerDelegatedAdmin } from './delegated-admin.ts';
import { answerGraphFailure, GraphFailure, stampHeaders } from './errors.ts';
import { answerPeople, isAboutPeople } from './people.ts';
import { answerServiceAnnouncement, unknownSegment } from './service-announcement.ts';

export interface GraphParts {
  readonly tenants: Tenants;
  readonly tokens: Tokens;
  readonly health: SimulatedHealth;
  readonly people: PeopleBook;
  readonly start: EpochMs;
  readonly clock: Clock;
  readonly random: Random;
}

/** "240 requests per 60 seconds and 800 requests per hour", per app per tenant (service communications throttling). */
const LIMITS = [
  { requests: 240, windowMs: 60_000 },
  { requests: 800, windowMs: 3_600_000 },
];

/** Answers for Graph of both clouds: service communications, the partner's people, and GDAP where the cloud has it. */
export function createGraph(parts: GraphParts): (request: SandboxRequest) => SandboxAnswer {
  const rate = createRateWindow(LIMITS, parts.clock);
  const relationships = createRelationships(parts.tenants);

  function route(request: SandboxRequest): SandboxAnswer {
    const { claims, tenant } = authenticate(request, parts);
    const [version, area, ...segments] = request.path.split('/').slice(1).map(decodeURIComponent);
    if (version !== 'v1.0' && version !== 'beta') {
      throw new GraphFailure(400, 'BadRequest', `Invalid version: ${version}`);
    }
    if (request.method !== 'GET')
      throw new GraphFailure(405, 'Request_BadRequest', 'Specified HTTP method is not allowed.');
    if (area === 'admin' && segments[0] === 'serviceAnnouncement') {
      const wait = rate.take(`${claims.appid}:${tenant.tenantId}`);
      if (wait !== undefined) {
        throw new GraphFailure(429, 'TooManyRequests', 'Too many requests.', {
          'retry-after': String(Math.ceil(wait / 1000)),
        });
      }
      if (tenant.behaviour === 'forbidden') {
        throw new GraphFailure(
          403,
          'Forbidden',
          'Insufficient privileges: ServiceHealth.Read.All or ServiceMessage.Read.All is missing.',
        );
      }
      return answerServiceAnnouncement(request, segments.slice(1), tenant, parts.health);
    }
    if (area === 'tenantRelationships' && CLOUDS[request.cloud].capabilities.gdap) {
      if (!tenant.isPartner)
        throw new GraphFailure(403, 'Forbidden', 'Only a partner may read its relationships.');
      return answerDelegatedAdmin(request, segments, { ...parts, relationships });
    }
    if (isAboutPeople(area)) return answerPeople(request, [area ?? '', ...segments], tenant, parts.people);
    throw unknownSegment(area ?? '');
  }

  return (request) => {
    const headers = stampHeaders(request, parts);
    try {
      const answer = route(request);
      return { ...answer, headers: { ...headers, ...answer.headers } };
    } catch (error) {
      if (error instanceof GraphFailure) return answerGraphFailure(error, headers, parts.clock);
      throw error;
    }
  };
}

function authenticate(
  request: SandboxRequest,
  { tokens, tenants }: GraphParts,
): { claims: TokenClaims; tenant: Tenant } {
  const refuse = (message: string) =>
    new GraphFailure(401, 'InvalidAuthenticationToken', message, {
      'www-authenticate': `Bearer realm="", authorization_uri="${CLOUDS[request.cloud].authority}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`,
    });
  const token = readBearer(request.headers);
  if (!token) throw refuse('Access token is empty.');
  const claims = tokens.read(token);
  if (!claims || claims.cloud !== request.cloud)
    throw refuse('Access token validation failure. Invalid issuer.');
  if (claims.aud !== CLOUDS[request.cloud].graph)
    throw refuse('Access token validation failure. Invalid audience.');
  if (tokens.isExpired(claims)) throw refuse('Lifetime validation failed, the token is expired.');
  const tenant = tenants.find(request.cloud, claims.tid);
  if (!tenant) throw refuse('Access token validation failure. Invalid tenant.');
  return { claims, tenant };
}
