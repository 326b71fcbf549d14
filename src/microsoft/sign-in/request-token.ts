import { type AuthenticationResult, ConfidentialClientApplication } from '@azure/msal-node';
import { CLOUDS } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { EpochMs } from '../../time.ts';
import type { Runtime } from '../call.ts';
import type { Send } from '../policy/request.ts';
import { toMsalCredential } from './credential.ts';
import { createSignInNetwork, type TokenErrand } from './network-client.ts';

export interface Token {
  readonly value: string;
  readonly expiresAt: EpochMs;
}

/** Signs in to a tenant for one scope: the application by its credentials, or a partner user. Throws `ReadError`. */
export type RequestToken = (errand: TokenErrand, scope: string) => Promise<Token>;

/** What MSAL is asked for with the application it is asked by. */
type Acquire = (application: ConfidentialClientApplication) => Promise<AuthenticationResult | null>;

export function createRequestToken(runtime: Runtime, send: Send, account: PartnerAccount): RequestToken {
  return async (errand, scope) => {
    const { token } = await acquireToken(runtime, send, account, errand, (application) =>
      application.acquireTokenByClientCredential({ scopes: [scope], azureRegion: 'DisableMsalForceRegion' }),
    );
    return token;
  };
}

/**
 * Signs the partner user in by their refresh token, the Secure Application Model. Each answer brings a newer one, which is used from then
 * on; it is kept in memory only, so that a restart begins with the configured one, which lives for 90 days from its issue.
 * https://learn.microsoft.com/partner-center/developer/enable-secure-app-model
 */
export function createRequestUserToken(
  runtime: Runtime,
  send: Send,
  account: PartnerAccount,
  configured: string,
): RequestToken {
  let refreshToken = configured;
  return async (errand, scope) => {
    const acquired = await acquireToken(runtime, send, account, errand, (application) =>
      application.acquireTokenByRefreshToken({ refreshToken, scopes: [scope] }),
    );
    refreshToken = acquired.refreshToken ?? refreshToken;
    return acquired.token;
  };
}

/**
 * The MSAL application lives for one sign-in only: it keeps everything it ever received, which with thousands of tenants would
 * be every token twice. Making one costs less than a millisecond.
 */
async function acquireToken(
  runtime: Runtime,
  send: Send,
  account: PartnerAccount,
  errand: TokenErrand,
  acquire: Acquire,
): Promise<{ token: Token; refreshToken: string | undefined }> {
  const network = createSignInNetwork(runtime, send, errand);
  try {
    const application = new ConfidentialClientApplication({
      auth: {
        clientId: account.clientId,
        authority: `${CLOUDS[account.cloud].authority}/${encodeURIComponent(errand.tenantId)}`,
        ...toMsalCredential(account),
      },
      system: { networkClient: network.client },
    });
    const result = await acquire(application);
    if (!result || network.expiresAt === undefined) throw new Error('MSAL returned no token');
    const token = { value: result.accessToken, expiresAt: network.expiresAt };
    return { token, refreshToken: network.refreshToken };
  } catch (error) {
    if (network.failure instanceof ReadError) throw network.failure;
    throw network.expiresAt === undefined ? refused(error, account) : unusable(account);
  }
}

/** Nothing was sent, so MSAL refused what it was given. Its own error is left out: it may quote the key. */
function refused(error: unknown, { cloud, credential }: PartnerAccount): ReadError {
  if (error instanceof ReadError) return error;
  const what = credential.kind === 'certificate' ? 'certificate' : 'client id or secret';
  const message = `Entra sign-in (${cloud}): the ${what} cannot be used; check PARTNER_${cloud.toUpperCase()}_*`;
  return new ReadError('credentialRefused', message);
}

function unusable({ cloud }: PartnerAccount): ReadError {
  return new ReadError('invalidAnswer', `Entra sign-in (${cloud}): the answer holds no usable token`);
}
