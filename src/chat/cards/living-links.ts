import type { IncidentView } from '../../health/estate/overview.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import type { ActionInput } from '../actions/verbs.ts';
import type { CardLink } from './incident-links.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken } from './service-token.ts';

/** What a button about a living card carries: its subject, nothing that must be believed. */
export function referToLiving({ kind, cloud, id }: SubjectKey): ActionInput<'show-living'> {
  return { kind, cloud, id: makeIncidentToken(id) };
}

/** A form in a message of its own: in the living card's the next edit would take it away. */
export function offerAtLiving(
  { cloud, incident, customers }: IncidentView,
  { speech: { say } }: Scene,
): CardLink[] {
  const data = referToLiving({ kind: 'incident', cloud, id: incident.id });
  return customers.length === 0 ? [] : [{ title: say('button.raiseRequest'), verb: 'raise-living', data }];
}

/** Back to a living card. */
export function leadToLiving(key: SubjectKey, { speech: { say } }: Pick<Scene, 'speech'>): CardLink {
  return { title: say('button.back'), verb: 'show-living', data: referToLiving(key) };
}
