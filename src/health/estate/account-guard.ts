import type { CloudName } from '../../clouds.ts';
import type { CustomerRef } from '../../customers/customer.ts';
import type { Clock, EpochMs } from '../../time.ts';

/** What a turn tells about our credential; `unknown`: nothing, as when no answer came. */
export type CredentialOutcome = 'accepted' | 'refused' | 'unknown';

/**
 * Keeps 10,000 customers behind one wrong secret from being 10,000 refusals: once two tenants in a row have refused an account's
 * credential, one customer a period is asked, until one accepts it. One tenant alone may have a reason of its own.
 */
export interface AccountGuard {
  /** Counts as the asking when it says yes. */
  mayAsk(customer: CustomerRef): boolean;
  /** Told how each asking came out. */
  note(customer: CustomerRef, outcome: CredentialOutcome): void;
}

interface Refusals {
  /** Tenants that refused it since one accepted it. */
  readonly tenants: Set<string>;
  probeAt: EpochMs;
}

/** Tenants whose refusals make it the account's. */
const ENOUGH = 2;

export function createAccountGuard(periodMs: number, clock: Clock): AccountGuard {
  const byCloud = new Map<CloudName, Refusals>();
  const findRefused = (cloud: CloudName) => {
    const refusals = byCloud.get(cloud);
    return refusals && refusals.tenants.size >= ENOUGH ? refusals : undefined;
  };
  return {
    mayAsk({ cloud, tenantId }) {
      const refused = findRefused(cloud);
      if (!refused) return true;
      // Who has refused already is asked again only when nobody else is there to ask.
      const graceMs = refused.tenants.has(tenantId) ? periodMs : 0;
      if (clock() < refused.probeAt + graceMs) return false;
      refused.probeAt = clock() + periodMs;
      return true;
    },
    note({ cloud, tenantId }, outcome) {
      if (outcome === 'accepted') byCloud.delete(cloud);
      if (outcome === 'unknown') {
        const refused = findRefused(cloud);
        if (refused) refused.probeAt = clock();
      }
      if (outcome !== 'refused') return;
      const refusals = byCloud.get(cloud) ?? { tenants: new Set(), probeAt: 0 };
      byCloud.set(cloud, refusals);
      refusals.tenants.add(tenantId);
      refusals.probeAt = clock() + periodMs;
    },
  };
}
