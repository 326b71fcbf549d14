import { type AuthenticationResult, ConfidentialClientApplication } from '@azure/msal-node';
import { CLOUDS } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import type { IdentityEndpoint, PartnerAccount } from '../../partner-account.ts';
import type { Runtime } from '../call.ts';
import type { Send } from '../policy/request.ts';
import { createProve } from './credential.ts';
import { createSignInNetwork, type TokenErrand } from './network-client.ts';
import type { Token } from './token-shelf.ts';

/** What a sign-in brought. */
export interface Acquired {
  readonly token: Token;
  /** A partner user's newest refresh token; undefined: none came along. */
  readonly refreshToken: string | undefined;
  /** The claims of the ID token, as they came straight from the sign-in service; undefined: none came along. */
  readonly idToken: unknown;
}

/** One sign-in with the account's credential, of the kind that `acquire` asks MSAL for. Throws `ReadError`. */
export type AcquireToken = (
  errand: TokenErrand,
  acquire: (application: ConfidentialClientApplication) => Promise<AuthenticationResult | null>,
) => Promise<Acquired>;

export interface AcquireOptions {
  /** Where this machine hands out tokens of its managed identities. Default: the instance metadata service. */
  readonly endpoint?: IdentityEndpoint | undefined;
  /** Default: that of the account's cloud. */
  readonly authority?: string;
  /** The variables that hold the credential, for whoever has to mend it. Default: those of a partner account. */
  readonly settings?: string;
}

/**
 * The MSAL application lives for one sign-in only: it keeps everything it ever received, which with thousands of tenants would
 * be every token twice. Making one costs less than a millisecond.
 */
export function createAcquireToken(
  runtime: Runtime,
  send: Send,
  account: PartnerAccount,
  { endpoint, authority = CLOUDS[account.cloud].authority, settings }: AcquireOptions = {},
): AcquireToken {
  const prove = createProve(runtime, send, account, endpoint);
  return async (errand, acquire) => {
    const network = createSignInNetwork(runtime, send, errand);
    try {
      const application = new ConfidentialClientApplication({
        auth: {
          clientId: account.clientId,
          authority: `${authority}/${encodeURIComponent(errand.tenantId)}`,
          ...prove(errand),
        },
        system: { networkClient: network.client },
      });
      const result = await acquire(application);
      if (!result || network.expiresAt === undefined) throw new Error('MSAL returned no token');
      return {
        token: { value: result.accessToken, expiresAt: network.expiresAt },
        refreshToken: network.refreshToken,
        idToken: result.idToken === '' ? undefined : result.idTokenClaims,
      };
    } catch (error) {
      if (network.failure instanceof ReadError) throw nameSettings(network.failure, settings);
      throw network.expiresAt === undefined ? refused(error, account, settings) : unusable(account);
    }
  };
}

/** Nothing was sent, so MSAL refused what it was given. Its own error is left out: it may quote the key. */
function refused(
  error: unknown,
  { cloud, credential }: PartnerAccount,
  settings = `PARTNER_${cloud.toUpperCase()}_*`,
): ReadError {
  if (error instanceof ReadError) return error;
  // Whoever waited for the managed identity's token has gone.
  if (error instanceof DOMException)
    return new ReadError('timeout', `Entra sign-in (${cloud}): no time was left`);
  const what = credential.kind === 'certificate' ? 'certificate' : 'client id or secret';
  const message = `Entra sign-in (${cloud}): the ${what} cannot be used; check ${settings}`;
  return new ReadError('credentialRefused', message);
}

/** Entra's refusals speak of a credential; where it is no partner account's, that alone would lead to the wrong one. */
function nameSettings(error: ReadError, settings: string | undefined): ReadError {
  if (settings === undefined || error.code !== 'credentialRefused') return error;
  const { status, requestId } = error;
  return new ReadError(error.code, `${error.message}; check ${settings}`, { status, requestId });
}

function unusable({ cloud }: PartnerAccount): ReadError {
  return new ReadError('invalidAnswer', `Entra sign-in (${cloud}): the answer holds no usable token`);
}
