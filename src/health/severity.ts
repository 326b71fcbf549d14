import type { Incident } from './incident.ts';
import type { ServiceStatus } from './service.ts';

/** How bad a service's state is, worst first: `down`, `degraded`, `advisory`, `recovered`, `unknown`, `healthy`. */
export type Severity = 'down' | 'degraded' | 'advisory' | 'recovered' | 'unknown' | 'healthy';

/** Worst first. */
const ORDER: readonly Severity[] = ['down', 'degraded', 'advisory', 'unknown', 'recovered', 'healthy'];

/** Microsoft's definitions: Graph `serviceHealthStatus`. */
const BY_STATUS: Readonly<Record<ServiceStatus, Severity>> = {
  serviceInterruption: 'down',
  serviceDegradation: 'degraded',
  restoringService: 'degraded',
  verifyingService: 'degraded',
  extendedRecovery: 'degraded',
  // Microsoft does not state yet, or no longer, that the fault is its own.
  investigating: 'advisory',
  investigationSuspended: 'advisory',
  confirmed: 'advisory',
  reported: 'advisory',
  active: 'degraded',
  serviceRestored: 'recovered',
  postIncidentReviewPublished: 'healthy',
  falsePositive: 'healthy',
  serviceOperational: 'healthy',
  resolved: 'healthy',
  mitigated: 'healthy',
  mitigatedExternal: 'healthy',
  resolvedExternal: 'healthy',
  unknown: 'unknown',
};

/** States of an incident in which users should notice nothing any more. */
const MENDED: ReadonlySet<ServiceStatus> = new Set<ServiceStatus>([
  'serviceOperational',
  'serviceRestored',
  'postIncidentReviewPublished',
  'resolved',
  'resolvedExternal',
  'mitigated',
  'mitigatedExternal',
]);

/** Orders severities, worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

/**
 * How bad an incident is that Microsoft lists as open. Advisories, incidents not of Microsoft's making, and what Microsoft only
 * investigates ("a potential issue") never count as an outage; one that Microsoft calls mended, but has not closed, has recovered. An
 * origin that is not stated is taken for Microsoft's. Azure tells no more than that an event is active: how bad that is rests on its
 * kind and on whether Azure calls it critical.
 */
export function rateIncident({
  kind,
  origin,
  status,
  azure,
}: Pick<Incident, 'kind' | 'origin' | 'status' | 'azure'>): Severity {
  if (status === 'falsePositive') return 'healthy';
  if (MENDED.has(status)) return 'recovered';
  if (isNoOutage({ kind, origin })) return 'advisory';
  if (kind === 'unknown' && status === 'active') return 'unknown';
  if (kind === 'incident' && status === 'active' && azure?.isCritical) return 'down';
  if (kind === 'incident' && status === 'unknown') return 'degraded';
  return BY_STATUS[status];
}

/**
 * How bad a service's state is, from its overview row and its open incidents. Microsoft's overview calls a service "degraded" for an
 * advisory too, so where only advisories explain that state it is rated as an advisory; an interruption always stands.
 */
export function rateService(status: ServiceStatus | undefined, incidents: readonly Incident[]): Severity {
  const worst = incidents.map(rateIncident).sort(compareSeverity)[0];
  if (status === undefined) return worst ?? 'unknown';
  const stated = BY_STATUS[status];
  if (worst === undefined) return stated;
  if (stated === 'degraded' && worst === 'advisory' && incidents.every(isNoOutage)) return 'advisory';
  return compareSeverity(stated, worst) <= 0 ? stated : worst;
}

/** By kind or origin, whatever its state. */
function isNoOutage({ kind, origin }: Pick<Incident, 'kind' | 'origin'>): boolean {
  return (
    kind === 'advisory' || kind === 'securityAdvisory' || origin === 'thirdParty' || origin === 'customer'
  );
}
