import { LRUCache } from 'lru-cache';
import { ReadError } from '../../errors.ts';
import type { EpochMs } from '../../time.ts';
import type { Runtime } from '../call.ts';
import { createFlights } from './flights.ts';
import type { TokenErrand } from './network-client.ts';
import { createRefusals } from './refusals.ts';
import type { RequestToken } from './request-token.ts';
import { createTokenShelf } from './token-shelf.ts';

const RENEW_BEFORE_MS = 5 * 60_000;
/** Tokens fetched together at start are renewed spread over this time. */
const RENEW_SPREAD_MS = 5 * 60_000;
const BACKGROUND_MS = 30_000;
/** How long after a renewal that failed the next is tried; the old token still holds meanwhile. */
const RENEW_AGAIN_MS = 15_000;
/** How often a token may be given up because an API refused it. An API that refuses every token must not make us sign in for every call. */
const DROP_EVERY_MS = 60_000;
const MAX_DROPS = 10_000;

/** Access tokens of one partner account, by tenant and scope. */
export interface SignIn {
  /**
   * A valid token. Callers asking for the same one at the same time share one sign-in, of which nobody is robbed by another's impatience;
   * shortly before it expires it is renewed behind the scenes. A refusal is believed for up to a minute. Throws `ReadError`.
   */
  getToken(errand: TokenErrand, scope: string): Promise<string>;
  /**
   * Forgets a token an API refused, unless a newer one has taken its place. False: one was dropped a moment ago already, so that another
   * would be refused just the same.
   */
  dropToken(errand: Pick<TokenErrand, 'cloud' | 'tenantId'>, scope: string, token: string): boolean;
  /** What was refused is asked again: something about our credential has changed. */
  forgetRefusals(): void;
}

export function createSignIn(
  { clock, random }: Pick<Runtime, 'clock' | 'random'>,
  requestToken: RequestToken,
): SignIn {
  const tokens = createTokenShelf();
  const drops = new LRUCache<string, EpochMs>({ max: MAX_DROPS });
  const refusals = createRefusals(random, isRefusal);
  const flights = createFlights<string>(clock);

  async function fetchToken(errand: TokenErrand, scope: string): Promise<string> {
    const key = keyOf(errand, scope);
    const refused = refusals.find(key, clock());
    if (refused) throw refused;
    const { cloud, tenantId } = errand;
    return flights.join(key, errand, async (patience) => {
      try {
        const shared = {
          cloud,
          tenantId,
          signal: patience.signal,
          get deadline() {
            return patience.deadline;
          },
        };
        const token = await requestToken(shared, scope);
        const lifetime = token.expiresAt - clock();
        const early = Math.min(RENEW_BEFORE_MS + random() * RENEW_SPREAD_MS, lifetime / 5);
        tokens.set(key, { ...token, renewAt: token.expiresAt - early });
        return token.value;
      } catch (error) {
        refusals.note(key, error, clock());
        throw error;
      }
    });
  }

  function renewInBackground({ cloud, tenantId }: TokenErrand, scope: string): void {
    const key = keyOf({ cloud, tenantId }, scope);
    const patient = {
      cloud,
      tenantId,
      deadline: clock() + BACKGROUND_MS,
      signal: AbortSignal.timeout(BACKGROUND_MS),
    };
    fetchToken(patient, scope).catch(() => {
      const old = tokens.get(key);
      if (old) tokens.set(key, { ...old, renewAt: Math.max(old.renewAt, clock() + RENEW_AGAIN_MS) });
    });
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
      if (tokens.get(key)?.value !== token) return true;
      const now = clock();
      if (now < (drops.get(key) ?? 0) + DROP_EVERY_MS) return false;
      drops.set(key, now);
      tokens.delete(key);
      return true;
    },
    forgetRefusals: () => refusals.clear(),
  };
}

/** A refusal by the sign-in service that the next request would meet too: neither a fault on the way nor one that is over in a moment. */
function isRefusal(error: unknown): error is ReadError {
  if (!(error instanceof ReadError) || error.status === undefined) return false;
  const isPassing = ['throttled', 'timeout', 'unavailable'].includes(error.code);
  return !isPassing && error.status >= 400 && error.status < 500;
}

function keyOf({ cloud, tenantId }: Pick<TokenErrand, 'cloud' | 'tenantId'>, scope: string): string {
  return `${cloud}:${tenantId.toLowerCase()}:${scope}`;
}
