import { isOver } from '../../src/health/incident-outcome.ts';
import type { ServiceStatus } from '../../src/health/service.ts';
import type { Random } from '../../src/time.ts';
import { pick } from './generate-customers.ts';
import type { SimulatedMicrosoft } from './simulated-microsoft.ts';

const OPEN: readonly ServiceStatus[] = [
  ...(['investigating', 'serviceDegradation', 'serviceInterruption'] as const),
  ...(['restoringService', 'extendedRecovery', 'serviceRestored'] as const),
];
export const SERVICES = ['Exchange Online', 'Microsoft Teams'];

export interface IncidentScene {
  readonly random: Random;
  readonly microsoft: SimulatedMicrosoft;
  readonly tenantIds: readonly string[];
  readonly incidentIds: readonly string[];
  readonly note: (line: string) => void;
}

/** A few of them, one at least. */
export function pickSome<T>(items: readonly T[], random: Random): T[] {
  const chosen = items.filter(() => random() < 0.4);
  return chosen.length > 0 ? chosen : [pick(items, random)];
}

/** An incident appears, spreads or leaves customers, is updated, ends, is reviewed or opened again. */
export function changeAnyIncident({ random, microsoft, tenantIds, incidentIds, note }: IncidentScene): void {
  const some = <T>(items: readonly T[]) => pickSome(items, random);
  const id = pick(incidentIds, random);
  const step = microsoft.find(id);
  if (step === undefined) {
    const kind = random() < 0.25 ? 'advisory' : 'incident';
    microsoft.appear(
      id,
      { kind, service: pick(SERVICES, random), status: pick(OPEN, random) },
      some(tenantIds).slice(0, 2),
    );
  } else {
    const { incident, hits } = step;
    const wasOver = isOver(incident);
    const dice = random();
    if (!wasOver && dice < 0.3) microsoft.hit(id, [...new Set([...hits, ...some(tenantIds)])]);
    else if (!wasOver && dice < 0.4 && hits.size > 1) microsoft.hit(id, [...hits].slice(1));
    else if (!wasOver && dice < 0.6)
      microsoft.update(id, {
        status: random() < 0.2 ? 'falsePositive' : 'serviceRestored',
        isResolved: true,
      });
    else if (wasOver && dice < 0.2)
      microsoft.update(id, { status: 'postIncidentReviewPublished', isResolved: true });
    else
      microsoft.update(id, {
        status: pick(OPEN, random),
        kind: random() < 0.1 ? 'incident' : incident.kind,
      });
  }
  const now = microsoft.find(id);
  note(
    `${id} is ${now?.incident.status} (${now?.incident.isResolved ? 'over' : 'open'}) at ${now?.hits.size} customers`,
  );
}
