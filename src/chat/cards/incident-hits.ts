import type { IncidentView } from '../../health/estate/overview.ts';
import { isOver } from '../../health/incident-outcome.ts';
import { nameCustomer } from './buttons.ts';
import { sayCoverage } from './coverage-lines.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken } from './service-token.ts';
import { asRows } from './text-rows.ts';

/** Names of customers before the rest is only counted. */
const MOST_NAMES = 3;

/** Which of our customers have an incident, or had it: the first names, how many, and the button to all of them. */
export function presentHits({ cloud, incident, customers, coverage }: IncidentView, scene: Scene) {
  const { say } = scene.speech;
  const count = customers.length;
  const first = customers.slice(0, MOST_NAMES).map((customer) => nameCustomer(customer, 40));
  const left = count - first.length;
  const names = [first.join(', '), ...(left > 0 ? [say('healthy.more', { count: left })] : [])].join(' ');
  const said = isOver(incident)
    ? say(count > 0 ? 'incident.hitsThen' : 'incident.hitNobody', { count, names })
    : say(count > 0 ? 'incident.hitsNow' : 'incident.hitsNobody', { count, names });
  const isPartial = coverage.read < coverage.total && !isOver(incident);
  return [
    {
      names: said,
      coverage: asRows([isPartial ? sayCoverage(coverage, scene) : '']),
      buttons:
        count === 0
          ? []
          : [
              {
                title: say('button.allHit', { count }),
                data: { cloud, incident: makeIncidentToken(incident.id), offset: 0 },
              },
            ],
    },
  ];
}
