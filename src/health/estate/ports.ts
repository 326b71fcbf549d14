import type { CloudName } from '../../clouds.ts';
import type { Customer, CustomerRef } from '../../customers/customer.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import type { ReadErrorCode } from '../../errors.ts';
import type { EpochMs } from '../../time.ts';
import type { Incident, IncidentSource } from '../incident.ts';
import type { PlannedChange } from '../planned-change.ts';
import type { ReportPart, UnreadPart } from '../unread-part.ts';
import type {
  AccessReport,
  Coverage,
  EstateChange,
  EstateMaintenance,
  IncidentView,
  OpenIncident,
  Overview,
} from './overview.ts';

/**
 * What one reading of one customer brought, whoever asked for it. A list that is here while `unread` names its part was read in part:
 * what is on it is taken in, and only what it calls resolved is over. Resolved incidents on a list never count as open.
 */
export interface CustomerReading {
  readonly customer: CustomerRef;
  readonly triedAt: EpochMs;
  /** Parts that it speaks of; what is known of others stands, what of them is unread too. undefined: all. */
  readonly asked?: readonly ReportPart[] | undefined;
  /** Open Microsoft 365 incidents; undefined: not read. */
  readonly incidents: readonly Incident[] | undefined;
  /** Open Azure incidents, those of the subscriptions that could be read; undefined: none could. */
  readonly azureIncidents: readonly Incident[] | undefined;
  /** Coming planned changes of both; undefined: not asked for, or not read. */
  readonly changes: readonly PlannedChange[] | undefined;
  /** Coming planned changes of Azure, where `changes` is undefined because the message centre alone was not asked. */
  readonly azureChanges?: readonly PlannedChange[] | undefined;
  readonly unread: readonly UnreadPart[];
  /** Names of all services of Microsoft 365 that the customer has; undefined: not asked for, not read, or not all of them. */
  readonly services?: readonly string[] | undefined;
}

/** All customers at a glance: what is known of each at present, in memory, made for 10,000 customers. */
export interface Estate {
  /** Takes a reading in; what it did not bring stays as it was known. */
  note(reading: CustomerReading): void;
  /** Everything wrong now, or of it what `isMeant` tells. Never waits for Microsoft. */
  overview(isMeant?: (incident: Incident) => boolean): Overview;
  access(): AccessReport;
  maintenance(): EstateMaintenance;
  /** Open incidents of this id, whatever its case; one a cloud at most. */
  findOpen(id: string): readonly OpenIncident[];
  /** Customers that have the incident now, by name. */
  listCustomersOf(cloud: CloudName, id: string): readonly Customer[];
  /** A coming change by id, whatever its case, and its customers, by name. */
  findChange(
    cloud: CloudName,
    id: string,
  ): (EstateChange & { readonly hits: readonly Customer[] }) | undefined;
  /** Ids of open incidents, for finding one near a mistyped one. */
  listOpenIds(): readonly string[];
  readonly coverage: Coverage;
  /** The estate of the customers on this list alone: of the others, and of what only they have, nothing is said, nor are they counted. */
  limitTo(directory: Pick<CustomerDirectory, 'customers'>): Estate;
}

/** Finds one incident by its id, wherever it is known. */
export interface IncidentFinder {
  /**
   * Read anew from Microsoft through a customer that has it where possible, else as kept. `cloud` and `customer` narrow it down: an
   * incident asked about at a customer is read there. With `sight`: as if there were no other customers than those; one that none of them has, or
   * had, is unknown, and it is read through none but them. Never throws.
   */
  find(
    id: string,
    where?: {
      readonly cloud?: CloudName | undefined;
      readonly customer?: Customer | undefined;
      readonly sight?: IncidentSight | undefined;
    },
  ): Promise<IncidentFinding>;
}

/** What somebody sees for whom there are no other customers. */
export interface IncidentSight {
  readonly estate: Pick<Estate, 'findOpen' | 'listCustomersOf' | 'listOpenIds' | 'coverage'>;
  readonly directory: Pick<CustomerDirectory, 'customers'>;
}

export type IncidentFinding =
  | { readonly kind: 'found'; readonly view: IncidentView }
  /** `near`: known incidents whose ids look like it, nearest first, at most 5. */
  | {
      readonly kind: 'unknown';
      readonly near: readonly NearIncident[];
      readonly coverage: Coverage;
    };

/** An incident that is known, by its cloud and its id as Microsoft writes it. */
export interface NearIncident {
  readonly cloud: CloudName;
  readonly id: string;
}

/** Something whose present state, or whose customers, changed in the estate. `id` as Microsoft writes it. */
export interface ChangedThing {
  readonly kind: 'incident' | 'change';
  readonly cloud: CloudName;
  readonly id: string;
}

/** What the estate knows of one thing now. Tenant ids are in small letters. */
export interface Observation extends ChangedThing {
  /** As it was last known; undefined: nobody has it. Of the kind's type. Its posts hold the newest only. */
  readonly incident: Incident | undefined;
  readonly change: PlannedChange | undefined;
  /** Customers on the directory's list that have it; of an incident of Microsoft 365 those too that have it in Azure only. */
  readonly customers: ReadonlySet<string>;
  /** Of an Azure event: the id under which Microsoft 365 lists it for some customer, whoever that is. */
  readonly supersededBy?: string | undefined;
}

/** A customer whose incidents cannot be read at present. */
export interface UnreadableCustomer {
  readonly customer: CustomerRef;
  readonly code: ReadErrorCode;
  /** When they were last read; undefined: never, as far as is known. */
  readonly readAt: EpochMs | undefined;
  readonly triedAt: EpochMs;
}

/** How those who follow incidents look at the estate: they compare what is, and trust no stretch of time. */
export interface WatchedEstate {
  /**
   * Things that changed since they were last taken, at most `limit`; they count as seen. Beside them whatever tells of the same in Azure and in
   * Microsoft 365.
   */
  takeChanged(limit: number): readonly ChangedThing[];
  /** Everything known counts as changed: for whoever begins to follow. */
  markAllChanged(): void;
  /** One pass over all customers for any number of things. A thing nobody has is observed as such. */
  observe(things: readonly ChangedThing[]): readonly Observation[];
  /** Whether the customer is on the directory's list, and its incidents were read, in this run or before it. */
  isKnown(cloud: CloudName, tenantId: string): boolean;
  /** Whether every customer of the cloud was tried, in this run or before it. */
  isComplete(cloud: CloudName): boolean;
  /** Those whose incidents could not be read when last tried. */
  listUnreadable(): readonly UnreadableCustomer[];
}

/** A wish that customers be read before their turn: something new has shown at one of them. */
export interface Hurry {
  readonly cloud: CloudName;
  readonly source: IncidentSource;
  /** As Microsoft writes it; empty: whatever service. Of Azure it is disregarded. */
  readonly service: string;
  readonly at: EpochMs;
}
