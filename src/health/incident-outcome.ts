import type { HistoryIncident } from './history.ts';
import type { Incident } from './incident.ts';
import type { ServiceStatus } from './service.ts';

export type Outcome = HistoryIncident['outcome'];

const RESTORED: ReadonlySet<ServiceStatus> = new Set<ServiceStatus>([
  'serviceOperational',
  'serviceRestored',
  'mitigated',
  'mitigatedExternal',
  'resolvedExternal',
]);

/**
 * How an incident came out, by its status. What Microsoft calls restored but has not closed is still open, as in a report; a false alarm
 * and one whose review is published are over in any case. Closed without a status that says how: `resolved`.
 */
export function readOutcome({ status, isResolved }: Pick<Incident, 'status' | 'isResolved'>): Outcome {
  if (status === 'falsePositive') return 'falsePositive';
  if (status === 'postIncidentReviewPublished') return 'reviewed';
  if (!isResolved) return 'open';
  return RESTORED.has(status) ? 'restored' : 'resolved';
}

/** Whether an incident is over. */
export function isOver(incident: Pick<Incident, 'status' | 'isResolved'>): boolean {
  return readOutcome(incident) !== 'open';
}
