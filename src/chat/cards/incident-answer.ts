import type { Incident } from '../../health/incident.ts';
import { isOver } from '../../health/incident-outcome.ts';
import type { ServiceStatus } from '../../health/service.ts';
import { rateIncident } from '../../health/severity.ts';
import type { Scene } from './scene.ts';
import { SIGNS, sayIncidentState } from './signs.ts';

/** States that hold since the incident began; others, such as `Restoring service`, came later. */
const SINCE_THE_START: ReadonlySet<ServiceStatus> = new Set<ServiceStatus>([
  'serviceDegradation',
  'serviceInterruption',
  'active',
]);

/** The first line of an incident's card: `● Service degradation since 13:39 (1 h 35 min)`, `✓ Over, lasted 1 h 15 min`. */
export interface IncidentAnswer {
  readonly sign: string;
  readonly text: string;
  /** What the first line left out, for the lines below: the state of one that is over, and from when to when. */
  readonly rest: readonly string[];
}

export function answerIncident(incident: Incident, scene: Scene): IncidentAnswer {
  return isOver(incident)
    ? answerOver(incident, scene)
    : { sign: SIGNS[rateIncident(incident)].sign, text: sayOpen(incident, scene), rest: [] };
}

function sayOpen(incident: Incident, { speech, times, now }: Scene): string {
  const { say } = speech;
  const { status, startedAt } = incident;
  const state = sayIncidentState(incident, speech);
  if (startedAt === undefined) return state;
  const time = times.moment(startedAt, now);
  if (!SINCE_THE_START.has(status)) return `${state} · ${say('incident.started', { time })}`;
  // A start in the future is a clock that differs from ours: a duration would be nonsense.
  return now < startedAt
    ? say('incident.stateSince', { state, time })
    : say('incident.stateSinceFor', { state, time, duration: times.duration(now - startedAt) });
}

function answerOver(incident: Incident, { speech, times, now }: Scene): IncidentAnswer {
  const { say } = speech;
  const { status, startedAt, endedAt } = incident;
  const sign = SIGNS.healthy.sign;
  const state = sayIncidentState(incident, speech);
  const start = startedAt === undefined ? undefined : times.moment(startedAt, now);
  const end = endedAt === undefined ? undefined : times.moment(endedAt, now);
  const isDated = startedAt !== undefined && endedAt !== undefined && startedAt <= endedAt;
  const between =
    isDated && start !== undefined && end !== undefined ? [say('incident.between', { start, end })] : [];
  const started = start === undefined ? [] : [say('incident.started', { time: start })];
  if (status === 'falsePositive') return { sign, text: state, rest: isDated ? between : started };
  if (isDated) {
    const duration = times.duration(endedAt - startedAt);
    return { sign, text: say('incident.overLasted', { duration }), rest: [state, ...between] };
  }
  if (end !== undefined) return { sign, text: say('incident.overEnded', { time: end }), rest: [state] };
  return { sign, text: say('incident.over'), rest: [state, ...started] };
}
