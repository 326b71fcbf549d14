import type { Customer } from '../customers/customer.ts';
import type { EpochMs } from '../time.ts';
import type { Period } from './archive.ts';
import type { Incident } from './incident.ts';
import type { Severity } from './severity.ts';
import type { UnreadPart } from './unread-part.ts';

/** A past or present incident of a customer. */
export interface HistoryIncident {
  /** Without posts where it is known only from our own memory. */
  readonly incident: Incident;
  /** `Exchange Online`, or `Azure: Virtual Machines`. */
  readonly service: string;
  /** While it is open: how bad it is. Over: undefined. */
  readonly severity: Severity | undefined;
  /**
   * From start to end, in milliseconds; while it is open, to now, or to when it was last seen where Microsoft could not be asked. undefined
   * where Microsoft dates no start, or no end of what is over.
   */
  readonly durationMs: number | undefined;
  /** How it came out. `open`: not yet; `reviewed`: a post-incident report was published; `resolved`: closed, or no longer listed by Microsoft. */
  readonly outcome: 'open' | 'restored' | 'reviewed' | 'falsePositive' | 'resolved' | 'unlisted';
}

/** One service over the period. */
export interface ServiceTally {
  readonly service: string;
  readonly incidents: number;
  readonly advisories: number;
  /** Time within the period in which at least one incident (not advisory) was under way, in milliseconds; overlaps count once. */
  readonly affectedMs: number;
}

/**
 * One week of the period, in the reader's zone beginning on Monday, or one month; of the first and the last, only what lies within the
 * period counts.
 */
export interface WeekTally {
  /** When the Monday or the first of the month began, though it may lie before the period. */
  readonly from: EpochMs;
  /** Incidents (not advisories) that started in it. */
  readonly incidents: number;
  /** As in `ServiceTally`, over all services. */
  readonly affectedMs: number;
}

/** The answer to `history for X`. */
export interface CustomerHistory {
  readonly customer: Customer;
  readonly period: Period;
  /** undefined: all services. */
  readonly service: string | undefined;
  /** Newest start first. */
  readonly incidents: readonly HistoryIncident[];
  /** Most affected first. */
  readonly services: readonly ServiceTally[];
  /** What `weeks` is made of: months where the period has more than 26 weeks. */
  readonly unit: 'week' | 'month';
  /** Oldest first, without gaps; at most 54, the last ones. */
  readonly weeks: readonly WeekTally[];
  readonly unread: readonly UnreadPart[];
  /** When Microsoft's list was read; undefined: it could not be. */
  readonly readAt: EpochMs | undefined;
  /** Since when the bot keeps this customer's incidents itself; undefined: not at all, or the store could not be read. */
  readonly keptSince: EpochMs | undefined;
  /** False when our own memory could not be read: older incidents may be missing. */
  readonly isMemoryRead: boolean;
}
