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

export interface ArmCaller {
  readonly claims: TokenClaims;
  readonly tenant: Tenant;
}

interface Directory {
  readonly tokens: Tokens;
  readonly tenants: Tenants;
}

/** Who asks, and in which directory. Throws 401 with a challenge. */
export function authenticateForArm(request: SandboxRequest, directory: Directory): ArmCaller {
  return readArmToken(request.cloud, readBearer(request.headers), 'authorization', directory);
}

/** Whose token it is, checked; `header` is where it came from. Throws 401 with a challenge. */
export function readArmToken(
  cloud: CloudName,
  token: string | undefined,
  header: 'authorization' | 'x-ms-authorization-auxiliary',
  { tokens, tenants }: Directory,
): ArmCaller {
  const isMain = header === 'authorization';
  const what = isMain ? 'access token' : 'auxiliary access token';
  const refuse = (code: string, message: string) => challenge(cloud, code, message);
  if (!token) {
    const name = isMain ? 'Authorization' : header;
    throw refuse('AuthenticationFailed', `Authentication failed. The '${name}' header is missing.`);
  }
  const claims = tokens.read(token);
  if (!claims || claims.cloud !== cloud)
    throw refuse('InvalidAuthenticationToken', `The ${what} is invalid.`);
  if (!armAudiences(cloud).includes(claims.aud)) {
    const allowed = armAudiences(cloud).flatMap((audience) => [audience, `${audience}/`]);
    throw refuse(
      'InvalidAuthenticationTokenAudience',
      `The ${what} has been obtained for wrong audience or resource '${claims.aud}'. It should exactly match with one of the allowed audiences '${allowed.join("','")}'.`,
    );
  }
  if (tokens.isExpired(claims)) throw refuse('ExpiredAuthenticationToken', `The ${what} has expired.`);
  const tenant = tenants.find(cloud, claims.tid);
  if (!tenant) throw wrongIssuer(cloud, what);
  return { claims, tenant };
}

export const wrongIssuer = (cloud: CloudName, what: string) =>
  challenge(cloud, 'InvalidAuthenticationTokenTenant', `The ${what} is from the wrong issuer.`);

const challenge = (cloud: CloudName, code: string, message: string) =>
  new ArmFailure(401, code, message, {
    'www-authenticate': `Bearer authorization_uri="${CLOUDS[cloud].authority}/common", error="invalid_token", error_description="${message}"`,
  });
