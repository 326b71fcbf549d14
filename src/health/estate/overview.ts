import type { CloudName } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { ReadErrorCode } from '../../errors.ts';
import type { EpochMs } from '../../time.ts';
import type { Incident } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';
import type { Severity } from '../severity.ts';
import type { UnreadPart } from '../unread-part.ts';

/** An open incident over all customers. Its posts hold the newest only. */
export interface OpenIncident {
  readonly cloud: CloudName;
  readonly incident: Incident;
  readonly severity: Severity;
  /** How many customers it hits, as far as they were read. */
  readonly customers: number;
}

/** How much of all customers an answer rests on. */
export interface Coverage {
  /** Customers on the list. */
  readonly total: number;
  /** Of those, how many have been read, now or at their last reading. */
  readonly read: number;
  /** How many have never been tried yet: reading them is under way. */
  readonly untried: number;
  /** Of those tried, how many have an Azure that was neither read nor failed yet: reading it is under way. */
  readonly azureUnread: number;
  /** How many failed when last tried, by cause. Customers of which only a part failed count too. */
  readonly failed: Readonly<Partial<Record<ReadErrorCode, number>>>;
  /** The oldest and the newest reading among those read. */
  readonly oldestReadAt: EpochMs | undefined;
  readonly newestReadAt: EpochMs | undefined;
}

/** The answer to `overview`. */
export interface Overview {
  /** Worst first, then by customers hit, then newest start. */
  readonly incidents: readonly OpenIncident[];
  /** Customers hit by at least one open incident that is worse than an advisory, and by any. */
  readonly affected: { readonly outage: number; readonly any: number };
  readonly coverage: Coverage;
  readonly access: AccessCounts;
}

/** Customers with something to mend, by what. A customer counts once in each. */
export interface AccessCounts {
  readonly unreadable: number;
  /** Of whom only a part could not be read, for example a subscription in Azure. */
  readonly partly: number;
  /** GDAP relationship ended with no other in force. */
  readonly expired: number;
  /** GDAP relationship ending within 30 days, not prolonged by itself. */
  readonly expiring: number;
}

/** One customer with something to mend. */
export interface AccessProblem {
  readonly customer: Customer;
  /** What could not be read when last tried; empty: only the relationship is the matter. */
  readonly unread: readonly UnreadPart[];
  readonly relationship:
    | { readonly state: 'expired' | 'expiring'; readonly endsAt: EpochMs | undefined; readonly id: string }
    | undefined;
  readonly triedAt: EpochMs | undefined;
}

/** The answer to `access`. */
export interface AccessReport {
  /** Worst first (nothing readable, then a part, then expired, then expiring by date, then only Azure unread), then by name. */
  readonly problems: readonly AccessProblem[];
  readonly counts: AccessCounts;
  readonly coverage: Coverage;
  /** Why relationships could not be read, by cloud; such a cloud's relationships are unknown, not fine. */
  readonly unreadRelationships: readonly { readonly cloud: CloudName; readonly code: ReadErrorCode }[];
}

/** A planned change over all customers. */
export interface EstateChange {
  readonly cloud: CloudName;
  readonly change: PlannedChange;
  readonly customers: number;
}

/** The answer to `maintenance` for all customers. */
export interface EstateMaintenance {
  /** Next date first. */
  readonly changes: readonly EstateChange[];
  readonly coverage: Coverage;
}

/** An incident with its customers, for one card. */
export interface IncidentView {
  readonly cloud: CloudName;
  /** With all posts that are known. */
  readonly incident: Incident;
  /** Customers that have it now as far as they were read, by name; of one that is over, those that had it. */
  readonly customers: readonly Customer[];
  /** When it was read from Microsoft; undefined: told from what was kept. */
  readonly readAt: EpochMs | undefined;
  readonly keptAt: EpochMs | undefined;
  /** A customer through whom Microsoft can be asked for the post-incident report; undefined: none is published. */
  readonly reportOf: Customer | undefined;
  readonly coverage: Coverage;
}
