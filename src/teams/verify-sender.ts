import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { BotIdentity } from '../bot-identity.ts';
import { CLOUDS } from '../clouds.ts';
import type { Clock } from '../time.ts';
import { isSameServiceUrl } from './service-url.ts';
import { KeysUnavailable, type SigningKeys } from './signing-keys.ts';

/**
 * Whether the channel has sent an activity to this bot. `forged` stands for everything that does not prove it; `reason` is a word for
 * the log, never for the sender.
 */
export type Verdict =
  | { readonly kind: 'verified' }
  | { readonly kind: 'forged'; readonly reason: string }
  /** Nobody can tell just now. */
  | { readonly kind: 'unknown' };

/** What of an activity its token has to agree with. */
export interface Claimed {
  readonly serviceUrl: string;
  readonly channelId: string;
}

/** Never throws. */
export type VerifySender = (authorization: string, claimed: Claimed) => Promise<Verdict>;

export interface VerifySenderOptions {
  readonly identity: Pick<BotIdentity, 'appId' | 'cloud'>;
  readonly keys: SigningKeys;
  readonly clock: Clock;
}

/** The longest header that is looked into, in characters; the channel's are below 2,000. */
const LONGEST_HEADER = 8_192;
/** A signed JWT in its compact form, and nothing else: neither unsigned nor encrypted. */
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;
/** "Industry-standard clock-skew is 5 minutes." */
const SKEW_SECONDS = 300;

/**
 * Checks what the documentation asks for ("Authenticate requests from the Bot Connector service to your bot"), for the channel's own tokens
 * alone: those of the emulator and of other bots are of other issuers.
 */
export function createVerifySender({ identity, keys, clock }: VerifySenderOptions): VerifySender {
  const { issuer } = CLOUDS[identity.cloud].botFramework;

  async function verify(authorization: string, claimed: Claimed): Promise<string | undefined> {
    if (authorization.length > LONGEST_HEADER) return 'tooLong';
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) return authorization === '' ? 'unsigned' : 'noBearerToken';
    // The algorithm, like the key, is never the sender's choice.
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg !== 'RS256') return 'algorithm';
    const key = typeof kid === 'string' ? await keys.find(kid) : undefined;
    if (key === undefined) return 'key';
    const { payload } = await jwtVerify(token, key.key, {
      algorithms: ['RS256'],
      issuer,
      requiredClaims: ['exp'],
      clockTolerance: SKEW_SECONDS,
      currentDate: new Date(clock()),
    });
    // Not by the library: it takes a list that holds the audience, too, and a token for several is not for this bot.
    if (payload.aud !== identity.appId) return 'audience';
    if (key.endorsements?.includes(claimed.channelId) === false) return 'endorsement';
    const named = [payload.serviceurl, payload.serviceUrl].filter((claim) => claim !== undefined);
    const isSame = (claim: unknown) =>
      typeof claim === 'string' && isSameServiceUrl(claim, claimed.serviceUrl);
    return named.length > 0 && named.every(isSame) ? undefined : 'serviceUrl';
  }

  return async (authorization, claimed) => {
    try {
      const reason = await verify(authorization, claimed);
      return reason === undefined ? { kind: 'verified' } : { kind: 'forged', reason };
    } catch (error) {
      if (error instanceof KeysUnavailable) return { kind: 'unknown' };
      return { kind: 'forged', reason: describe(error) };
    }
  };
}

/** Which check a token has failed; nothing of the token itself. */
function describe(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return CLAIMS[error.claim] ?? 'claim';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  return 'unreadable';
}

const CLAIMS: Readonly<Record<string, string>> = {
  iss: 'issuer',
  aud: 'audience',
  nbf: 'notYetValid',
  exp: 'noExpiry',
};
