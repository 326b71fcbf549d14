import type { CloudName } from '../../clouds.ts';
import type { Clock } from '../../time.ts';

/**
 * Keeps 10,000 customers behind one wrong secret from being 10,000 refusals: while an account's credential is refused, one customer a
 * period is asked, until one is answered.
 */
export interface AccountGuard {
  /** Counts as the asking when it says yes. */
  mayAsk(cloud: CloudName): boolean;
  /** Told how each asking came out. */
  note(cloud: CloudName, isRefused: boolean): void;
}

export function createAccountGuard(periodMs: number, clock: Clock): AccountGuard {
  const probeAt = new Map<CloudName, number>();
  return {
    mayAsk(cloud) {
      const at = probeAt.get(cloud);
      if (at === undefined) return true;
      if (clock() < at) return false;
      probeAt.set(cloud, clock() + periodMs);
      return true;
    },
    note(cloud, isRefused) {
      if (!isRefused) probeAt.delete(cloud);
      else if (!probeAt.has(cloud)) probeAt.set(cloud, clock() + periodMs);
    },
  };
}
