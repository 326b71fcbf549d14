import { z } from 'zod';
import type { PartnerAccount } from '../../partner-account.ts';
import type { EpochMs } from '../../time.ts';
import { readHeader, type SandboxRequest } from '../exchange.ts';
import { SIGN_IN_FAILURES, type SignInFailure } from './errors.ts';
import { isExchangeAudience } from './managed-identity.ts';
import { readJwtPayload, type Tokens } from './tokens.ts';

const ASSERTION = z.object({ iss: z.string(), sub: z.string(), exp: z.number() });
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Client id and secret as a form field or as basic authentication: Entra takes both. */
export function readClient(request: SandboxRequest, form: URLSearchParams) {
  const basic = /^Basic\s+(\S+)$/i.exec(readHeader(request.headers, 'authorization') ?? '')?.[1];
  const [id, secret] = basic ? Buffer.from(basic, 'base64').toString('utf8').split(':') : [];
  return { id: form.get('client_id') ?? id ?? '', secret: form.get('client_secret') ?? secret };
}

/**
 * Checks who asks for a token; undefined: it is who it says. A certificate's assertion is taken when it names the application
 * and has not expired: its signature is not checked, for the sandbox knows no certificate. A token of the simulated machine's managed
 * identity is taken for every application.
 */
export function checkCredential(
  account: PartnerAccount,
  secret: string | undefined,
  form: URLSearchParams,
  tokens: Tokens,
  now: EpochMs,
): SignInFailure | undefined {
  const assertion = form.get('client_assertion');
  if (assertion !== null) {
    const identity = tokens.read(assertion);
    if (identity && form.get('client_assertion_type') === ASSERTION_TYPE) {
      if (!isExchangeAudience(identity.aud)) return SIGN_IN_FAILURES.badAssertion();
      return tokens.isExpired(identity) ? SIGN_IN_FAILURES.expiredAssertion() : undefined;
    }
    const claims = ASSERTION.safeParse(readJwtPayload(assertion)).data;
    const names = claims?.iss === account.clientId && claims.sub === account.clientId;
    if (!names || form.get('client_assertion_type') !== ASSERTION_TYPE)
      return SIGN_IN_FAILURES.badAssertion();
    return claims.exp * 1000 <= now ? SIGN_IN_FAILURES.expiredAssertion() : undefined;
  }
  if (!secret) return SIGN_IN_FAILURES.noCredential();
  const right = account.credential.kind === 'secret' && account.credential.secret === secret;
  return right ? undefined : SIGN_IN_FAILURES.wrongSecret(account.clientId);
}
