import type { ReadError } from '../../errors.ts';
import type { EpochMs } from '../../time.ts';

const FIRST_PAUSE_MS = 30 * 60_000;
const LONGEST_PAUSE_MS = 2 * 3_600_000;

/**
 * From when on a customer is tried again after a failure, the `failures`th in a row; `now`: at its next turn. What only a person can
 * mend is asked about every half hour, then every two.
 */
export function pauseAfter({ code, retryAt }: ReadError, failures: number, now: EpochMs): EpochMs {
  switch (code) {
    case 'noConsent':
    case 'forbidden':
    case 'notFound':
    case 'signInBlocked':
      return now + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
    default:
      return Math.max(now, retryAt ?? now);
  }
}
