import type { Incident } from '../../health/incident.ts';
import type { ReportedService } from '../../health/report.ts';
import type { Severity } from '../../health/severity.ts';
import { rateService } from '../../health/severity.ts';
import type { Verdict, VerdictAnswer } from '../../health/verdict.ts';
import type { Speech } from '../languages/speech.ts';

/** How a severity is drawn. */
export interface Sign {
  readonly sign: string;
  readonly color: string;
  /** Of the word beside the sign. In Teams' light theme yellow and green are too pale to read, so only red reaches the words. */
  readonly stateColor: string;
}

/** A sign tells apart without colour; the word beside it always says the same. */
export const SIGNS: Readonly<Record<Severity, Sign>> = {
  down: { sign: '●', color: 'attention', stateColor: 'attention' },
  degraded: { sign: '●', color: 'attention', stateColor: 'attention' },
  advisory: { sign: '◐', color: 'warning', stateColor: 'default' },
  unknown: { sign: '?', color: 'warning', stateColor: 'default' },
  recovered: { sign: '○', color: 'good', stateColor: 'default' },
  healthy: { sign: '✓', color: 'good', stateColor: 'default' },
};

const VERDICT_STYLES: Readonly<Record<VerdictAnswer, string>> = {
  yes: 'attention',
  maybe: 'warning',
  noKnownIssue: 'good',
  cannotTell: 'emphasis',
};

/** The style of the container that holds the verdict. Green is only what was read completely. */
export function chooseVerdictStyle({ answer, reason }: Verdict): string {
  return reason === 'clearExceptAzure' ? 'emphasis' : VERDICT_STYLES[answer];
}

/**
 * The word for a service's state: what Microsoft's overview states, or, where open incidents say otherwise, what the worst of them
 * states. An advisory is called one, though the overview says "degradation" for it too; "investigating" says more than either.
 */
export function sayServiceState(
  { health, severity, incidents, shownElsewhere }: ReportedService,
  { say }: Speech,
): string {
  if (health && rateService(health.status, []) === severity) return say(`status.${health.status}`);
  const worst = incidents[0] ?? shownElsewhere?.[0];
  const isAdvisory = worst?.kind === 'advisory' || worst?.kind === 'securityAdvisory';
  const isCalledByKind = isAdvisory && worst.status !== 'investigating';
  if (worst && severity === 'advisory' && isCalledByKind) return sayKind(worst, { say });
  return worst ? sayIncidentState(worst, { say }) : say(`status.${health?.status ?? 'unknown'}`);
}

/** What Microsoft states of an incident; of an ongoing one in Azure, also that it is critical. */
export function sayIncidentState(
  { status, kind, azure }: Pick<Incident, 'status' | 'kind' | 'azure'>,
  { say }: Pick<Speech, 'say'>,
): string {
  const state = say(`status.${status}`);
  const isCritical = azure?.isCritical === true && kind === 'incident' && status === 'active';
  return isCritical ? `${say('incident.critical')} · ${state}` : state;
}

/** Incident, advisory or, for a kind we have not met, issue. */
export function sayKind({ kind }: Pick<Incident, 'kind'>, { say }: Pick<Speech, 'say'>): string {
  return say(`kind.${kind}`);
}
