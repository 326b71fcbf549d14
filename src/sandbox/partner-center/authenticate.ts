import { CLOUDS } from '../../clouds.ts';
import { readBearer, type SandboxRequest } from '../exchange.ts';
import type { TokenClaims, Tokens } from '../sign-in/tokens.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { PartnerCenterFailure } from './errors.ts';

/** Who asks: the partner's application, alone or with its user. Throws 401, or 403 for anybody but a partner. */
export function authenticateForPartnerCenter(
  request: SandboxRequest,
  { tokens, tenants }: { readonly tokens: Tokens; readonly tenants: Tenants },
): TokenClaims {
  const token = readBearer(request.headers);
  const claims = token === undefined ? undefined : tokens.read(token);
  if (!claims || claims.cloud !== request.cloud)
    throw new PartnerCenterFailure(401, '900401', 'The token is missing or invalid.');
  if (claims.aud !== CLOUDS[request.cloud].partnerCenter) {
    throw new PartnerCenterFailure(
      401,
      '900420',
      'The audience in the token is invalid and is no longer supported in Partner Center API.',
    );
  }
  if (tokens.isExpired(claims)) throw new PartnerCenterFailure(401, '900401', 'The token has expired.');
  if (!tenants.find(request.cloud, claims.tid)?.isPartner) {
    throw new PartnerCenterFailure(
      403,
      '900308',
      'The caller is not a partner, or its privileges are insufficient.',
    );
  }
  return claims;
}
