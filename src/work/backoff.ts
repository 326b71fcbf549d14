import type { Random } from '../time.ts';

/** How waits grow, in milliseconds. */
export interface Backoff {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** The wait after a failure that `failures` others preceded: twice as long each time, up to the most, and up to a quarter less by chance. */
export function backoffMs({ firstMs, mostMs }: Backoff, failures: number, random: Random): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(failures, 40)) * (1 - random() / 4);
}
