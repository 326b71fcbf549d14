import type { CloudName } from '../../clouds.ts';
import type { Actor } from '../../requests/change.ts';
import {
  formatNumber,
  isOpen,
  type RequestRoute,
  type RequestState,
  type ServiceRequest,
} from '../../requests/request.ts';
import type { Person } from '../../staff/person.ts';
import type { Speech } from '../languages/speech.ts';
import { plain } from './plain.ts';

/** Of a person's name in a line. */
const NAME_WIDTH = 40;

/** How a state is drawn; the word beside the sign says the same. */
interface StateLook {
  readonly sign: string;
  /** Of the container that holds it. */
  readonly style: string;
  readonly color: string;
}

const LOOKS: Readonly<Record<RequestState, StateLook>> = {
  draft: { sign: '○', style: 'emphasis', color: 'default' },
  raised: { sign: '○', style: 'accent', color: 'accent' },
  withVendor: { sign: '◐', style: 'accent', color: 'accent' },
  waitingForUs: { sign: '●', style: 'warning', color: 'warning' },
  resolved: { sign: '✓', style: 'good', color: 'good' },
  closed: { sign: '✓', style: 'emphasis', color: 'default' },
};
const TROUBLED: StateLook = { sign: '●', style: 'attention', color: 'attention' };

/** Red while something keeps an open request from travelling on. */
export function chooseLook(request: Pick<ServiceRequest, 'state' | 'trouble'>): StateLook {
  return hasTrouble(request) ? TROUBLED : LOOKS[request.state];
}

/** A request that is over has no trouble any more, whatever happened on its way. */
export function hasTrouble(request: Pick<ServiceRequest, 'state' | 'trouble'>): boolean {
  return request.trouble !== undefined && isOpen(request);
}

/** Microsoft or 21Vianet: whoever takes requests in that cloud. */
export function nameVendor(cloud: CloudName, { say }: Pick<Speech, 'say'>): string {
  return say(`request.operator.${cloud}`);
}

export function sayRequestState(state: RequestState, cloud: CloudName, { say }: Pick<Speech, 'say'>): string {
  return say(`request.state.${state}`, { operator: nameVendor(cloud, { say }) });
}

/** How a request stands in words: its state, that it is stuck, or that its vendor knows nothing yet while somebody has to go to the portal. */
export function sayStanding(request: ServiceRequest, speech: Pick<Speech, 'say'>): string {
  const { state: word, route, ticket, customer } = request;
  const state = sayRequestState(word, customer.cloud, speech);
  if (hasTrouble(request)) return speech.say('request.troubled', { state });
  const isUnsent = word === 'raised' && route === 'portal' && ticket === undefined;
  return isUnsent
    ? speech.say('request.unsent', { state, operator: nameVendor(customer.cloud, speech) })
    : state;
}

export function sayRoute(route: RequestRoute, cloud: CloudName, { say }: Pick<Speech, 'say'>): string {
  return say(`request.route.${route}`, { operator: nameVendor(cloud, { say }) });
}

/** `SR-1042`; a draft has none. */
export function nameRequest({ number }: Pick<ServiceRequest, 'number'>): string {
  return number === undefined ? '' : formatNumber(number);
}

/** What the request is about: its title, else its service. Both may be missing in one that was only escalated. */
export function nameSubject({ title, service }: ServiceRequest, width: number): string {
  return plain(title, width) || plain(service.name, width);
}

export function namePerson({ name, account }: Person): string {
  return plain(name, NAME_WIDTH) || plain(account, NAME_WIDTH);
}

/** Who did something, as the subject of a sentence. */
export function sayActor(by: Actor, cloud: CloudName, { say, language }: Speech): string {
  if (by.kind === 'bot') return say('request.who.bot');
  if (by.kind === 'vendor') return say('request.who.vendor', { operator: nameVendor(cloud, { say }) });
  return say('request.who.person', { name: setApart(namePerson(by.person), language) });
}

/** Between Latin letters and Han characters belongs a space. */
export function setApart(name: string, language: Speech['language']): string {
  return language === 'zh-CN' && /[\p{Script=Latin}\d]$/u.test(name) ? `${name} ` : name;
}
