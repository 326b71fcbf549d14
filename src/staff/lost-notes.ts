import type { Log } from '../log.ts';
import type { Clock, EpochMs } from '../time.ts';
import type { AuditEntry } from './audit.ts';

/** Lines of the audit trail that were given up: counted, logged, and told of on the trail itself. */
export interface LostNotes {
  add(count: number): void;
  /** Lost ones of which the trail does not tell yet. */
  readonly untold: number;
  /** The trail tells of so many more. */
  tell(count: number): void;
  /** Logs those that were not logged yet. */
  log(): void;
}

const LOG_EVERY_MS = 60_000;

export function createLostNotes({ clock, log }: { readonly clock: Clock; readonly log: Log }): LostNotes {
  let untold = 0;
  let unlogged = 0;
  let loggedAt: EpochMs | undefined;
  const write = () => {
    if (unlogged === 0) return;
    log.error({ lines: unlogged }, 'Lines of the audit trail were lost: the store could not take them.');
    unlogged = 0;
    loggedAt = clock();
  };
  return {
    get untold() {
      return untold;
    },
    add(count) {
      if (count === 0) return;
      untold += count;
      unlogged += count;
      if (loggedAt === undefined || Math.abs(clock() - loggedAt) >= LOG_EVERY_MS) write();
    },
    tell(count) {
      untold -= count;
    },
    log: write,
  };
}

/** The line that stands where `count` lines are missing. */
export function makeLostEntry(count: number, at: EpochMs): AuditEntry {
  return {
    at,
    correlation: '',
    person: undefined,
    roles: [],
    place: undefined,
    action: 'system:audit-lost',
    customers: [],
    customerCount: 0,
    subject: undefined,
    decision: 'allowed',
    reason: String(count),
    outcome: 'failed',
    reference: undefined,
  };
}
