/**
 * The states of a service or an issue as Microsoft Graph names them (`serviceHealthStatus`), `active` for an Azure event that is not
 * resolved (Azure tells no more), and `unknown` for a value we have not met. `resolved` to `reported` are "reserved for future use".
 */
export const SERVICE_STATUSES = [
  'serviceOperational',
  'investigating',
  'restoringService',
  'verifyingService',
  'serviceRestored',
  'postIncidentReviewPublished',
  'serviceDegradation',
  'serviceInterruption',
  'extendedRecovery',
  'falsePositive',
  'investigationSuspended',
  'resolved',
  'mitigatedExternal',
  'mitigated',
  'resolvedExternal',
  'confirmed',
  'reported',
  'active',
  'unknown',
] as const;

export type ServiceStatus = (typeof SERVICE_STATUSES)[number];

/** One service the customer has, as Microsoft's overview states it. */
export interface ServiceHealth {
  /** Microsoft's id, for example `Exchange` or `OrgLiveID`. */
  readonly id: string;
  /** Microsoft's name, for example `Exchange Online`. */
  readonly name: string;
  readonly status: ServiceStatus;
}
