import type { EpochMs } from '../../time.ts';
import { guidFrom } from '../accounts.ts';
import type { SimulatedRelationship } from '../tenants/relationships.ts';

const DAY_MS = 86_400_000;
const SERVICE_SUPPORT_ADMINISTRATOR = 'f023fd81-a637-4b56-95fd-791ac0226033';
const DIRECTORY_READERS = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';

/** Graph gives these dates with seven decimals. */
const writeInstant = (at: EpochMs) => new Date(at).toISOString().replace('Z', '4826Z');

/** `{guid}-{guid}`; the second one is the customer's, or nobody's before there is a customer. */
export function relationshipId({ key, customer }: SimulatedRelationship): string {
  return `${guidFrom(`relationship:${key}`)}-${customer?.tenantId ?? guidFrom('no customer')}`;
}

/** `delegatedAdminRelationship` as Graph writes it, or `resellerDelegatedAdminRelationship`. */
export function describeRelationship(relationship: SimulatedRelationship, start: EpochMs) {
  const { customer, status, createdOnDay, endsOnDay, autoExtends } = relationship;
  const created = start + createdOnDay * DAY_MS;
  const activated = endsOnDay === undefined ? undefined : created + 4 * 60_000;
  const ended = endsOnDay === undefined ? undefined : start + endsOnDay * DAY_MS;
  const changed = status === 'expired' || status === 'terminated' ? ended : activated;
  const type = relationship.isReseller ? 'resellerDelegatedAdminRelationship' : 'delegatedAdminRelationship';
  return {
    '@odata.type': `#microsoft.graph.${type}`,
    '@odata.etag': `W/"${Buffer.from(relationship.key).toString('base64')}"`,
    id: relationshipId(relationship),
    displayName: `${customer?.name ?? 'New customer'} admin relationship`,
    duration: `P${(endsOnDay ?? createdOnDay + 730) - createdOnDay}D`,
    customer: customer ? { tenantId: customer.tenantId, displayName: customer.name } : null,
    accessDetails: {
      unifiedRoles: [SERVICE_SUPPORT_ADMINISTRATOR, DIRECTORY_READERS].map((roleDefinitionId) => ({
        roleDefinitionId,
      })),
    },
    status,
    autoExtendDuration: autoExtends,
    createdDateTime: writeInstant(created),
    lastModifiedDateTime: writeInstant(changed ?? created),
    activatedDateTime: activated === undefined ? null : writeInstant(activated),
    endDateTime: ended === undefined ? null : writeInstant(ended),
    ...(relationship.isReseller && {
      isPartnerConsentPending: false,
      indirectProviderTenantId: guidFrom('indirect provider'),
    }),
  };
}
