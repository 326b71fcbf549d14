import type { Incident, IncidentKind } from '../health/incident.ts';
import { compareSeverity, rateIncident, type Severity } from '../health/severity.ts';

/** How bad an incident is: by its severity, then by whether Microsoft calls it an incident or advises only. */
export interface Level {
  readonly severity: Severity;
  readonly kind: IncidentKind;
}

export function rateLevel(incident: Incident): Level {
  return { severity: rateIncident(incident), kind: incident.kind };
}

/** Orders levels, worst first. */
export function compareLevels(a: Level, b: Level): number {
  return compareSeverity(a.severity, b.severity) || rankKind(a.kind) - rankKind(b.kind);
}

/** From one level to another in words: severities, or kinds where the severity is the same. */
export function nameLevels(from: Level, to: Level): { readonly from: string; readonly to: string } {
  return from.severity === to.severity
    ? { from: from.kind, to: to.kind }
    : { from: from.severity, to: to.severity };
}

/** Whether a kind is told of as an incident rather than as advice. What we have not met is taken seriously. */
export function isIncidentKind(kind: IncidentKind): boolean {
  return kind === 'incident' || kind === 'unknown';
}

function rankKind(kind: IncidentKind): number {
  return isIncidentKind(kind) ? 0 : 1;
}
