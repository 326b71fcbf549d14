import type { CustomerHistory, HistoryIncident, ServiceTally } from '../../health/history.ts';
import { refer } from './buttons.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken, makeServiceToken } from './service-token.ts';
import { SIGNS, type Sign, sayKind } from './signs.ts';
import { tellSpan } from './time-span.ts';

/** What is over is calm, whatever it was. */
const OVER: Sign = { sign: '✓', color: 'good', stateColor: 'default' };

/** An incident of a history: what, when and how long, how it came out, and the button to all of it. */
export function presentPast(
  { incident, service, severity, durationMs, outcome }: HistoryIncident,
  { customer }: CustomerHistory,
  width: number,
  scene: Scene,
) {
  const { say } = scene.speech;
  const kind = incident.kind === 'incident' ? '' : sayKind(incident, scene.speech);
  const facts = [kind, sayWhen({ incident, durationMs, outcome }, scene), say(`history.outcome.${outcome}`)];
  const id = plain(incident.id, 40);
  const title = plain(incident.title, width);
  return {
    ...(severity === undefined ? OVER : SIGNS[severity]),
    service: plain(service, 60) || id,
    id,
    title: title === '' ? '' : ` ${title}`,
    facts: facts.filter((fact) => fact !== '').join(' · '),
    open: say('button.detailsOf', { name: id }),
    ref: { ...refer(customer), incident: makeIncidentToken(incident.id), from: 'history', offset: 0 },
  };
}

function sayWhen(
  {
    incident: { startedAt, endedAt, updatedAt },
    durationMs,
    outcome,
  }: Pick<HistoryIncident, 'incident' | 'durationMs' | 'outcome'>,
  { speech: { say }, times, now }: Scene,
): string {
  if (startedAt === undefined) {
    return updatedAt === undefined ? '' : say('incident.updated', { time: times.moment(updatedAt, now) });
  }
  const start = times.moment(startedAt, now);
  if (outcome !== 'open' && endedAt === undefined) return say('history.endUnknown', { time: start });
  if (durationMs === undefined) return say('incident.since', { time: start });
  const duration = times.duration(durationMs);
  if (outcome === 'open' || endedAt === undefined) return say('incident.sinceFor', { time: start, duration });
  const { end, isOneDay } = tellSpan(startedAt, endedAt, { now, times });
  return say(isOneDay ? 'history.sameDay' : 'incident.fromTo', { start, end, duration });
}

/** What one service went through, in a line that opens its history over the same period. */
export function presentTally(tally: ServiceTally, { customer, period }: CustomerHistory, scene: Scene) {
  const name = plain(tally.service, 60);
  const { since, until } = period;
  return {
    name,
    facts: sayTally(tally, scene),
    open: scene.speech.say('button.historyOf', { name }),
    ref: { ...refer(customer), service: makeServiceToken(tally.service), since, until, offset: 0 },
  };
}

/** `3 incidents, 1 advisory · 11 h affected`. */
export function sayTally(
  { incidents, advisories, affectedMs }: Pick<ServiceTally, 'incidents' | 'advisories' | 'affectedMs'>,
  { speech: { say }, times }: Scene,
): string {
  const counts = say('history.tally', { incidents, advisories });
  if (affectedMs <= 0) return counts;
  return `${counts} · ${say('history.affected', { duration: times.duration(affectedMs) })}`;
}
