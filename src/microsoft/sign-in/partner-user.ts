import { CLOUDS, type CloudName } from '../../clouds.ts';
import { hasPartnerUser, type PartnerAccount } from '../../partner-account.ts';
import type { StaffDirectory } from '../../staff/ports.ts';
import type { Runtime } from '../call.ts';
import type { AcquireToken } from './acquire-token.ts';
import { createRefreshTokenKeeper, type RefreshTokenKeeper, type SecretStore } from './keep-refresh-token.ts';
import { createRequestUserToken, type RequestToken } from './request-token.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

/** The partner user of an account (Secure Application Model). */
export interface PartnerUser {
  readonly account: PartnerAccount;
  readonly acquireToken: AcquireToken;
  readonly keeper: RefreshTokenKeeper;
  /** Signs in, whatever is kept. */
  readonly requestToken: RequestToken;
  readonly signIn: SignIn;
  /** Those of the partner's tenant, of whom the partner user is one. */
  readonly people: StaffDirectory;
}

/** undefined: the account has none, or nothing that takes one. */
export function createPartnerUser(
  runtime: Runtime,
  account: PartnerAccount,
  acquireToken: AcquireToken,
  store: SecretStore | undefined,
  people: StaffDirectory,
): PartnerUser | undefined {
  const { refreshToken: configured } = account;
  if (configured === undefined || !hasPartnerUser(account)) return undefined;
  const { clock, log } = runtime;
  const keeper = createRefreshTokenKeeper({ account, configured, store, clock, log });
  const requestToken = createRequestUserToken(acquireToken, keeper);
  const signIn = createSignIn(runtime, requestToken);
  return { account, acquireToken, keeper, requestToken, signIn, people };
}

/** What a partner user signs in for. */
export const userScopeOf = (cloud: CloudName): string => `${CLOUDS[cloud].partnerCenter}/user_impersonation`;
