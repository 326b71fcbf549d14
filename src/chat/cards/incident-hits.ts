import { customerKey } from '../../customers/customer.ts';
import type { IncidentView } from '../../health/estate/overview.ts';
import { isOver } from '../../health/incident-outcome.ts';
import { nameCustomer } from './buttons.ts';
import { sayCoverage } from './coverage-lines.ts';
import { ALL_LOADED, isAnyUnloaded, noteUnreadClouds, type UnloadedCustomers } from './customer-rows.ts';
import { referBack, type WayBack } from './incident-links.ts';
import { sayCustomers } from './name-list.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken } from './service-token.ts';
import { asRows } from './text-rows.ts';

/** Names of customers before the rest is only counted. */
const MOST_NAMES = 3;

/**
 * Which of our customers have an incident, or had it: the first names, how many, and the button to all of them. Nothing where it is the
 * asked customer alone.
 */
export function presentHits(
  { cloud, incident, customers, coverage }: IncidentView,
  back: WayBack,
  scene: Scene,
  unloaded: UnloadedCustomers = ALL_LOADED,
) {
  const [only] = customers;
  const isAlone = only !== undefined && customers.length === 1 && back.customer !== undefined;
  if (isAlone && customerKey(only) === customerKey(back.customer)) return [];
  const { say } = scene.speech;
  const count = customers.length;
  const first = customers.slice(0, MOST_NAMES).map((customer) => nameCustomer(customer, 40));
  const names = sayCustomers(first, count - first.length, scene);
  const said = isOver(incident)
    ? say(count > 0 ? 'incident.hitsThen' : 'incident.hitNobody', { count, names })
    : say(count > 0 ? 'incident.hitsNow' : 'incident.hitsNobody', { count, names });
  const isPartial = (coverage.read < coverage.total || isAnyUnloaded(unloaded)) && !isOver(incident);
  const missing = noteUnreadClouds(
    unloaded.clouds.filter((one) => one.cloud === cloud),
    scene,
  );
  const isNobodyLoaded = count === 0 && missing.length > 0;
  return [
    {
      // Of customers that are not there nobody can say that none has it.
      names: isNobodyLoaded ? missing.map(({ text }) => text).join(' ') : said,
      coverage: asRows([
        isPartial && !isNobodyLoaded ? sayCoverage(coverage, scene, unloaded) : '',
        ...(isNobodyLoaded ? [] : missing.map(({ text }) => text)),
      ]),
      buttons:
        count === 0
          ? []
          : [
              {
                title: say('button.allHit', { count }),
                data: { cloud, incident: makeIncidentToken(incident.id), ...referBack(back), offset: 0 },
              },
            ],
    },
  ];
}
