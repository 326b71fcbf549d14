import type { Incident } from '../../health/incident.ts';
import { isOver } from '../../health/incident-outcome.ts';
import type { EpochMs } from '../../time.ts';
import type { Scene } from './scene.ts';
import { sayIncidentState, sayKind } from './signs.ts';
import { tellSpan } from './time-span.ts';

const ORIGIN_WORDS = { thirdParty: 'origin.thirdParty', customer: 'origin.customer' } as const;

/**
 * What kind of incident, its state, since when, how fresh: one line. `known` are words that stand on the card already, so that the
 * line does not repeat them.
 */
export function sayIncidentFacts(incident: Incident, known: readonly string[], scene: Scene): string {
  const { say } = scene.speech;
  const kind = sayKind(incident, scene.speech);
  const origin = incident.origin === 'thirdParty' || incident.origin === 'customer' ? [incident.origin] : [];
  const words = [
    ...(incident.kind === 'advisory' || incident.kind === 'securityAdvisory' ? [kind] : []),
    sayIncidentState(incident, scene.speech),
    ...origin.map((from) => say(ORIGIN_WORDS[from])),
  ];
  return [...words.filter((word) => !known.includes(word)), ...sayTimes(incident, scene)].join(' · ');
}

/** Since when, for how long, and the last update; of one that is over, from when to when. Empty where Microsoft dates nothing. */
export function sayTimes(incident: Incident, scene: Scene): string[] {
  const { startedAt, updatedAt, endedAt } = incident;
  const { speech, times, now } = scene;
  const { say } = speech;
  if (isOver(incident) && endedAt !== undefined) return [sayPast(startedAt, endedAt, scene)];
  const said: string[] = [];
  if (startedAt !== undefined && isOver(incident)) {
    said.push(say('incident.started', { time: times.moment(startedAt, now) }));
  } else if (startedAt !== undefined) {
    const time = times.moment(startedAt, now);
    // A start in the future is a clock that differs from ours: a duration would be nonsense.
    const lasted = now - startedAt;
    said.push(
      lasted < 0
        ? say('incident.since', { time })
        : say('incident.sinceFor', { time, duration: times.duration(lasted) }),
    );
  }
  if (updatedAt !== undefined) said.push(say('incident.updated', { time: times.moment(updatedAt, now) }));
  return said;
}

function sayPast(
  startedAt: EpochMs | undefined,
  endedAt: EpochMs,
  { speech: { say }, times, now }: Scene,
): string {
  const end = times.moment(endedAt, now);
  if (startedAt === undefined || startedAt > endedAt) return say('incident.ended', { time: end });
  const duration = times.duration(endedAt - startedAt);
  const span = tellSpan(startedAt, endedAt, { now, times });
  return say(span.isOneDay ? 'history.sameDay' : 'incident.fromTo', {
    start: span.start,
    end: span.end,
    duration,
  });
}

/** Whether the impact tells more than the title already did: Microsoft often writes the same sentence twice, a little differently. */
export function addsToTitle(impact: string, title: string): boolean {
  const words = splitWords(impact);
  const known = new Set(splitWords(title));
  const added = words.filter((word) => !known.has(word));
  return added.length > words.length * MAX_REPEATED;
}

/** A text with no more than this share of new words says nothing new. */
const MAX_REPEATED = 0.25;

function splitWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
