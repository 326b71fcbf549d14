import { ConfidentialClientApplication } from '@azure/msal-node';
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

/** Signs the application in to a tenant with client credentials, for one scope. Throws `ReadError`. */
export type RequestToken = (errand: TokenErrand, scope: string) => Promise<Token>;

/**
 * The MSAL application lives for one sign-in only: it keeps everything it ever received, which with thousands of tenants would
 * be every token twice. Making one costs less than a millisecond.
 */
export function createRequestToken(runtime: Runtime, send: Send, account: PartnerAccount): RequestToken {
  return async (errand, scope) => {
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
      const result = await application.acquireTokenByClientCredential({
        scopes: [scope],
        azureRegion: 'DisableMsalForceRegion',
      });
      if (!result || network.expiresAt === undefined) throw new Error('MSAL returned no token');
      return { value: result.accessToken, expiresAt: network.expiresAt };
    } catch (error) {
      if (network.failure instanceof ReadError) throw network.failure;
      throw network.expiresAt === undefined ? refused(error, account) : unusable(account);
    }
  };
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
