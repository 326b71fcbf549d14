import type { EpochMs } from '../../time.ts';
import { answerJson, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import { isInForce, type Relationships } from '../tenants/relationships.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { type CollectionRules, type EntityList, queryCollection } from './collection.ts';
import { describeRelationship, relationshipId } from './delegated-relationship.ts';
import { GraphFailure } from './errors.ts';
import { unknownSegment } from './service-announcement.ts';
import { listServiceLinks } from './service-links.ts';

/** "$top supports up to 300 objects"; pages are linked by `$skiptoken`. */
const PAGING = { maxTop: 300, byToken: true };
const CUSTOMER_RULES: CollectionRules = {
  properties: new Set(['id', 'tenantId', 'displayName']),
  ...PAGING,
};
const RELATIONSHIP_RULES: CollectionRules = {
  properties: new Set([
    'id',
    'displayName',
    'duration',
    'status',
    'autoExtendDuration',
    'customer/tenantId',
    'customer/displayName',
    'createdDateTime',
    'lastModifiedDateTime',
    'activatedDateTime',
    'endDateTime',
  ]),
  ...PAGING,
};

export interface DelegatedAdminParts {
  readonly tenants: Tenants;
  readonly relationships: Relationships;
  readonly start: EpochMs;
}

/** Answers below `/v1.0/tenantRelationships/` for the partner's own tenant, with any token: documents disagree about app-only. */
export function answerDelegatedAdmin(
  request: SandboxRequest,
  segments: readonly string[],
  parts: DelegatedAdminParts,
): SandboxAnswer {
  const [name = '', id, part, ...rest] = segments;
  const isCustomers = name === 'delegatedAdminCustomers';
  if (!isCustomers && name !== 'delegatedAdminRelationships') throw unknownSegment(name);
  const context = `https://${request.host}/v1.0/tenantRelationships/$metadata#${name}`;
  if (id === undefined) {
    const rows = isCustomers ? listCustomers(parts) : listRelationships(parts);
    const page = queryCollection(request, rows, isCustomers ? CUSTOMER_RULES : RELATIONSHIP_RULES);
    return answerJson(200, {
      '@odata.context': context,
      ...(page.count === undefined ? {} : { '@odata.count': page.count }),
      ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
      value: page.rows,
    });
  }
  if (isCustomers && part === 'serviceManagementDetails' && rest.length === 0) {
    const value = listServiceLinks(findCustomer(request, id, parts));
    return answerJson(200, { '@odata.context': `${context}/${id}/${part}`, value });
  }
  if (part !== undefined) throw unknownSegment(part);
  const found = isCustomers
    ? describeCustomer(findCustomer(request, id, parts))
    : findRelationship(request, id, parts);
  return answerJson(200, { '@odata.context': `${context}/$entity`, ...found });
}

const notFound = (id: string) => new GraphFailure(404, 'NotFound', `Resource '${id}' does not exist.`);

/** "Created when the first relationship exists, deleted when none is active." */
function listCustomers({ tenants, relationships }: DelegatedAdminParts): EntityList {
  // Generated customers all have a relationship in force: only named ones need a look.
  const named: Tenant[] = [];
  let position = 0;
  for (let tenant = tenants.at('global', 0); tenant && !tenant.isGenerated; ) {
    if (relationships.of(tenant).some(isInForce)) named.push(tenant);
    position += 1;
    tenant = tenants.at('global', position);
  }
  const missing = position - named.length;
  return {
    length: tenants.count('global') - missing,
    at(index) {
      const tenant = named[index] ?? tenants.at('global', index + missing);
      return tenant && describeCustomer(tenant);
    },
  };
}

function listRelationships({ relationships, start }: DelegatedAdminParts): EntityList {
  return {
    length: relationships.length,
    at(index) {
      const relationship = relationships.at(index);
      return relationship && describeRelationship(relationship, start);
    },
  };
}

function findCustomer(
  request: SandboxRequest,
  id: string,
  { tenants, relationships }: DelegatedAdminParts,
): Tenant {
  const tenant = tenants.find(request.cloud, id);
  if (!tenant || tenant.isPartner || !relationships.of(tenant).some(isInForce)) throw notFound(id);
  return tenant;
}

/** An id is `{guid}-{customer's tenant id}`, so one of a generated customer is found without a table. */
function findRelationship(request: SandboxRequest, id: string, parts: DelegatedAdminParts) {
  const tenant = parts.tenants.find(request.cloud, id.slice(37));
  const candidates = tenant ? parts.relationships.of(tenant) : [];
  const found = candidates.find((candidate) => relationshipId(candidate) === id.toLowerCase());
  if (found) return describeRelationship(found, parts.start);
  throw notFound(id);
}

function describeCustomer({ tenantId, name }: Tenant) {
  return {
    '@odata.type': '#microsoft.graph.delegatedAdminCustomer',
    '@odata.etag': `W/"${Buffer.from(tenantId).toString('base64')}"`,
    id: tenantId,
    tenantId,
    displayName: name,
  };
}
