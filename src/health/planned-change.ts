import type { EpochMs } from '../time.ts';

/** A change Microsoft announced in the message centre (`planForChange`, `preventOrFixIssue`). */
export interface PlannedChange {
  /** Microsoft's id, for example `MC172851`. */
  readonly id: string;
  readonly title: string;
  readonly services: readonly string[];
  readonly category: 'planForChange' | 'preventOrFixIssue' | 'stayInformed' | 'unknown';
  readonly isMajor: boolean;
  /** By when the customer must have acted, if at all. */
  readonly actionRequiredBy: EpochMs | undefined;
  /** From when to when the announcement holds, as Microsoft dates it. */
  readonly startsAt: EpochMs | undefined;
  readonly endsAt: EpochMs | undefined;
  readonly updatedAt: EpochMs | undefined;
  /** As it arrived: never shown without `readableText`. */
  readonly html: string;
}
