import type { Customer } from '../../customers/customer.ts';
import type { IncidentView } from '../../health/estate/overview.ts';
import { AZURE } from '../../health/name-service.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import type { ActionInput, Origin, Verb } from '../actions/verbs.ts';
import { nameCustomer, refer } from './buttons.ts';
import { leadToLiving } from './living-links.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken, makeServiceToken } from './service-token.ts';

/** A button that opens a page. */
export interface PageLink {
  readonly title: string;
  readonly url: string;
}

/** A button that opens another card. */
export interface CardLink {
  readonly title: string;
  readonly verb: Verb;
  readonly data: object;
}

/** The card that a card about an incident was opened from, and the customer and the service it was about. */
export interface WayBack {
  readonly customer?: Customer | undefined;
  readonly service?: string | undefined;
  readonly from?: Origin | undefined;
  /** Of an incident's card: what its living card is about. */
  readonly living?: SubjectKey | undefined;
}

/** Of a button that a phone shows whole. */
const NAME_WIDTH = 20;

/** To the card it came from; where that is not known, to the customer it is about, and to everything wrong now. */
export function leadBack({ customer, service, from, living }: WayBack, scene: Scene): CardLink[] {
  const { say } = scene.speech;
  if (from === 'living' && living) return [leadToLiving(living, scene)];
  const overview: CardLink = { title: say('button.overview'), verb: 'show-overview', data: { offset: 0 } };
  if (!customer || from === 'overview') return [overview];
  const name = nameCustomer(customer, NAME_WIDTH);
  if (service !== undefined && (from === undefined || from === 'service')) {
    const data = { ...refer(customer), service: makeServiceToken(service), offset: 0 };
    return [{ title: say('button.back'), verb: 'show-service', data }];
  }
  if (from === 'history') {
    const data = { ...refer(customer), offset: 0 };
    return [{ title: say('button.historyOf', { name }), verb: 'show-history', data }];
  }
  const health: CardLink = {
    title: say('button.healthOf', { name }),
    verb: 'show-health',
    data: refer(customer),
  };
  return from === 'health' ? [health] : [health, overview];
}

/** What a button carries so that the next card can lead back, too. */
export function referBack({ customer, service, from }: WayBack): Partial<ActionInput<'show-incident'>> {
  return {
    ...(customer ? { tenantId: customer.tenantId } : {}),
    ...(service === undefined ? {} : { service: makeServiceToken(service) }),
    ...(from === undefined ? {} : { from }),
  };
}

/** The button to the post-incident report; where it cannot be handed out from here, the line that tells where it is. */
export function linkReport(
  { cloud, incident, reportOf }: IncidentView,
  asker: Parameters<Scene['links']['incidentReport']>[2],
  { links, speech: { say } }: Scene,
): { readonly buttons: readonly PageLink[]; readonly note: string } {
  if (reportOf === undefined) return { buttons: [], note: '' };
  const url = links.incidentReport(reportOf, makeIncidentToken(incident.id), asker);
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
