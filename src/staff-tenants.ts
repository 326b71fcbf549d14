import type { BotIdentity } from './bot-identity.ts';
import type { CloudName } from './clouds.ts';
import type { PartnerAccount } from './partner-account.ts';

/** Where the partner's people are, and which conversations are theirs. */
export interface StaffTenants {
  /** The cloud of this tenant: people are looked up with the account there, or, where there is none, with the bot's own registration. */
  readonly cloud: CloudName;
  readonly tenantId: string;
  /** Tenants whose conversations are the partner's own. */
  readonly ownTenants: readonly string[];
  /** Whether a conversation of no tenant is a stranger's. */
  readonly requiresTenant: boolean;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The bot speaks in its own tenant, so the people are there, and nowhere else: ids of one cloud's people are never asked of the other's. A bot
 * without identity takes the messages of this machine only, from any tenant of its accounts and from those of `others`.
 */
export function chooseStaffTenants(
  accounts: readonly Pick<PartnerAccount, 'cloud' | 'tenantId'>[],
  identity: Pick<BotIdentity, 'tenantId' | 'cloud'> | undefined,
  others: readonly string[] = [],
): StaffTenants | undefined {
  const account = accounts.find(({ cloud }) => cloud === (identity?.cloud ?? 'global'));
  if (identity) {
    // A tenant can be set by its domain, while conversations tell its id.
    const isId = GUID.test(identity.tenantId) || account === undefined;
    const tenantId = isId ? identity.tenantId : account.tenantId;
    return { cloud: identity.cloud, tenantId, ownTenants: [tenantId], requiresTenant: true };
  }
  const first = account ?? accounts[0];
  if (!first) return undefined;
  const { cloud, tenantId } = first;
  const ownTenants = [...accounts.map((one) => one.tenantId), ...others];
  return { cloud, tenantId, ownTenants, requiresTenant: false };
}
