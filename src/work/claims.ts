import type { EpochMs } from '../time.ts';

/** Work or a card that this process has claimed; nobody else has it until `leaseUntil`. */
export interface ClaimedWork {
  readonly id: number;
  readonly owner: string;
}

export interface ClaimOptions {
  /** Unlike that of any other claim, also of the same process: whoever lost a claim must not end the next one. */
  readonly owner: string;
  readonly now: EpochMs;
  readonly leaseMs: number;
  readonly limit: number;
}
