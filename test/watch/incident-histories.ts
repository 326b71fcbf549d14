import type { Incident } from '../../src/health/incident.ts';
import type { ServiceStatus } from '../../src/health/service.ts';
import type { ObservedIncident } from '../../src/watch/observed-incident.ts';
import { HOUR, incidentAt, MINUTE, resolvedAt, SECOND } from './observe.ts';

/** What is seen at an instant, in milliseconds after the start; `truth`: what a fresh reading would say then. */
export interface Seen {
  readonly after: number;
  readonly observed: ObservedIncident;
  readonly truth: Truth;
}

export interface Truth {
  readonly incident: Incident;
  readonly customers: ReadonlySet<string>;
}

const STATUSES: readonly ServiceStatus[] = [
  'investigating',
  'serviceDegradation',
  'serviceInterruption',
  'restoringService',
  'extendedRecovery',
  'serviceRestored',
];
const CUSTOMERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/**
 * A random life of an incident as it may be observed: it spreads, is updated, gets worse and better, ends, opens again; readings are late,
 * from before, without a date; it goes missing; customers are not known for a while. The last thing seen is the truth.
 */
export function inventHistory(random: () => number): readonly Seen[] {
  const pick = <T>(items: readonly T[], fallback: T): T =>
    items[Math.floor(random() * items.length)] ?? fallback;
  const history: Seen[] = [];
  const told: Incident[] = [];
  let customers = new Set(['a']);
  let after = 0;
  let incident = incidentAt(0, { kind: random() < 0.3 ? 'advisory' : 'incident' });
  told.push(incident);

  const steps = 4 + Math.floor(random() * 20);
  for (let step = 0; step < steps; step += 1) {
    if (step > 0) {
      after += pick([1, 7, 20, 45, 90, 240, 400, 900], 1) * SECOND + Math.floor(random() * SECOND);
      change();
    }
    history.push({ after, observed: observe(), truth: { incident, customers } });
  }
  after += MINUTE;
  history.push({ after, observed: observeTruly(), truth: { incident, customers } });
  return history;

  function change(): void {
    const dice = random();
    if (dice < 0.25) customers = new Set([...customers, pick(CUSTOMERS, 'a')]);
    else if (dice < 0.35 && customers.size > 1) customers = new Set([...customers].slice(1));
    else if (dice < 0.75) {
      const { kind } = incident;
      const isOver = random() < 0.3;
      const ending = random() < 0.2 ? { status: 'falsePositive' as const } : {};
      const rename = random() < 0.1 ? { kind: kind === 'advisory' ? ('incident' as const) : kind } : { kind };
      incident = isOver
        ? resolvedAt(after, { ...rename, ...ending })
        : incidentAt(after, { ...rename, status: pick(STATUSES, 'serviceDegradation') });
      told.push(incident);
    }
  }

  function observe(): ObservedIncident {
    const dice = random();
    const truth = observeTruly();
    if (dice < 0.1) return { ...truth, isKnown: (id) => id < 'd' };
    if (dice < 0.2) {
      const old = pick(told, incident);
      return old.isResolved ? truth : { ...truth, incident: old, customers, ending: undefined };
    }
    if (dice < 0.25) return { ...truth, incident: undefined, ending: undefined, customers: new Set() };
    if (dice < 0.3 && truth.incident) return { ...truth, incident: { ...incident, updatedAt: undefined } };
    return truth;
  }

  function observeTruly(): ObservedIncident {
    const isKnown = () => true;
    if (!incident.isResolved) return { incident, ending: undefined, customers, isKnown };
    return { incident: undefined, ending: incident, customers: new Set(), isKnown };
  }
}

/** Long enough for everything to settle. */
export const QUIET = 2 * HOUR;
