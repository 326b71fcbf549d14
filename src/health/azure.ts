import type { CustomerRef } from '../customers/customer.ts';
import type { ReadError } from '../errors.ts';
import type { EpochMs } from '../time.ts';
import type { Incident } from './incident.ts';
import type { PlannedChange } from './planned-change.ts';

/** An Azure subscription of a customer. */
export interface AzureSubscription {
  /** Azure's subscription id, a GUID in small letters. */
  readonly id: string;
  /**
   * What Partner Center calls it; the id where it has no name. Subscriptions of a customer that share a name are told apart by the beginning
   * of their id: `Microsoft Azure (899ae6f1)`. Outside text.
   */
  readonly name: string;
}

/** A subscription whose events could not be read. */
export interface UnreadSubscription {
  readonly subscription: AzureSubscription;
  readonly error: ReadError;
}

/** What Azure tells about one customer. */
export interface AzureReading {
  /** Every active subscription of the customer, read or not, by name. Empty: the customer has no Azure. */
  readonly subscriptions: readonly AzureSubscription[];
  readonly unread: readonly UnreadSubscription[];
  /** Service issues, health and security advisories, resolved ones included; each once, with all subscriptions it was read from. */
  readonly incidents: readonly Incident[];
  /** Planned maintenance and retirements, in the same way. */
  readonly changes: readonly PlannedChange[];
  /** Rows that could not be understood. */
  readonly skipped: number;
}

/** Azure's service health of a customer. Implemented by `microsoft/`. Asked only in clouds whose capabilities name Azure. */
export interface AzureHealth {
  /**
   * Events updated since `since`, subscription by subscription, side by side. Throws `ReadError` when the customer's subscriptions
   * cannot be told; one unreadable subscription is in `unread`.
   */
  readEvents(customer: CustomerRef, since: EpochMs, signal: AbortSignal): Promise<AzureReading>;
}
