import type { CustomerRef } from '../customers/customer.ts';
import type { Incident } from './incident.ts';
import type { PlannedChange } from './planned-change.ts';
import type { ServiceHealth } from './service.ts';

/** What was read of a list. Rows that could not be understood are missing from `items`, and a report must own up to them. */
export interface Listing<T> {
  readonly items: readonly T[];
  /** How many rows could not be understood. */
  readonly skipped: number;
}

/** What Microsoft 365 tells about one customer. Implemented by `microsoft/`. Each throws `ReadError`, and stops when `signal` aborts. */
export interface ServiceCommunications {
  /** One row per service the customer has. */
  listServices(customer: CustomerRef, signal: AbortSignal): Promise<Listing<ServiceHealth>>;
  /** Incidents and advisories that are not resolved. */
  listActiveIncidents(customer: CustomerRef, signal: AbortSignal): Promise<Listing<Incident>>;
  /** Message centre announcements, of every category. */
  listPlannedChanges(customer: CustomerRef, signal: AbortSignal): Promise<Listing<PlannedChange>>;
}
