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

/** A file as Microsoft gave it. */
export interface IncidentReportFile {
  readonly contentType: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** What Microsoft 365 tells about one customer. Implemented by `microsoft/`. Each throws `ReadError`, and stops when `signal` aborts. */
export interface ServiceCommunications {
  /** One row per service the customer has. */
  listServices(customer: CustomerRef, signal: AbortSignal): Promise<Listing<ServiceHealth>>;
  /** Incidents and advisories that are not resolved. */
  listActiveIncidents(customer: CustomerRef, signal: AbortSignal): Promise<Listing<Incident>>;
  /** All incidents and advisories that Microsoft still lists, resolved ones included. */
  listIncidents(customer: CustomerRef, signal: AbortSignal): Promise<Listing<Incident>>;
  /** One incident with all its posts, whatever its state; undefined when Microsoft does not list it for this customer. */
  findIncident(customer: CustomerRef, id: string, signal: AbortSignal): Promise<Incident | undefined>;
  /** The post-incident report as Microsoft wrote it. `notFound` where there is none. At most 20 MB. */
  readIncidentReport(customer: CustomerRef, id: string, signal: AbortSignal): Promise<IncidentReportFile>;
  /** Message centre announcements, of every category. */
  listPlannedChanges(customer: CustomerRef, signal: AbortSignal): Promise<Listing<PlannedChange>>;
}
