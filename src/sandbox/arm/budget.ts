import type { Clock } from '../../time.ts';
import type { TokenClaims } from '../sign-in/tokens.ts';
import { createTokenBucket } from '../token-bucket.ts';
import { ArmFailure } from './errors.ts';

/** "Reads: bucket size 250, refill rate 25 per second", "Writes: 200, 10", for a service principal in a subscription, or in a tenant. */
const LIMITS = { read: { size: 250, perSecond: 25 }, write: { size: 200, perSecond: 10 } };

export interface ArmScope {
  readonly kind: 'subscription' | 'tenant';
  readonly id: string;
}

/** What an application may still ask of Azure Resource Manager. */
export interface ArmBudget {
  /** Counts a request; tells in `headers` how many are left. Throws 429 when there are none. */
  take(method: string, scope: ArmScope, claims: TokenClaims, headers: Record<string, string>): void;
}

export function createArmBudget(clock: Clock): ArmBudget {
  const buckets = {
    read: createTokenBucket(LIMITS.read.size, LIMITS.read.perSecond, clock),
    write: createTokenBucket(LIMITS.write.size, LIMITS.write.perSecond, clock),
  };
  return {
    take(method, { kind, id }, claims, headers) {
      const act = method === 'GET' ? 'read' : 'write';
      const { left, waitMs } = buckets[act].take(`${claims.appid}:${kind}:${id.toLowerCase()}`);
      headers[`x-ms-ratelimit-remaining-${kind}-${act}s`] = String(left);
      if (waitMs === undefined) return;
      const seconds = Math.max(1, Math.ceil(waitMs / 1000));
      throw new ArmFailure(
        429,
        kind === 'subscription' ? 'SubscriptionRequestsThrottled' : 'TenantRequestsThrottled',
        `Number of '${act}' requests for ${kind} '${id}' actor '${claims.appid}' exceeded. Please try again after '${seconds}' seconds after additional tokens are available.`,
        { 'retry-after': String(seconds) },
      );
    },
  };
}
