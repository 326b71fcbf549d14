import { CLOUDS, type CloudName } from '../../clouds.ts';
import { readBearer, type SandboxRequest } from '../exchange.ts';
import type { TokenClaims, Tokens } from '../sign-in/tokens.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { ArmFailure } from './errors.ts';

/** The older names of Azure Resource Manager as a resource, still accepted. */
const OLDER_AUDIENCES: Readonly<Record<CloudName, string>> = {
  global: 'https://management.core.windows.net',
  china: 'https://management.core.chinacloudapi.cn',
};

/** Audiences of tokens for Azure Resource Manager, without a slash at the end. */
export const armAudiences = (cloud: CloudName): readonly string[] => [
  CLOUDS[cloud].arm,
  OLDER_AUDIENCES[cloud],
];

/** Who asks, and in which directory. Throws 401 with a challenge. */
export function authenticateForArm(
  request: SandboxRequest,
  { tokens, tenants }: { readonly tokens: Tokens; readonly tenants: Tenants },
): { readonly claims: TokenClaims; readonly tenant: Tenant } {
  const { cloud } = request;
  const refuse = (code: string, message: string) =>
    new ArmFailure(401, code, message, {
      'www-authenticate': `Bearer authorization_uri="${CLOUDS[cloud].authority}/common", error="invalid_token", error_description="${message}"`,
    });
  const token = readBearer(request.headers);
  if (!token)
    throw refuse('AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.");
  const claims = tokens.read(token);
  if (!claims || claims.cloud !== cloud)
    throw refuse('InvalidAuthenticationToken', 'The access token is invalid.');
  if (!armAudiences(cloud).includes(claims.aud)) {
    throw refuse(
      'InvalidAuthenticationTokenAudience',
      `The access token has been obtained for wrong audience or resource '${claims.aud}'. It should exactly match with one of the allowed audiences '${armAudiences(
        cloud,
      )
        .flatMap((audience) => [audience, `${audience}/`])
        .join("','")}'.`,
    );
  }
  if (tokens.isExpired(claims)) throw refuse('ExpiredAuthenticationToken', 'The access token has expired.');
  const tenant = tenants.find(cloud, claims.tid);
  if (!tenant) throw refuse('InvalidAuthenticationTokenTenant', 'The access token is from the wrong issuer.');
  return { claims, tenant };
}
