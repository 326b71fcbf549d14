import type { Customer } from '../../customers/customer.ts';
import type { IncidentView } from '../../health/estate/overview.ts';
import type { ActionInput, Verb } from '../actions/verbs.ts';
import { refer } from './buttons.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken, makeServiceToken } from './service-token.ts';

/** A button that opens a form. */
export interface RequestButton {
  readonly title: string;
  readonly data: ActionInput<'open-request'>;
}

/** What a request would be about; names as they came from outside. */
export interface RequestedThing {
  readonly customer: Customer;
  readonly service?: string | undefined;
  readonly incident?: string | undefined;
}

/** The button that opens a form for the vendor. */
export function offerRequest(thing: RequestedThing, { speech }: Scene): RequestButton {
  return { title: speech.say('button.raiseRequest'), data: referToRequest(thing) };
}

/** The same for our own helpdesk alone. */
export function offerEscalation(thing: RequestedThing, { speech }: Scene): RequestButton {
  return { title: speech.say('button.escalate'), data: { ...referToRequest(thing), route: 'helpdesk' } };
}

function referToRequest({ customer, service, incident }: RequestedThing): ActionInput<'open-request'> {
  return {
    ...refer(customer),
    ...(service === undefined ? {} : { service: makeServiceToken(service) }),
    ...(incident === undefined ? {} : { incident: makeIncidentToken(incident) }),
  };
}

/** Buttons of an incident's card: of several customers it is chosen first for whom. */
export function offerForIncident(
  { cloud, incident, customers }: IncidentView,
  {
    customer: asked,
    service,
  }: { readonly customer?: Customer | undefined; readonly service?: string | undefined },
  scene: Scene,
): readonly { readonly title: string; readonly verb: Verb; readonly data: object }[] {
  const customer = asked ?? (customers.length === 1 ? customers[0] : undefined);
  if (!customer) {
    const data = { cloud, incident: makeIncidentToken(incident.id), offset: 0 };
    const title = scene.speech.say('button.raiseRequest');
    return customers.length === 0 ? [] : [{ title, verb: 'list-incident-customers', data }];
  }
  const thing = { customer, service, incident: incident.id };
  return [offerRequest(thing, scene), offerEscalation(thing, scene)].map((button) => ({
    ...button,
    verb: 'open-request',
  }));
}
