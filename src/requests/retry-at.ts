import type { EpochMs } from '../time.ts';
import { backoffMs } from '../work/backoff.ts';
import type { JobTools } from './job-outcome.ts';

/** When to try again after a passing failure that `attempts` others preceded; not before the vendor wants to be asked. */
export function retryAt(
  asked: EpochMs | undefined,
  attempts: number,
  { clock, random, timings }: Pick<JobTools, 'clock' | 'random' | 'timings'>,
): EpochMs {
  const backoff = { firstMs: timings.retryFirstMs, mostMs: timings.retryMostMs };
  return Math.max(asked ?? 0, clock() + backoffMs(backoff, attempts, random));
}
