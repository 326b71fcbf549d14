import type { Incident } from './incident.ts';
import type { Severity } from './report.ts';
import type { ServiceStatus } from './service.ts';

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

/** Orders severities, worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

/** How bad an active incident is. Advisories, and incidents not of Microsoft's making, never count as an outage. */
export function rateIncident({
  kind,
  origin,
  status,
}: Pick<Incident, 'kind' | 'origin' | 'status'>): Severity {
  if (status === 'falsePositive') return 'healthy';
  if (status === 'serviceRestored' || status === 'postIncidentReviewPublished') return 'recovered';
  if (kind === 'advisory' || origin === 'thirdParty' || origin === 'customer') return 'advisory';
  if (kind === 'incident') return status === 'serviceInterruption' ? 'down' : 'degraded';
  return BY_STATUS[status] === 'healthy' ? 'unknown' : BY_STATUS[status];
}

/**
 * How bad a service's state is, from its overview row and its active incidents. Microsoft's overview calls a service "degraded" for an
 * advisory too, so where only advisories explain that state it is rated as an advisory; an interruption always stands.
 */
export function rateService(status: ServiceStatus | undefined, incidents: readonly Incident[]): Severity {
  const worst = incidents.map(rateIncident).sort(compareSeverity)[0];
  if (status === undefined) return worst ?? 'unknown';
  const stated = BY_STATUS[status];
  if (worst === undefined) return stated;
  if (stated === 'degraded' && worst === 'advisory') return 'advisory';
  return compareSeverity(stated, worst) <= 0 ? stated : worst;
}
