import type { Change, RequestChange } from '../../requests/change.ts';
import { FIRST_RESPONSE_MS, type ServiceRequest } from '../../requests/request.ts';
import { hasTrouble, namePerson, nameVendor, setApart } from './request-terms.ts';
import type { Scene } from './scene.ts';

/** Whose first response to a request is documented: Microsoft's; of 21Vianet nothing is. */
const PROMISES_RESPONSE: Readonly<Record<ServiceRequest['customer']['cloud'], boolean>> = {
  global: true,
  china: false,
};

/** What somebody has to do now, in one or two sentences. `helpdesk`: whether there is one to look after it. */
export function sayNextStep(
  request: ServiceRequest,
  { changes, helpdesk }: { readonly changes: readonly RequestChange[]; readonly helpdesk: boolean },
  scene: Scene,
): string {
  const { say, language } = scene.speech;
  const { state, route, ticket, takenBy, trouble, customer } = request;
  const operator = nameVendor(customer.cloud, scene.speech);
  if (trouble && hasTrouble(request)) return say(`request.trouble.${trouble.code}`, { operator });
  switch (state) {
    case 'resolved':
      return say('request.next.resolved');
    case 'closed':
    case 'draft':
      return say('request.next.closed');
    case 'waitingForUs':
      return say(route === 'azureSupport' && ticket ? 'request.next.answerTicket' : 'request.next.answer', {
        operator,
      });
    case 'withVendor':
      return sayWaiting(request, changes, scene);
    case 'raised':
      if (route === 'azureSupport') return say('request.next.creating');
      if (route === 'portal')
        return ticket ? sayWaiting(request, changes, scene) : say('request.next.portal', { operator });
      if (takenBy) return say('request.next.taken', { name: setApart(namePerson(takenBy), language) });
      return say(helpdesk ? 'request.next.take' : 'request.next.noHelpdesk');
  }
}

/** Until when the vendor has promised to answer, as long as it has not. */
function sayWaiting(
  { customer: { cloud }, severity, ticket, raisedAt }: ServiceRequest,
  changes: readonly RequestChange[],
  { now, speech, times }: Scene,
): string {
  const { say } = speech;
  const operator = nameVendor(cloud, speech);
  const last = changes.find(({ change }) => SPEAKS.includes(change.kind));
  if (last?.change.kind === 'vendorNote') return say('request.next.read', { operator });
  const since = ticket?.recordedAt ?? raisedAt;
  const hasAnswered = changes.some(({ change }) => change.kind === 'vendorNote');
  if (hasAnswered || !PROMISES_RESPONSE[cloud] || severity === undefined || since === undefined)
    return say('request.next.wait', { operator });
  const response = FIRST_RESPONSE_MS[severity];
  const due = since + response;
  const time = times.moment(due, now);
  if (due < now) return say('request.next.overdue', { operator, time });
  return say('request.next.response', { operator, duration: times.duration(response), time });
}

/** What answers the vendor, or is its answer. */
const SPEAKS: readonly Change['kind'][] = ['vendorNote', 'note'];
