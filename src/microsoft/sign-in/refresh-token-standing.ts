import type { ConsentState } from '../../staff/consents.ts';
import type { EpochMs } from '../../time.ts';
import type { KeptRefreshToken } from './keep-refresh-token.ts';

const DAY_MS = 24 * 3_600_000;
/**
 * A refresh token that is not used ends after 90 days.
 * https://learn.microsoft.com/entra/identity-platform/refresh-tokens#token-lifetime
 */
const LIFETIME_MS = 90 * DAY_MS;
/** Renewed daily as it is, a token of this age means that something has been wrong for long. */
const DUE_MS = 75 * DAY_MS;

/** How a partner user's sign-in stands by their refresh token. */
export function judgeRefreshToken(
  { since, isRenewed, refused }: KeptRefreshToken,
  now: EpochMs,
): { readonly state: ConsentState; readonly expiresAt: EpochMs | undefined } {
  const age = now - since;
  const expiresAt = isRenewed && refused === undefined ? since + LIFETIME_MS : undefined;
  if (refused === 'lapsed' || age >= LIFETIME_MS) return { state: 'lapsed', expiresAt };
  return { state: refused === 'due' || age >= DUE_MS ? 'due' : 'ok', expiresAt };
}
