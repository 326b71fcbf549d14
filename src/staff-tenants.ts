import type { BotIdentity } from './bot-identity.ts';
import type { CloudName } from './clouds.ts';
import type { PartnerAccount } from './partner-account.ts';

/** Where the partner's people are, and which conversations are theirs. */
export interface StaffTenants {
  /** With the account of this cloud people are looked up in this tenant. */
  readonly cloud: CloudName;
  readonly tenantId: string;
  /** Tenants whose conversations are the partner's own. */
  readonly ownTenants: readonly string[];
  /** Whether a conversation of no tenant is a stranger's. */
  readonly requiresTenant: boolean;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The bot speaks in its own tenant, so the people are there: read with the account of the bot's cloud, or with the only one there is. A bot
 * without identity takes the messages of this machine only, from any tenant of its accounts and from those of `others`.
 */
export function chooseStaffTenants(
  accounts: readonly Pick<PartnerAccount, 'cloud' | 'tenantId'>[],
  identity: Pick<BotIdentity, 'tenantId' | 'cloud'> | undefined,
  others: readonly string[] = [],
): StaffTenants | undefined {
  const account = accounts.find(({ cloud }) => cloud === (identity?.cloud ?? 'global')) ?? accounts[0];
  if (!account) return undefined;
  const { cloud } = account;
  if (!identity) {
    const ownTenants = [...accounts.map(({ tenantId }) => tenantId), ...others];
    return { cloud, tenantId: account.tenantId, ownTenants, requiresTenant: false };
  }
  // A tenant can be set by its domain, while conversations tell its id.
  const isReadable = cloud === identity.cloud && GUID.test(identity.tenantId);
  const tenantId = isReadable ? identity.tenantId : account.tenantId;
  const own = GUID.test(identity.tenantId) ? identity.tenantId : tenantId;
  return { cloud, tenantId, ownTenants: [own], requiresTenant: true };
}
