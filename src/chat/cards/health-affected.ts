import type { Customer } from '../../customers/customer.ts';
import type { ReportedIncident, ReportedService } from '../../health/report.ts';
import type { ActionInput } from '../actions/verbs.ts';
import { sayAzurePlace } from './azure-place.ts';
import { refer, referToService } from './buttons.ts';
import { addsToTitle, sayIncidentFacts } from './incident-lines.ts';
import { sayNames } from './name-list.ts';
import { plain } from './plain.ts';
import { offerRequest } from './request-buttons.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken } from './service-token.ts';
import { SIGNS, sayServiceState } from './signs.ts';
import { asRows } from './text-rows.ts';

/** How much of a report is shown: numbers of things, and widths of texts in Latin letters (0: leave it out). */
export interface HealthDetail {
  /** Affected services in full, and the incidents of each. */
  readonly services: number;
  readonly incidents: number;
  readonly title: number;
  readonly impact: number;
  readonly post: number;
  /** Further affected services, one line each. */
  readonly others: number;
  /** Names of healthy services. */
  readonly healthy: number;
  readonly changes: number;
}

/**
 * One affected service: sign, name, state, its worst incidents, the button that tells more and, of its only incident, the one to a text for
 * the customer. `inAzure`: names of what the same incidents hit in Azure, where that has no row of its own.
 */
export function presentAffected(
  service: ReportedService,
  inAzure: readonly string[],
  customer: Customer,
  scene: Scene,
  detail: HealthDetail,
) {
  const { say } = scene.speech;
  const [only] = service.incidents.length === 1 ? service.incidents : [];
  const state = sayServiceState(service, scene.speech);
  const shown = service.incidents.slice(0, detail.incidents);
  const left = service.incidents.length - shown.length;
  return {
    ...SIGNS[service.severity],
    name: plain(service.name, 60),
    state,
    incidents: shown.map((incident) => presentIncident(incident, state, scene, detail)),
    left: asRows([
      left > 0 ? say('incident.more', { count: left }) : '',
      sayInAzure(inAzure, scene),
      sayElsewhere(service, scene),
    ]),
    // Without an incident there is nothing more to tell.
    open:
      service.incidents.length > 0
        ? [
            {
              ref: referToService(customer, service.name),
              // Of several incidents none is guessed: the service's card offers it for each.
              // An advisory is seldom worth a request at once; its own card offers one.
              request: isOutage(service)
                ? [offerRequest({ customer, service: service.name, incident: only?.id }, scene)]
                : [],
              tell: only ? [{ title: say('button.customerText'), data: referToText(only, customer) }] : [],
            },
          ]
        : [],
  };
}

function isOutage({ severity }: ReportedService): boolean {
  return severity === 'down' || severity === 'degraded';
}

function referToText({ id }: ReportedIncident, customer: Customer): ActionInput<'show-customer-text'> {
  return { ...refer(customer), incident: makeIncidentToken(id), at: 'health' };
}

function sayInAzure(inAzure: readonly string[], scene: Scene): string {
  const names = inAzure.slice(0, MOST_IN_AZURE).map((name) => plain(name, 60));
  if (names.length === 0) return '';
  return scene.speech.say('affected.inAzure', {
    names: sayNames(names, inAzure.length - names.length, scene),
  });
}

const MOST_IN_AZURE = 3;

function sayElsewhere({ shownElsewhere = [], incidents }: ReportedService, { speech }: Scene): string {
  // Beside incidents of its own it is said where it is shown.
  if (incidents.length > 0) return '';
  const ids = [...new Set(shownElsewhere.map(({ id }) => plain(id.toUpperCase(), 40)))].slice(0, 3);
  return ids.length === 0 ? '' : speech.say('affected.elsewhere', { ids: speech.list(ids) });
}

function presentIncident(incident: ReportedIncident, state: string, scene: Scene, detail: HealthDetail) {
  const { say } = scene.speech;
  const title = plain(incident.title, detail.title);
  // Azure's summary and its newest update are often the same sentence.
  const told = `${incident.title} ${detail.post > 0 ? (incident.latest?.text ?? '') : ''}`;
  const impact = addsToTitle(incident.impact, told) ? plain(incident.impact, detail.impact) : '';
  const post = detail.post > 0 && incident.latest ? plain(incident.latest.text, detail.post) : '';
  const facts = sayIncidentFacts(incident, [state], scene);
  const place = sayAzurePlace(incident, scene);
  return {
    id: plain(incident.id, 40),
    title: ` ${title}`,
    more: [
      ...(impact !== '' && detail.impact > 0
        ? [{ text: say('incident.impact', { text: impact }), subtle: false }]
        : []),
      ...(place !== '' ? [{ text: place, subtle: false }] : []),
      ...(facts !== '' ? [{ text: facts, subtle: true }] : []),
    ],
    post: post !== '' ? [{ text: say('incident.quote', { text: post }) }] : [],
  };
}
