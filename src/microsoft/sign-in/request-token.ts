import type { AcquireToken } from './acquire-token.ts';
import { SignInRefused } from './entra-error.ts';
import type { RefreshTokenKeeper } from './keep-refresh-token.ts';
import type { TokenErrand } from './network-client.ts';
import type { Token } from './token-shelf.ts';

/** Signs in to a tenant for one scope: the application by its credentials, or a partner user. Throws `ReadError`. */
export type RequestToken = (errand: TokenErrand, scope: string) => Promise<Token>;

export function createRequestToken(acquireToken: AcquireToken): RequestToken {
  return async (errand, scope) => {
    const { token } = await acquireToken(errand, (application) =>
      application.acquireTokenByClientCredential({ scopes: [scope], azureRegion: 'DisableMsalForceRegion' }),
    );
    return token;
  };
}

/**
 * Signs the partner user in by their refresh token, the Secure Application Model. Each answer brings a newer one, which is kept and used
 * from then on. When one is refused, whatever else may still be good is tried: what another replica has kept meanwhile, and the
 * configured one.
 * https://learn.microsoft.com/partner-center/developer/enable-secure-app-model
 */
export function createRequestUserToken(acquireToken: AcquireToken, keeper: RefreshTokenKeeper): RequestToken {
  return async (errand, scope) => {
    const tried = new Set<string>();
    for (let next = await keeper.current(); ; ) {
      const refreshToken = next.token;
      tried.add(refreshToken);
      try {
        const acquired = await acquireToken(errand, (application) =>
          application.acquireTokenByRefreshToken({ refreshToken, scopes: [scope] }),
        );
        if (acquired.refreshToken !== undefined) await keeper.renew(acquired.refreshToken, next);
        return acquired.token;
      } catch (error) {
        if (!(error instanceof SignInRefused) || error.userSignIn === undefined) throw error;
        const other = await keeper.findOther(tried);
        if (other === undefined) {
          await keeper.refuse(tried, error.userSignIn);
          throw error;
        }
        next = other;
      }
    }
  };
}
