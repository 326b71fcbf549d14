import type { Customer } from '../../customers/customer.ts';
import type { Refusal } from '../../requests/change.ts';
import { isTicketNumber } from '../../requests/limits.ts';
import type { Helpdesk } from '../../requests/ports.ts';
import { isOpen, type ServiceRequest } from '../../requests/request.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayOrigin } from './footer.ts';
import type { CardLink } from './incident-links.ts';
import { plain } from './plain.ts';
import { leadToRequest, leadToRequests } from './request-links.ts';
import { nameRequest, sayRequestState } from './request-terms.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

/** A short answer about a service request: what happened, and what to do now. */
export type RequestNotice =
  /** `number`: as it was asked for. */
  | { readonly kind: 'unknown'; readonly number: number | undefined }
  /** A step was not taken. */
  | { readonly kind: 'refused'; readonly request: ServiceRequest; readonly code: Refusal['refused'] }
  /** Another ticket number is recorded already: whether the new one replaces it. */
  | { readonly kind: 'ticketDiffers'; readonly request: ServiceRequest; readonly ticket: string }
  /** A note is empty or too long. */
  | { readonly kind: 'badNote' }
  /** The form of a button is not, or no longer, there. */
  | { readonly kind: 'formGone' }
  | { readonly kind: 'discarded'; readonly draft: ServiceRequest }
  /** A request is to be raised, and no customer was named. */
  | { readonly kind: 'forWhom' }
  | { readonly kind: 'helpdeskHere'; readonly before: Helpdesk | undefined }
  | { readonly kind: 'helpdeskSet'; readonly helpdesk: Helpdesk; readonly isHere: boolean }
  | { readonly kind: 'helpdeskRemoved' }
  | { readonly kind: 'noHelpdesk' }
  /** Our own store cannot be reached. */
  | { readonly kind: 'notKept' }
  /** The answer takes long; `again` leads to it. */
  | { readonly kind: 'reading'; readonly again: Omit<CardLink, 'title'> };

/** Of a button that a phone shows whole. */
const NAME_WIDTH = 20;

interface Told {
  readonly style?: 'emphasis' | 'warning' | 'attention' | 'good';
  readonly title: string;
  readonly lines: readonly string[];
  readonly actions?: readonly CardLink[];
}

export function presentRequestNotice(notice: RequestNotice, scene: Scene): Card {
  const { style = 'emphasis', title, lines, actions = [leadToRequests(scene)] } = tell(notice, scene);
  return {
    template: 'request-notice',
    summary: [title, ...lines].filter((text) => text !== '').join(' '),
    data: { style, title, lines: asRows(lines), actions, notes: sayOrigin(scene) },
  };
}

function tell(notice: RequestNotice, scene: Scene): Told {
  const { say } = scene.speech;
  switch (notice.kind) {
    case 'unknown':
      return {
        title: say('request.notice.unknown.title', {
          number: notice.number === undefined ? 'SR' : nameRequest({ number: notice.number }),
        }),
        lines: [say('request.notice.unknown.body')],
      };
    case 'refused':
      return tellRefused(notice.request, notice.code, scene);
    case 'ticketDiffers':
      return tellDiffers(notice.request, notice.ticket, scene);
    case 'discarded':
      return {
        title: say('request.notice.discarded.title'),
        lines: [say('request.notice.discarded.body')],
        actions: [
          // A slip of the thumb must not cost what was typed.
          {
            title: say('request.notice.discarded.back'),
            verb: 'edit-request',
            data: { form: notice.draft.form, step: 'what', to: 'what' },
          },
          raiseFor(notice.draft.customer, scene),
          leadToHealth(notice.draft.customer, scene),
          leadToRequests(scene),
        ],
      };
    case 'helpdeskHere':
      return {
        style: 'good',
        title: say('request.notice.helpdeskHere.title'),
        lines: [
          say('request.notice.helpdeskHere.body'),
          notice.before
            ? say('request.notice.helpdeskHere.before', { place: namePlace(notice.before, scene) })
            : '',
        ],
      };
    case 'helpdeskSet':
      return tellHelpdesk(notice.helpdesk, notice.isHere, scene);
    case 'noHelpdesk':
      return {
        title: say('request.notice.noHelpdesk.title'),
        lines: [say('request.notice.noHelpdesk.body')],
        actions: [offerHelpdesk(true, scene), leadToRequests(scene)],
      };
    case 'notKept':
      return {
        style: 'attention',
        title: say('request.notice.notKept.title'),
        lines: [say('request.notice.notKept.body')],
        actions: [],
      };
    case 'reading':
      return {
        title: say('request.notice.reading.title'),
        lines: [say('request.notice.reading.body')],
        actions: [{ title: say('form.lookAgain'), ...notice.again }],
      };
    default:
      return {
        title: say(`request.notice.${notice.kind}.title`),
        lines: [say(`request.notice.${notice.kind}.body`)],
      };
  }
}

function tellRefused(request: ServiceRequest, code: Refusal['refused'], scene: Scene): Told {
  const { speech } = scene;
  const state = sayRequestState(request.state, request.customer.cloud, speech);
  const number = nameRequest(request);
  return {
    style: 'warning',
    title: speech.say(`request.notice.refused.${code}.title`),
    lines: [speech.say(`request.notice.refused.${code}.body`, { number, state })],
    actions: [...(code === 'badNumber' ? leadToHandoff(request, scene) : []), leadToRequest(request, scene)],
  };
}

/** To the steps and the field for the ticket number, as long as it is waited for. */
function leadToHandoff(request: ServiceRequest, { speech: { say } }: Scene): CardLink[] {
  const { number, route, ticket } = request;
  if (number === undefined || !isOpen(request) || route !== 'portal' || ticket !== undefined) return [];
  return [{ title: say('request.button.handoff'), verb: 'show-handoff', data: { number } }];
}

/** What no ticket number has: it was checked before anybody is asked whether it replaces another. */
const NOT_OF_TICKETS = /[^A-Za-z0-9#-]+/g;

function tellDiffers(request: ServiceRequest, ticket: string, scene: Scene): Told {
  const { say } = scene.speech;
  const { number } = request;
  const fresh = plain(ticket, 40);
  return {
    style: 'warning',
    title: say('request.notice.differs.title', { number: nameRequest(request) }),
    lines: [
      say('request.notice.differs.old', { ticket: plain(request.ticket?.number ?? '', 40) || '—' }),
      say('request.notice.differs.new', { ticket: fresh }),
    ],
    actions: [
      {
        title: say('request.button.replace'),
        verb: 'record-ticket',
        data: {
          number,
          ticket: ticket.replaceAll(NOT_OF_TICKETS, ''),
          confirmed: true,
          ...referToTicket(request),
        },
      },
      { ...leadToRequest(request, scene), title: say('request.button.keep') },
    ],
  };
}

/** What would be replaced, so that no third number is; one that is none in our eyes goes on no button. */
function referToTicket({ ticket }: ServiceRequest): { readonly replaces?: string } {
  return ticket && isTicketNumber(ticket.number) ? { replaces: ticket.number } : {};
}

function tellHelpdesk(helpdesk: Helpdesk, isHere: boolean, scene: Scene): Told {
  const { speech, times, now } = scene;
  const { say } = speech;
  return {
    title: say(isHere ? 'request.notice.helpdeskSet.here' : 'request.notice.helpdeskSet.elsewhere'),
    lines: [
      isHere ? '' : namePlace(helpdesk, scene),
      say('request.notice.helpdeskSet.by', {
        name: plain(helpdesk.setBy, 40) || '—',
        time: times.moment(helpdesk.setAt, now),
      }),
      say(isHere ? 'request.notice.helpdeskSet.remove' : 'request.notice.helpdeskSet.move'),
    ],
    actions: [offerHelpdesk(!isHere, scene), leadToRequests(scene)],
  };
}

function namePlace({ conversation }: Helpdesk, { speech: { say } }: Scene): string {
  return plain(conversation.name, 60) || say(`request.place.${conversation.kind}`);
}

/** Makes the conversation that holds the card the helpdesk, or ends that it is. */
function offerHelpdesk(here: boolean, { speech: { say } }: Scene): CardLink {
  const title = say(here ? 'request.button.helpdeskHere' : 'request.button.helpdeskOff');
  return { title, verb: 'set-helpdesk', data: { here } };
}

function raiseFor(customer: Customer, { speech: { say } }: Scene): CardLink {
  return { title: say('button.raiseRequest'), verb: 'open-request', data: refer(customer) };
}

function leadToHealth(customer: Customer, { speech: { say } }: Scene): CardLink {
  const name = nameCustomer(customer, NAME_WIDTH);
  return { title: say('button.healthOf', { name }), verb: 'show-health', data: refer(customer) };
}
