import type { Customer } from '../../customers/customer.ts';
import type { ReportedIncident, ReportedService } from '../../health/report.ts';
import { sayAzurePlace } from './azure-place.ts';
import { referToService } from './buttons.ts';
import { addsToTitle, sayIncidentFacts } from './incident-lines.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
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

/** One affected service: sign, name, state, its worst incidents, and the button that tells more. */
export function presentAffected(
  service: ReportedService,
  customer: Customer,
  scene: Scene,
  detail: HealthDetail,
) {
  const state = sayServiceState(service, scene.speech);
  const shown = service.incidents.slice(0, detail.incidents);
  const left = service.incidents.length - shown.length;
  return {
    ...SIGNS[service.severity],
    name: plain(service.name, 60),
    state,
    incidents: shown.map((incident) => presentIncident(incident, state, scene, detail)),
    left: asRows([
      left > 0 ? scene.speech.say('incident.more', { count: left }) : '',
      sayElsewhere(service, scene),
    ]),
    // Without an incident there is nothing more to tell.
    open: service.incidents.length > 0 ? [{ ref: referToService(customer, service.name) }] : [],
  };
}

function sayElsewhere({ shownElsewhere = [] }: ReportedService, { speech }: Scene): string {
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
