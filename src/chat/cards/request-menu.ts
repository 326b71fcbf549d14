import {
  isOpen,
  OPEN_STATES,
  type RouteTroubleCode,
  SEVERITIES,
  type ServiceRequest,
} from '../../requests/request.ts';
import type { CardLink } from './incident-links.ts';
import { hasTrouble, nameVendor, sayRequestState } from './request-terms.ts';
import type { Scene } from './scene.ts';

/** A thing the card may offer: none or one, as a template repeats it. */
type Offer<T extends object> = readonly [] | readonly [T];

const offer = <T extends object>(offered: boolean, make: () => T): Offer<T> => (offered ? [make()] : []);

/**
 * What can be done with a request now: at most five buttons, the likeliest first; the rest stands under "More". What changes something for
 * the customer or the vendor opens a part of the card that asks once more.
 */
export function offerSteps(request: ServiceRequest, scene: Scene) {
  const { say } = scene.speech;
  const { number, version, route, ticket, takenBy } = request;
  const open = isOpen(request);
  const trouble = hasTrouble(request) && route === 'azureSupport';
  const handsOff = open && route === 'portal' && ticket === undefined;
  const operator = nameVendor(request.customer.cloud, scene.speech);
  const ref = { number };
  const untaken = open && takenBy === undefined;
  const records = open && route !== 'azureSupport';
  // Each row keeps within five: what is left out stands under "More".
  const resolves = open && !trouble && !(untaken && (handsOff || route === 'helpdesk'));
  const writes = route === 'azureSupport' && ticket !== undefined;

  return {
    ways: trouble ? offerWays(request, scene) : [],
    raise: offer(open && route === 'helpdesk', () => ({
      title: say('request.button.raiseWith', { operator }),
      data: { number, route: 'portal' },
    })),
    handoff: offer(handsOff, () => ({ title: say('request.button.handoff'), data: ref })),
    take: offer(untaken, () => ({ title: say('request.button.take'), data: ref })),
    record: offer(records, () => ({
      title: say('request.button.ticket'),
      ...makeTicketInput(request, scene),
      send: say('request.button.record'),
      data: ref,
    })),
    reopen: offer(!open, () => ({ title: say('request.button.reopen'), data: ref })),
    close: offer(request.state === 'resolved', () => ({
      title: say('request.button.close'),
      data: { number, state: 'closed' },
    })),
    note: offer(true, () => ({
      title: say('request.button.note'),
      label: say('request.note.label'),
      missing: say('request.note.missing'),
      most: MOST_NOTE,
      toVendor: offer(writes && open, () => ({ title: say('request.note.toVendor', { operator }) })),
      send: say('request.button.keepNote'),
      data: { number, version },
    })),
    resolve: offer(resolves, () => ({
      title: say('request.button.resolve'),
      question: say('request.resolve.question'),
      closeTicket: offer(writes, () => ({ title: say('request.resolve.closeTicket', { operator }) })),
      send: say('request.button.resolveNow'),
      data: ref,
    })),
    history: offer(!open, () => ({ title: say('button.history'), data: { number, offset: 0 } })),
    read: offer(!open, () => ({ title: say('request.button.text'), data: { number, offset: 0 } })),
    more: offer(open, () => ({
      title: say('request.button.more'),
      severityLabel: say('request.more.severity'),
      choose: say('request.more.choose'),
      severity: request.severity ?? '',
      severities: SEVERITIES.map((letter) => ({ title: say(`request.severity.${letter}`), value: letter })),
      setSeverity: say('request.button.setSeverity'),
      stateLabel: say('request.more.state'),
      states: listStates(request).map((state) => ({
        title: sayRequestState(state, request.customer.cloud, scene.speech),
        value: state,
      })),
      setState: say('request.button.setState'),
      ref,
      others: [
        ...offer(takenBy !== undefined, () => ({
          title: say('request.button.takeOver'),
          verb: 'take-request',
          data: ref,
        })),
        ...offer(!resolves, () => ({
          title: say('request.button.resolve'),
          verb: 'resolve-request',
          data: ref,
        })),
        ...offer(open && route === 'portal' && !handsOff, () => ({
          title: say('request.button.handoff'),
          verb: 'show-handoff',
          data: ref,
        })),
        { title: say('button.history'), verb: 'list-request-changes', data: { number, offset: 0 } },
        { title: say('request.button.text'), verb: 'show-request-text', data: { number, offset: 0 } },
      ],
    })),
  };
}

/** What passes by itself, so that trying again is likelier to help than another way. */
const PASSING: readonly (RouteTroubleCode | undefined)[] = ['failed', 'unreachable'];

/** The ways out of trouble, the likeliest first. */
function offerWays(
  { number, trouble, ticket }: ServiceRequest,
  { speech: { say } }: Scene,
): readonly CardLink[] {
  const retry: CardLink = { title: say('request.button.retry'), verb: 'retry-request', data: { number } };
  const portal: CardLink = {
    title: say('request.button.portalInstead'),
    verb: 'reroute-request',
    data: { number, route: 'portal' },
  };
  // A ticket that is there goes no other way.
  if (ticket && trouble?.code !== 'ticketGone') return [retry];
  return PASSING.includes(trouble?.code) ? [retry, portal] : [portal, retry];
}

/** UTF-16 units of a note. */
const MOST_NOTE = 20_000;
/** Of a ticket number. */
const MOST_TICKET = 40;

/** The field for the vendor's ticket number. */
export function makeTicketInput(
  { customer: { cloud } }: Pick<ServiceRequest, 'customer'>,
  { speech }: Pick<Scene, 'speech'>,
) {
  const operator = nameVendor(cloud, speech);
  return {
    label: speech.say('request.ticket.label', { operator }),
    missing: speech.say('request.ticket.missing'),
    example: speech.say('request.ticket.example'),
    most: MOST_TICKET,
  };
}

/** The states a person may set by hand; nobody but us has what the helpdesk alone has. Resolving has a button of its own. */
function listStates({ state, route, ticket }: ServiceRequest) {
  const vendors = route !== 'helpdesk' || ticket !== undefined;
  const others = OPEN_STATES.filter((other) => vendors && other !== state && other !== 'raised');
  return [...others, 'closed' as const];
}
