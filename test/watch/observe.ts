import type { Incident } from '../../src/health/incident.ts';
import { decideIncident } from '../../src/watch/decide-incident.ts';
import type { ObservedIncident } from '../../src/watch/observed-incident.ts';
import type { IncidentState, SubjectState } from '../../src/watch/subject.ts';
import { DEFAULT_TIMINGS, type WatchTimings } from '../../src/watch/timings.ts';
import { makeIncident } from '../support/incidents.ts';
import { createFollower, type Follower } from './follow.ts';

export const START = Date.UTC(2026, 10, 21, 10, 20);
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

/** An incident as of `updated` milliseconds after the start, with one post of then. */
export function incidentAt(updated: number, overrides: Partial<Incident> = {}): Incident {
  const { latest: _latest, ...incident } = makeIncident();
  const updatedAt = START + updated;
  return { ...incident, updatedAt, posts: [{ at: updatedAt, html: `Update ${updated}` }], ...overrides };
}

/** The same, resolved then. */
export function resolvedAt(updated: number, overrides: Partial<Incident> = {}): Incident {
  const endedAt = START + updated;
  return incidentAt(updated, { status: 'serviceRestored', isResolved: true, endedAt, ...overrides });
}

/** What is known of it: these customers have it. */
export function seenAt(incident: Incident, ...customers: string[]): ObservedIncident {
  return { incident, ending: undefined, customers: new Set(customers), isKnown: () => true };
}

/** Nobody has it. */
export function seenNowhere(ending?: Incident): ObservedIncident {
  return { incident: undefined, ending, customers: new Set(), isKnown: () => true };
}

export function followIncident(rules: Partial<WatchTimings> = {}): Follower<IncidentState, ObservedIncident> {
  const all = { ...DEFAULT_TIMINGS, ...rules };
  return createFollower(
    (previous, observed: ObservedIncident, now) => decideIncident(previous, observed, all, now),
    (state: SubjectState): state is IncidentState => state.kind === 'incident',
  );
}

/** One that is shown already, for customers `a` and `b`. */
export function followShown(
  incident: Incident = incidentAt(0),
  rules: Partial<WatchTimings> = {},
): Follower<IncidentState, ObservedIncident> {
  const follower = followIncident({ gatherMs: 0, ...rules });
  follower.see(START, seenAt(incident, 'a', 'b'));
  return follower;
}
