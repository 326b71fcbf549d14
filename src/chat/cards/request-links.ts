import { formatNumber, type ServiceRequest } from '../../requests/request.ts';
import type { CardLink } from './incident-links.ts';
import type { Scene } from './scene.ts';

/** The button to a request's own card. */
export function leadToRequest({ number }: Pick<ServiceRequest, 'number'>, { speech }: Scene): CardLink {
  // A draft has no card to lead to but the list.
  if (number === undefined) return leadToRequests({ speech });
  const title = speech.say('request.button.show', { number: formatNumber(number) });
  return { title, verb: 'show-request', data: { number } };
}

/** The button to the list of open requests. */
export function leadToRequests({ speech: { say } }: Pick<Scene, 'speech'>): CardLink {
  return { title: say('button.requests'), verb: 'list-requests', data: { view: 'open', offset: 0 } };
}
