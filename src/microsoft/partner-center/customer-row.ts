import { z } from 'zod';
import type { CloudName } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';

const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

const text = z.string().catch('');
const row = z.object({
  id: text,
  companyProfile: z
    .object({ tenantId: text, domain: text, companyName: text })
    .catch({ tenantId: '', domain: '', companyName: '' }),
  relationshipToPartner: text,
});

/**
 * A customer from Partner Center's list. `notOurs`: the relationship is `none`. undefined: the row names no tenant, or is no
 * customer at all.
 */
export function readCustomer(cloud: CloudName, value: unknown): Customer | 'notOurs' | undefined {
  const parsed = row.safeParse(value);
  if (!parsed.success) return undefined;
  const { id, companyProfile, relationshipToPartner } = parsed.data;
  const tenantId = [companyProfile.tenantId.trim(), id.trim()].find((candidate) => GUID.test(candidate));
  if (tenantId === undefined) return undefined;
  if (relationshipToPartner.trim().toLowerCase() === 'none') return 'notOurs';
  const domain = companyProfile.domain.trim();
  const name = companyProfile.companyName.trim() || domain || tenantId;
  return { cloud, tenantId: tenantId.toLowerCase(), name, domain };
}
