import type { EpochMs } from '../../time.ts';
import { guidFrom } from '../accounts.ts';
import { answerJson, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import { spread } from '../spread.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { type CollectionRules, queryCollection } from './collection.ts';
import { GraphFailure } from './errors.ts';
import { unknownSegment } from './service-announcement.ts';

const DAY_MS = 86_400_000;
const SERVICE_SUPPORT_ADMINISTRATOR = 'f023fd81-a637-4b56-95fd-791ac0226033';
const RULES: CollectionRules = {
  properties: new Set([
    'id',
    'tenantId',
    'displayName',
    'status',
    'endDateTime',
    'createdDateTime',
    'lastModifiedDateTime',
  ]),
};

/**
 * Answers below `/v1.0/tenantRelationships/` for the partner's own tenant. One customer in eight has a relationship about to
 * expire, so that this state is seen.
 */
export function answerDelegatedAdmin(
  request: SandboxRequest,
  segments: readonly string[],
  tenants: Tenants,
  start: EpochMs,
): SandboxAnswer {
  const [name = '', id, part] = segments;
  const context = `https://${request.host}/v1.0/tenantRelationships/$metadata#${name}`;
  if (name !== 'delegatedAdminCustomers' && name !== 'delegatedAdminRelationships')
    throw unknownSegment(name);
  const describe = name === 'delegatedAdminCustomers' ? describeCustomer : describeRelationship;
  if (id === undefined) {
    const page = queryCollection(
      request,
      [...tenants.list(request.cloud)].map((tenant) => describe(tenant, start)),
      RULES,
    );
    return answerJson(200, {
      '@odata.context': context,
      ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
      value: page.rows,
    });
  }
  const tenant = tenants.find(request.cloud, id);
  if (!tenant || tenant.isPartner)
    throw new GraphFailure(404, 'NotFound', `Resource '${id}' does not exist.`);
  if (part === 'serviceManagementDetails' && name === 'delegatedAdminCustomers') {
    return answerJson(200, { '@odata.context': `${context}/${id}/${part}`, value: serviceLinks(tenant) });
  }
  if (part !== undefined) throw unknownSegment(part);
  return answerJson(200, { '@odata.context': `${context}/$entity`, ...describe(tenant, start) });
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

function describeRelationship({ tenantId, name, key }: Tenant, start: EpochMs) {
  const chance = spread(`relationship:${key}`);
  const status = chance < 0.125 ? 'expiring' : 'active';
  const end = start + (status === 'expiring' ? 9 : 30 + Math.floor(chance * 600)) * DAY_MS;
  const activated = new Date(end - 730 * DAY_MS).toISOString();
  return {
    '@odata.type': '#microsoft.graph.delegatedAdminRelationship',
    id: `${tenantId}-${guidFrom(`relationship:${key}`)}`,
    displayName: `${name} admin relationship`,
    duration: 'P730D',
    customer: { tenantId, displayName: name },
    accessDetails: { unifiedRoles: [{ roleDefinitionId: SERVICE_SUPPORT_ADMINISTRATOR }] },
    status,
    autoExtendDuration: 'PT0S',
    createdDateTime: activated,
    lastModifiedDateTime: activated,
    activatedDateTime: activated,
    endDateTime: new Date(end).toISOString(),
  };
}

function serviceLinks({ tenantId, domain, key }: Tenant) {
  const links: readonly (readonly [string, string])[] = [
    ['Microsoft Entra', `https://entra.microsoft.com/${domain}`],
    [
      'Microsoft 365 admin center',
      `https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${tenantId}&CSDEST=o365admincenter`,
    ],
    [
      'Exchange',
      `https://admin.exchange.microsoft.com/?landingpage=homepage&form=mac_sidebar&delegatedOrg=${domain}`,
    ],
    ['Teams', `https://admin.teams.microsoft.com/?delegatedOrg=${domain}`],
  ];
  return links.map(([serviceName, serviceManagementUrl]) => ({
    '@odata.type': '#microsoft.graph.delegatedAdminServiceManagementDetail',
    id: guidFrom(`${key}:${serviceName}`),
    serviceName,
    serviceManagementUrl,
  }));
}
