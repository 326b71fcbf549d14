import { CLOUDS, type CloudName } from '../../clouds.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { Clock, Random } from '../../time.ts';
import { SANDBOX_BOT } from '../accounts.ts';
import { armAudiences } from '../arm/authenticate.ts';
import { answerJson, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { answerAuthorize, describeUser } from './authorize.ts';
import { type Codes, createCodes } from './codes.ts';
import { checkCredential, readClient } from './credential.ts';
import { answerInstanceDiscovery, answerOpenIdConfiguration } from './discovery.ts';
import { answerSignInFailure, SIGN_IN_FAILURES, type SignInFailure } from './errors.ts';
import { answerManagedIdentity, METADATA_HOST } from './managed-identity.ts';
import type { RefreshTokens } from './refresh-tokens.ts';
import type { Tokens } from './tokens.ts';

export interface SignInParts {
  readonly accounts: readonly PartnerAccount[];
  readonly tenants: Tenants;
  readonly tokens: Tokens;
  readonly refreshTokens: RefreshTokens;
  readonly clock: Clock;
  readonly random: Random;
}

/** What marks the token of the partner's user, who signed in with a second factor. */
const PARTNER_USER = { idtyp: 'user', scp: 'user_impersonation', amr: ['pwd', 'mfa'] } as const;

/** Entra gives application tokens a little more than an hour. */
const LIFETIME_SECONDS = 3599;

/** Answers for the sign-in hosts: discovery, the sign-in page and both versions of the token endpoint; and for the machine's identities. */
export function createSignIn(parts: SignInParts): (request: SandboxRequest) => SandboxAnswer {
  const codes = createCodes(parts.clock);
  return (request) => {
    if (request.host === METADATA_HOST) return answerManagedIdentity(request, parts.tokens);
    const path = decodeURIComponent(request.path);
    if (/\/discovery\/instance$/.test(path)) return answerInstanceDiscovery(request.cloud);
    const discovery = /^\/([^/]+)\/(v2\.0\/)?\.well-known\/openid-configuration$/.exec(path);
    if (discovery) {
      const tenant = discovery[1] ?? '';
      return isShared(tenant) || parts.tenants.find(request.cloud, tenant)
        ? answerOpenIdConfiguration(request.cloud, tenant, discovery[2] !== undefined)
        : answerSignInFailure(request, SIGN_IN_FAILURES.unknownTenant(tenant), parts);
    }
    if (/\/discovery\/(v2\.0\/)?keys$/.test(path)) return answerJson(200, { keys: [] });
    const page = /^\/([^/]+)\/oauth2\/v2\.0\/authorize$/.exec(path);
    if (page && request.method === 'GET') return answerAuthorize(request, page[1] ?? '', parts, codes);
    const token = /^\/([^/]+)\/oauth2\/(v2\.0\/)?token$/.exec(path);
    if (!token || request.method !== 'POST') return { status: 404, headers: {}, body: '' };
    const answer = grant(request, token[1] ?? '', token[2] !== undefined, parts, codes);
    return 'error' in answer ? answerSignInFailure(request, answer, parts) : answer;
  };
}

function grant(
  request: SandboxRequest,
  tenantName: string,
  v2: boolean,
  parts: SignInParts,
  codes: Codes,
): SandboxAnswer | SignInFailure {
  const form = new URLSearchParams(request.body);
  const grantType = form.get('grant_type') ?? '';
  const client = readClient(request, form);
  const isUser = ['refresh_token', 'authorization_code'].includes(grantType);
  if (!isUser && grantType !== 'client_credentials') return SIGN_IN_FAILURES.unsupportedGrant(grantType);
  if (isShared(tenantName)) return SIGN_IN_FAILURES.noTenant();
  const tenant = parts.tenants.find(request.cloud, tenantName);
  if (!tenant) return SIGN_IN_FAILURES.unknownTenant(tenantName);
  const account = [...parts.accounts, ...BOTS].find(
    ({ cloud, clientId }) => cloud === request.cloud && clientId.toLowerCase() === client.id.toLowerCase(),
  );
  const isForeign = BOTS.some((bot) => bot === account && bot.tenantId !== tenant.tenantId);
  if (!account || isForeign || tenant.behaviour === 'noConsent')
    return SIGN_IN_FAILURES.noConsent(client.id, tenant.name);
  const refused = checkCredential(account, client.secret, form, parts.tokens, parts.clock());
  if (refused) return refused;
  const isCode = grantType === 'authorization_code';
  const isGoodGrant = isCode
    ? codes.redeem(form, account)
    : !isUser || parts.refreshTokens.isGood(request.cloud, form.get('refresh_token') ?? '');
  if (!isGoodGrant) return SIGN_IN_FAILURES.badGrant();

  const wanted = readResource(form, v2, isUser);
  if (wanted === undefined) return SIGN_IN_FAILURES.badScope(form.get('scope') ?? '');
  const resources = audiencesOf(account, request.cloud);
  const aud = resources.find((origin) => origin === wanted.toLowerCase().replace(/\/+$/, ''));
  if (!aud) return SIGN_IN_FAILURES.unknownResource(wanted, tenant.name);
  const accessToken = parts.tokens.issue(
    {
      cloud: request.cloud,
      tid: tenant.tenantId,
      appid: account.clientId,
      aud,
      ...(isUser ? PARTNER_USER : { idtyp: 'app' }),
    },
    LIFETIME_SECONDS,
  );
  const user = isCode ? describeUser(account, request.host, parts.clock()) : {};
  return answerJson(
    200,
    { ...tokenBody(accessToken, aud, request, v2, isUser, parts), ...user },
    { 'cache-control': 'no-store, no-cache' },
  );
}

/** The bots as applications; each is known in its own tenant alone. */
const BOTS: readonly PartnerAccount[] = Object.values(SANDBOX_BOT).map(
  ({ cloud, tenantId, appId, password = '' }) => ({
    ...{ cloud, tenantId, clientId: appId, refreshToken: undefined },
    credential: { kind: 'secret', secret: password },
  }),
);

/** What an application may ask tokens for: the bots send messages, and read nothing. */
function audiencesOf(account: PartnerAccount, cloud: CloudName): readonly string[] {
  const { graph, partnerCenter, botFramework } = CLOUDS[cloud];
  if (BOTS.includes(account)) return [new URL(botFramework.tokenScope).origin];
  return [graph, partnerCenter, ...armAudiences(cloud)];
}

/** v1 writes its numbers as strings and names the resource; v2 does neither, and names it in its scopes (sample: "Enable the secure application model"). */
function tokenBody(
  token: string,
  resource: string,
  request: SandboxRequest,
  v2: boolean,
  isUser: boolean,
  { clock, refreshTokens }: SignInParts,
) {
  const { scp } = PARTNER_USER;
  const refresh = isUser
    ? { scope: v2 ? `${resource}/${scp}` : scp, refresh_token: refreshTokens.issue(request.cloud) }
    : {};
  if (v2) {
    return {
      token_type: 'Bearer',
      expires_in: LIFETIME_SECONDS,
      ext_expires_in: LIFETIME_SECONDS,
      ...refresh,
      access_token: token,
    };
  }
  const now = Math.floor(clock() / 1000);
  return {
    token_type: 'Bearer',
    expires_in: String(LIFETIME_SECONDS),
    ext_expires_in: String(LIFETIME_SECONDS),
    expires_on: String(now + LIFETIME_SECONDS),
    not_before: String(now - 300),
    resource,
    ...refresh,
    access_token: token,
  };
}

function readResource(form: URLSearchParams, v2: boolean, isUser: boolean): string | undefined {
  if (!v2) return form.get('resource') ?? '';
  // MSAL adds the OpenID scopes when it redeems a refresh token.
  const scopes = (form.get('scope') ?? '').split(/\s+/).filter((scope) => scope.includes('://'));
  const scope = scopes[0] ?? '';
  if (scope.endsWith('/.default')) return scope.slice(0, -'/.default'.length);
  return isUser && URL.canParse(scope) ? new URL(scope).origin : undefined;
}

const isShared = (tenant: string) => ['common', 'organizations', 'consumers'].includes(tenant.toLowerCase());
