import type { PartnerAccount } from '../../partner-account.ts';
import type { EpochMs } from '../../time.ts';
import type { SandboxAnswer, SandboxRequest } from '../exchange.ts';
import { PLAYGROUND_PEOPLE } from '../people/playground-people.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { Codes } from './codes.ts';

/** Entra's sign-in page, on which the Playground's Admin agent signs in and agrees without a question. */
export function answerAuthorize(
  request: SandboxRequest,
  tenantName: string,
  parts: { readonly accounts: readonly PartnerAccount[]; readonly tenants: Tenants },
  codes: Codes,
): SandboxAnswer {
  const { query, cloud } = request;
  const account = parts.accounts.find(
    (one) => one.cloud === cloud && one.clientId.toLowerCase() === query.get('client_id')?.toLowerCase(),
  );
  const redirectUri = query.get('redirect_uri') ?? '';
  const challenge = query.get('code_challenge');
  const isOwn = parts.tenants.find(cloud, tenantName)?.tenantId === account?.tenantId;
  // Entra shows such mistakes on its own page: nobody is sent to an address that may not be the application's.
  if (!account || !isOwn) return tell(400, 'AADSTS700016: The application was not found in the directory.');
  if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol)) {
    return tell(400, 'AADSTS50011: The redirect URI does not match those configured for the application.');
  }
  if (query.get('response_type') !== 'code') return tell(400, 'AADSTS700054: response_type must be code.');
  if (challenge === null || query.get('code_challenge_method') !== 'S256') {
    return tell(400, 'AADSTS9002325: Proof Key for Code Exchange is required.');
  }
  const url = new URL(redirectUri);
  url.searchParams.set('code', codes.issue({ account, redirectUri, challenge }));
  const state = query.get('state');
  if (state !== null) url.searchParams.set('state', state);
  url.searchParams.set('session_state', '00000000-0000-4000-8000-000000000000');
  return { status: 302, headers: { location: url.href, 'cache-control': 'no-store' }, body: '' };
}

/** Who signed in: an ID token, whose signature nobody checks that got it straight from here, and MSAL's own account id. */
export function describeUser({ clientId, tenantId }: PartnerAccount, issuerHost: string, now: EpochMs) {
  const [person] = PLAYGROUND_PEOPLE;
  const oid = person?.objectId ?? '';
  const iat = Math.floor(now / 1000);
  const claims = {
    ver: '2.0',
    iss: `https://${issuerHost}/${tenantId}/v2.0`,
    ...{ aud: clientId, tid: tenantId, oid, sub: oid, iat, nbf: iat, exp: iat + 3_600 },
    name: `${person?.givenName} ${person?.surname}`,
    preferred_username: person?.mail,
  };
  return {
    id_token: `${encode({ typ: 'JWT', alg: 'RS256' })}.${encode(claims)}.${Buffer.from('unsigned').toString('base64url')}`,
    client_info: encode({ uid: oid, utid: tenantId }),
  };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function tell(status: number, text: string): SandboxAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${text}\n` };
}
