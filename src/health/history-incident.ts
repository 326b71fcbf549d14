import type { EpochMs } from '../time.ts';
import type { Period } from './archive.ts';
import { foldName } from './fold-name.ts';
import type { KnownIncident } from './gather-incidents.ts';
import type { HistoryIncident } from './history.ts';
import type { Incident } from './incident.ts';
import { readOutcome } from './incident-outcome.ts';
import type { Interval } from './intervals.ts';
import { AZURE, listServiceNames, nameService } from './name-service.ts';
import { rateIncident } from './severity.ts';

/** One incident of a history, with what the tallies need of it. */
export interface HistoryEntry {
  readonly row: HistoryIncident;
  /** Whether it counts as an incident: false for advisories, and for what Azure says that we do not know. */
  readonly isIncident: boolean;
  /** When it was under way within the period; undefined: not dated, or not an incident, or a false alarm. */
  readonly interval: Interval | undefined;
}

/**
 * Makes an entry of what was under way within the period; undefined for anything else. What is over and has no end date counts until its
 * last update; what has no start date, at its last update; what has no date at all and is over, not at all.
 */
export function makeHistoryEntry(
  { incident, knownUntil, isUnlisted = false }: KnownIncident,
  period: Period,
  service: string | undefined,
): HistoryEntry | undefined {
  const named = matchService(incident, service);
  if (named === undefined) return undefined;
  const outcome = isUnlisted ? 'unlisted' : readOutcome(incident);
  const { startedAt, endedAt, updatedAt } = incident;
  const end = endedAt ?? (outcome === 'open' ? knownUntil : updatedAt);
  const start = startedAt ?? updatedAt ?? end;
  if (start === undefined || start > period.until || Math.max(start, end ?? start) < period.since) {
    return undefined;
  }
  const isIncident = countsAsIncident(incident);
  return {
    row: {
      incident,
      service: named,
      severity: outcome === 'open' ? rateIncident(incident) : undefined,
      durationMs: measure(startedAt, outcome === 'open' ? end : endedAt),
      outcome,
    },
    isIncident,
    interval:
      isIncident && outcome !== 'falsePositive' && startedAt !== undefined && end !== undefined
        ? { from: Math.max(startedAt, period.since), to: Math.min(end, period.until, knownUntil) }
        : undefined,
  };
}

/** Newest start first; what has no start, by its last update. */
export function compareEntries(
  { row: { incident: a } }: HistoryEntry,
  { row: { incident: b } }: HistoryEntry,
): number {
  return (b.startedAt ?? b.updatedAt ?? 0) - (a.startedAt ?? a.updatedAt ?? 0) || (a.id < b.id ? -1 : 1);
}

/** The name of the service asked for under which the incident is listed; undefined: it is not that service's. */
function matchService(incident: Incident, service: string | undefined): string | undefined {
  if (service === undefined) return nameService(incident);
  const wanted = foldName(service);
  if (incident.source === 'azure' && wanted === foldName(AZURE)) return nameService(incident);
  return listServiceNames(incident).find((name) => foldName(name) === wanted);
}

function countsAsIncident({ kind, source }: Incident): boolean {
  return kind === 'incident' || (kind === 'unknown' && source === 'microsoft365');
}

function measure(start: EpochMs | undefined, end: EpochMs | undefined): number | undefined {
  return start === undefined || end === undefined || end < start ? undefined : end - start;
}
