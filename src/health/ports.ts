import type { CustomerRef } from '../customers/customer.ts';
import type { Incident } from './incident.ts';
import type { PlannedChange } from './planned-change.ts';
import type { ServiceHealth } from './service.ts';

/** What Microsoft 365 tells about one customer. Implemented by `microsoft/`. Each throws `ReadError`, and stops when `signal` aborts. */
export interface ServiceCommunications {
  /** One row per service the customer has. */
  listServices(customer: CustomerRef, signal: AbortSignal): Promise<ServiceHealth[]>;
  /** Incidents and advisories that are not resolved. */
  listActiveIncidents(customer: CustomerRef, signal: AbortSignal): Promise<Incident[]>;
  /** Message centre announcements, of every category. */
  listPlannedChanges(customer: CustomerRef, signal: AbortSignal): Promise<PlannedChange[]>;
}
