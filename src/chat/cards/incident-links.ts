import type { Customer } from '../../customers/customer.ts';
import type { IncidentView } from '../../health/estate/overview.ts';
import { AZURE } from '../../health/name-service.ts';
import type { Verb } from '../actions/verbs.ts';
import { refer } from './buttons.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken, makeServiceToken } from './service-token.ts';

/** A button that opens a page. */
export interface PageLink {
  readonly title: string;
  readonly url: string;
}

/** To the service card it came from, else to everything wrong now. */
export function leadBack(
  customer: Customer | undefined,
  service: string | undefined,
  { speech: { say } }: Scene,
): { readonly title: string; readonly verb: Verb; readonly data: object } {
  if (customer && service !== undefined) {
    const data = { ...refer(customer), service: makeServiceToken(service), offset: 0 };
    return { title: say('button.back'), verb: 'show-service', data };
  }
  return { title: say('button.overview'), verb: 'show-overview', data: { offset: 0 } };
}

/** The button to the post-incident report; where it cannot be handed out from here, the line that tells where it is. */
export function linkReport(
  { cloud, incident, reportOf }: IncidentView,
  { links, speech: { say } }: Scene,
): { readonly buttons: readonly PageLink[]; readonly note: string } {
  if (reportOf === undefined) return { buttons: [], note: '' };
  const url = links.incidentReport(reportOf, makeIncidentToken(incident.id));
  if (url === undefined)
    return { buttons: [], note: say('incident.reportElsewhere', { operator: say(`operator.${cloud}`) }) };
  return { buttons: [{ title: say('button.incidentReport'), url }], note: '' };
}

/**
 * The portal of the customer that was asked about, or of the only one that has it: service health, or Azure's where it tells of it. Of several
 * none: whose tenant a button enters must be plain before it is pressed.
 */
export function linkPortal(
  { incident, customers }: IncidentView,
  asked: Customer | undefined,
  { links, speech: { say } }: Scene,
): PageLink[] {
  const customer = asked ?? (customers.length === 1 ? customers[0] : undefined);
  if (!customer) return [];
  const service = incident.source === 'azure' ? { name: AZURE, isAzure: true } : undefined;
  return [
    { title: say(service ? 'button.portalAzure' : 'button.portal'), url: links.portal(customer, service) },
  ];
}
