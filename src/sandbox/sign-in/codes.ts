import { createHash, randomBytes } from 'node:crypto';
import type { PartnerAccount } from '../../partner-account.ts';
import type { Clock, EpochMs } from '../../time.ts';

/** What somebody agreed to on the sign-in page. */
export interface CodeGrant {
  readonly account: PartnerAccount;
  readonly redirectUri: string;
  /** SHA-256 of the proof key, in base64url (RFC 7636). */
  readonly challenge: string;
}

/** Authorization codes: each for ten minutes, and for one use. */
export interface Codes {
  issue(grant: CodeGrant): string;
  /** Whether the form shows a code given to this application, with the same address and the right proof key. Ends the code. */
  redeem(form: URLSearchParams, account: PartnerAccount): boolean;
}

const VALID_MS = 10 * 60_000;
const MAX_CODES = 1_000;

export function createCodes(clock: Clock): Codes {
  const codes = new Map<string, CodeGrant & { readonly expiresAt: EpochMs }>();
  return {
    issue(grant) {
      const [oldest] = codes.keys();
      if (codes.size >= MAX_CODES && oldest !== undefined) codes.delete(oldest);
      const code = `1.${randomBytes(48).toString('base64url')}`;
      codes.set(code, { ...grant, expiresAt: clock() + VALID_MS });
      return code;
    },
    redeem(form, account) {
      const code = form.get('code') ?? '';
      const grant = codes.get(code);
      codes.delete(code);
      const verifier = form.get('code_verifier') ?? '';
      return (
        grant !== undefined &&
        grant.expiresAt > clock() &&
        grant.account === account &&
        grant.redirectUri === form.get('redirect_uri') &&
        grant.challenge === createHash('sha256').update(verifier).digest('base64url')
      );
    },
  };
}
