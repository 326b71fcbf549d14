import type { Customer } from '../customers/customer.ts';
import type { EpochMs } from '../time.ts';
import type { AzureSubscription } from './azure.ts';
import type { Incident } from './incident.ts';
import type { PlannedChange } from './planned-change.ts';
import type { ServiceHealth } from './service.ts';
import type { Severity } from './severity.ts';
import type { UnreadPart } from './unread-part.ts';
import type { Verdict } from './verdict.ts';

/**
 * One service with the active incidents that name it, worst and newest first. In Azure the services are the customer's subscriptions:
 * those that the same incidents hit share one row, so that no incident is shown twice, and each healthy one has its own.
 */
export interface ReportedService {
  /** undefined: no overview row was read for it: an incident names it, or it is in Azure. */
  readonly health: ServiceHealth | undefined;
  /** As Microsoft writes it; in Azure `Azure: Production, Test`. Unique within a report. */
  readonly name: string;
  /** Empty outside Azure. */
  readonly subscriptions: readonly AzureSubscription[];
  readonly severity: Severity;
  readonly incidents: readonly ReportedIncident[];
  /** Azure's side of incidents that Microsoft 365's services show already, under Microsoft 365's id. */
  readonly shownElsewhere?: readonly Incident[];
}

/** An incident with its newest post made readable: plain text, bounded, empty when there is none. */
export interface ReportedIncident extends Incident {
  readonly latest: { readonly at: EpochMs | undefined; readonly text: string } | undefined;
}

/** The answer to `health for X`. */
export interface HealthReport {
  readonly customer: Customer;
  readonly verdict: Verdict;
  /** Affected first, worst first, of equals the newest trouble first, then by name. Empty when neither services nor incidents could be read. */
  readonly services: readonly ReportedService[];
  /** Planned changes still to come, Azure's included, next first. */
  readonly changes: readonly PlannedChange[];
  readonly unread: readonly UnreadPart[];
  /** When the oldest of the parts that were read was read; undefined: nothing was read. */
  readonly readAt: EpochMs | undefined;
}
