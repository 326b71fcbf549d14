import { LRUCache } from 'lru-cache';
import { ReadError } from '../../errors.ts';
import type { EpochMs } from '../../time.ts';
import type { Runtime } from '../call.ts';
import { createFlights } from './flights.ts';
import type { TokenErrand } from './network-client.ts';
import type { RequestToken, Token } from './request-token.ts';

/** Tokens held at most: one for each customer of a large partner, about 2 KB each. */
const MAX_TOKENS = 20_000;

const RENEW_BEFORE_MS = 5 * 60_000;
/** Tokens fetched together at start are renewed spread over this time. */
const RENEW_SPREAD_MS = 5 * 60_000;
const BACKGROUND_MS = 30_000;

interface CachedToken extends Token {
  readonly renewAt: EpochMs;
}

/** Access tokens of one partner account, by tenant and scope. */
export interface SignIn {
  /**
   * A valid token. Callers asking for the same one at the same time share one sign-in; shortly before it expires it is renewed
   * behind the scenes. Throws `ReadError`.
   */
  getToken(errand: TokenErrand, scope: string): Promise<string>;
  /** Forgets a token an API refused, unless a newer one has taken its place. */
  dropToken(errand: Pick<TokenErrand, 'cloud' | 'tenantId'>, scope: string, token: string): void;
}

export function createSignIn(
  { clock, random }: Pick<Runtime, 'clock' | 'random'>,
  requestToken: RequestToken,
): SignIn {
  const tokens = new LRUCache<string, CachedToken>({ max: MAX_TOKENS });
  const flights = createFlights<string>();

  function fetchToken(errand: TokenErrand, scope: string): Promise<string> {
    const key = keyOf(errand, scope);
    return flights.join(key, errand.signal, async (signal) => {
      const token = await requestToken({ ...errand, signal }, scope);
      const lifetime = token.expiresAt - clock();
      const early = Math.min(RENEW_BEFORE_MS + random() * RENEW_SPREAD_MS, lifetime / 5);
      tokens.set(key, { ...token, renewAt: token.expiresAt - early });
      return token.value;
    });
  }

  function renewInBackground(errand: TokenErrand, scope: string): void {
    const patient = {
      ...errand,
      deadline: clock() + BACKGROUND_MS,
      signal: AbortSignal.timeout(BACKGROUND_MS),
    };
    // A failure costs nothing yet: the old token still holds, and the next call tries again.
    fetchToken(patient, scope).catch(() => {});
  }

  return {
    async getToken(errand, scope) {
      const now = clock();
      const cached = tokens.get(keyOf(errand, scope));
      if (cached && now < cached.expiresAt) {
        if (now >= cached.renewAt) renewInBackground(errand, scope);
        return cached.value;
      }
      try {
        return await fetchToken(errand, scope);
      } catch (cause) {
        if (cause instanceof ReadError) throw cause;
        const message = `Entra sign-in (${errand.cloud}): the caller stopped waiting`;
        throw new ReadError('timeout', message, { cause });
      }
    },
    dropToken(errand, scope, token) {
      const key = keyOf(errand, scope);
      if (tokens.get(key)?.value === token) tokens.delete(key);
    },
  };
}

function keyOf({ cloud, tenantId }: Pick<TokenErrand, 'cloud' | 'tenantId'>, scope: string): string {
  return `${cloud}:${tenantId.toLowerCase()}:${scope}`;
}
