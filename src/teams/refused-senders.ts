import type { Log } from '../log.ts';
import type { Clock, EpochMs } from '../time.ts';

/** From one line of the log to the next, in milliseconds: anybody on the Internet can have activities refused. */
const LOG_EVERY_MS = 60_000;

/** Activities that were refused, and why. */
export interface RefusedSenders {
  /** `reason`: one of a few words of ours. */
  count(reason: string): void;
  /** Logs what was counted since the last line, at most once a minute. To be called whenever something came in. */
  log(): void;
}

export function createRefusedSenders({
  clock,
  log,
}: {
  readonly clock: Clock;
  readonly log: Log;
}): RefusedSenders {
  const reasons = new Map<string, number>();
  let loggedAt: EpochMs | undefined;
  return {
    count: (reason) => void reasons.set(reason, (reasons.get(reason) ?? 0) + 1),
    log() {
      const now = clock();
      if (reasons.size === 0 || (loggedAt !== undefined && now - loggedAt < LOG_EVERY_MS)) return;
      loggedAt = now;
      const count = [...reasons.values()].reduce((sum, one) => sum + one, 0);
      const told = [...reasons].map(([reason, times]) => `${reason} ${times}`).join(', ');
      log.warn({ count, reasons: told }, 'Refused activities whose sender could not be verified.');
      reasons.clear();
    },
  };
}
