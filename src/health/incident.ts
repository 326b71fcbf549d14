import type { EpochMs } from '../time.ts';
import type { AzureSubscription } from './azure.ts';
import type { ServiceStatus } from './service.ts';

/** One of Microsoft's updates on an incident. `html` is as it arrived: never shown without `readableText`. */
export interface Post {
  readonly at: EpochMs | undefined;
  readonly html: string;
}

/**
 * `incident` and `advisory` are Microsoft 365's classifications; Azure's service issues are incidents and its health advisories advisories.
 * `unknown` is a value we have not met.
 */
export const INCIDENT_KINDS = ['incident', 'advisory', 'securityAdvisory', 'unknown'] as const;

export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** Who tells of an incident. */
export type IncidentSource = 'microsoft365' | 'azure';

export type IncidentOrigin = 'microsoft' | 'thirdParty' | 'customer' | 'unknown';

/** What an Azure event hits. */
export interface AzureScope {
  /** Azure services as Microsoft names them, for example `Virtual Machines`. May be empty. */
  readonly services: readonly string[];
  /** For example `West Europe`. May be empty. */
  readonly regions: readonly string[];
  /** The customer's subscriptions that the event was read from; at least one where the customer is known. */
  readonly subscriptions: readonly AzureSubscription[];
  /** The id Azure gives for the same incident elsewhere (`externalIncidentId`), as it arrived. */
  readonly externalId?: string | undefined;
  /** Azure rates it critical (`level` or `eventLevel`): of a service issue, users cannot work. */
  readonly isCritical?: boolean | undefined;
}

/** Something Microsoft says is wrong now, or was. The same id in many customers is the same incident. */
export interface Incident {
  /** Microsoft's id: `EX226574` in Microsoft 365, the tracking id `BC_1-FXZ` in Azure. */
  readonly id: string;
  readonly source: IncidentSource;
  readonly kind: IncidentKind;
  readonly origin: IncidentOrigin;
  readonly title: string;
  /** The service's name as Microsoft writes it; matches `ServiceHealth.name`. Azure: the first service hit. May be empty. */
  readonly service: string;
  readonly feature: string | undefined;
  /** What users notice, in Microsoft's words. May be empty. */
  readonly impact: string;
  readonly status: ServiceStatus;
  readonly isResolved: boolean;
  readonly startedAt: EpochMs | undefined;
  readonly endedAt: EpochMs | undefined;
  readonly updatedAt: EpochMs | undefined;
  /** Newest first; posts without a date last. */
  readonly posts: readonly Post[];
  /** Of an Azure event only. */
  readonly azure?: AzureScope | undefined;
}
