import { readHeader, type SandboxRequest } from '../exchange.ts';
import type { TokenClaims } from '../sign-in/tokens.ts';
import { PartnerCenterFailure } from './errors.ts';

/**
 * For resources of "App + User" only. "Every App+User call must carry an MFA claim"; with the header `ValidateMfa: true` the answer says
 * in `isMfaCompliant` whether it did. Callers report 401 without the claim, with which code is not known; an application alone is refused
 * as one whose privileges do not suffice.
 */
export function checkUserToken(
  request: SandboxRequest,
  { idtyp, amr = [] }: TokenClaims,
  headers: Record<string, string>,
): void {
  if (idtyp !== 'user') {
    throw new PartnerCenterFailure(403, '900308', 'The resource is for an application with a user only.');
  }
  const isCompliant = amr.includes('mfa');
  if (/^true$/i.test(readHeader(request.headers, 'validatemfa') ?? ''))
    headers.ismfacompliant = String(isCompliant);
  if (!isCompliant) throw new PartnerCenterFailure(401, '900401', 'The token carries no MFA claim.');
}
