import { createHash } from 'node:crypto';
import type { BotIdentity } from '../bot-identity.ts';
import type { CloudName } from '../clouds.ts';
import type { PartnerAccount } from '../partner-account.ts';

/** A stable, made-up GUID (version 4 shape) for a text. The same text always gives the same GUID. */
export function guidFrom(text: string): string {
  const hex = createHash('sha256').update(`partner-health-sandbox:${text}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Refresh tokens that the sandbox redeems, as a partner user of the Secure Application Model. */
export const SANDBOX_REFRESH_TOKENS: Readonly<Record<CloudName, string>> = {
  global: 'sandbox-global-refresh-token',
  china: 'sandbox-china-refresh-token',
};

/** The partner that the sandbox knows, one account a cloud. The secrets open nothing but the sandbox. */
export const SANDBOX_ACCOUNTS: readonly PartnerAccount[] = [
  {
    cloud: 'global',
    tenantId: guidFrom('partner:global'),
    clientId: guidFrom('application:global'),
    credential: { kind: 'secret', secret: 'sandbox-global-secret' },
    refreshToken: SANDBOX_REFRESH_TOKENS.global,
  },
  {
    cloud: 'china',
    tenantId: guidFrom('partner:china'),
    clientId: guidFrom('application:china'),
    credential: { kind: 'secret', secret: 'sandbox-china-secret' },
    refreshToken: undefined,
  },
];

/** The bot that the sandbox knows, one registration a cloud, each with a client secret. */
export const SANDBOX_BOT: Readonly<Record<CloudName, BotIdentity>> = {
  global: makeBot('global'),
  china: makeBot('china'),
};

function makeBot(cloud: CloudName): BotIdentity {
  return {
    appId: guidFrom(`bot:${cloud}`),
    type: 'SingleTenant',
    tenantId: guidFrom(`partner:${cloud}`),
    password: `sandbox-${cloud}-bot-secret`,
    cloud,
  };
}
