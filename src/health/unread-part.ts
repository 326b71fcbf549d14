import type { ReadErrorCode } from '../errors.ts';
import type { EpochMs } from '../time.ts';

/** What a report is made of; each part is read, and can fail, on its own. */
export type ReportPart = 'services' | 'incidents' | 'changes' | 'azure';

/** A part that could not be read, and why. */
export interface UnreadPart {
  readonly part: ReportPart;
  readonly code: ReadErrorCode;
  readonly retryAt: EpochMs | undefined;
  /** Of `azure` only: the names of the subscriptions that could not be read; undefined: nothing of Azure could. */
  readonly subscriptions?: readonly string[] | undefined;
}
