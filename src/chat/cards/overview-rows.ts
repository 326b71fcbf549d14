import type { OpenIncident } from '../../health/estate/overview.ts';
import type { ActionInput } from '../actions/verbs.ts';
import { CLOUD_MARKS } from './customer-rows.ts';
import { nameIncident } from './incident-head.ts';
import { sayTimes } from './incident-lines.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken } from './service-token.ts';
import { SIGNS, sayIncidentState, sayKind } from './signs.ts';

/** An incident over all customers: what it is, which opens it, and how many it hits, which opens those. */
export function presentOverviewRow({ cloud, incident, severity, customers }: OpenIncident, scene: Scene) {
  const { speech } = scene;
  const { say } = speech;
  const id = plain(incident.id, 40);
  const title = plain(incident.title, 140);
  const kind = incident.kind === 'incident' ? '' : sayKind(incident, speech);
  const mark = CLOUD_MARKS[cloud];
  const [since = ''] = sayTimes({ ...incident, updatedAt: undefined }, scene);
  const ref: ActionInput<'show-incident'> = {
    cloud,
    incident: makeIncidentToken(incident.id),
    from: 'overview',
    offset: 0,
  };
  return {
    ...SIGNS[severity],
    service: [nameIncident(incident, scene), mark === undefined ? '' : say(mark)]
      .filter((part) => part !== '')
      .join(' · '),
    id,
    name: title === '' ? '' : ` ${title}`,
    state: sayIncidentState(incident, speech),
    facts: [kind, since]
      .filter((fact) => fact !== '')
      .map((fact) => ` · ${fact}`)
      .join(''),
    open: say('button.detailsOf', { name: id }),
    list: say('button.customersOf', { id }),
    ref,
    hits: ref,
    count: String(customers),
    unit: say('overview.unit', { count: customers }),
  };
}
