import type { RequestChange } from '../../requests/change.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { CLOUD_MARKS } from './customer-rows.ts';
import { nameZone, sayOrigin } from './footer.ts';
import { plain } from './plain.ts';
import { sayChangeBriefly } from './request-change-lines.ts';
import { offerSteps } from './request-menu.ts';
import { sayNextStep } from './request-next-step.ts';
import {
  chooseLook,
  hasTrouble,
  namePerson,
  nameRequest,
  nameSubject,
  sayRoute,
  sayStanding,
} from './request-terms.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken } from './service-token.ts';
import { asRows } from './text-rows.ts';

/** How much of the words of others the card holds, in Latin letters. */
export interface RequestDetail {
  readonly title: number;
  readonly excerpt: number;
  readonly changes: number;
  readonly quote: number;
}

export const REQUEST_DETAIL: readonly [RequestDetail, ...RequestDetail[]] = [
  { title: 250, excerpt: 240, changes: 3, quote: 160 },
  { title: 150, excerpt: 100, changes: 1, quote: 80 },
];

/** What the card tells besides the request itself. */
export interface RequestView {
  /** Newest first, the latest few. */
  readonly changes: readonly RequestChange[];
  /** Whether there is a helpdesk; without one, a request that goes to nobody else says so. */
  readonly helpdesk: boolean;
}

/** Incidents with a button of their own. */
const MOST_INCIDENTS = 4;

/** The card of a request that lives: what its state is, what comes next, who has it, and every step that can be taken. */
export function presentRequest(
  request: ServiceRequest,
  view: RequestView,
  scene: Scene,
  detail: RequestDetail,
): Card {
  const { say } = scene.speech;
  const { customer, trouble } = request;
  const look = chooseLook(request);
  const next = sayNextStep(request, view, scene);
  const number = nameRequest(request);
  const name = nameCustomer(customer);
  const troubled = hasTrouble(request);
  const heading = sayStanding(request, scene.speech);
  const mark = CLOUD_MARKS[customer.cloud];
  const incidents = request.incidents.slice(0, MOST_INCIDENTS);
  const left = request.incidents.length - incidents.length;

  return {
    template: 'request',
    summary: say('request.summary', { number, name, state: heading, title: nameSubject(request, 80) || '—' }),
    data: {
      style: look.style,
      sign: look.sign,
      state: heading,
      number,
      customer: ` · ${[name, mark === undefined ? '' : say(mark)].filter((part) => part !== '').join(' · ')}`,
      facts: asRows([sayFacts(request, scene)]),
      nextLabel: endLabel(say('request.next.label')),
      next,
      causes: asRows([troubled && trouble ? quoteCause(plain(trouble.cause, 200), scene) : '']),
      titles: asRows([plain(request.title, detail.title)]),
      excerpts: asRows([plain(request.description, detail.excerpt)]),
      lines: asRows([
        sayTicket(request, scene),
        request.takenBy
          ? say('request.line.taken', { name: namePerson(request.takenBy) })
          : say('request.line.untaken'),
        sayRaised(request, scene),
        left > 0 ? say('request.line.moreIncidents', { count: left }) : '',
      ]),
      incidents:
        incidents.length === 0
          ? []
          : [
              {
                buttons: incidents.map((id) => ({
                  title: plain(id, 24) || '…',
                  data: {
                    cloud: customer.cloud,
                    tenantId: customer.tenantId,
                    incident: makeIncidentToken(id),
                    offset: 0,
                  },
                })),
              },
            ],
      changes: view.changes
        // What keeps it from travelling on stands above in full.
        .filter(({ change }) => change.kind !== 'raised' && !(troubled && change.kind === 'trouble'))
        .slice(0, detail.changes)
        .map((change) => ({
          at: scene.times.moment(change.at, scene.now),
          text: ` · ${sayChangeBriefly(change, request, detail.quote, scene)}`,
        })),
      // Colleagues in several zones read the very same message.
      notes: [...nameZone(scene), ...sayOrigin(scene)].map(({ text }) => text).join(' · '),
      ...offerSteps(request, scene),
    },
  };
}

/** A label is parted from what follows by a space, unless its own sign is a wide one. */
function endLabel(label: string): string {
  return label.endsWith('：') ? label : `${label} `;
}

/** Service and severity, as far as they are known. */
function sayFacts({ service, severity }: ServiceRequest, { speech }: Scene): string {
  return [plain(service.name, 60), severity === undefined ? '' : speech.say(`request.severity.${severity}`)]
    .filter((fact) => fact !== '')
    .join(' · ');
}

/** The vendor's ticket, else the way it takes. */
function sayTicket({ ticket, route, customer }: ServiceRequest, { speech }: Scene): string {
  const { say } = speech;
  if (!ticket) {
    const way = sayRoute(route, customer.cloud, speech);
    return route === 'helpdesk' ? way : `${way} · ${say('request.line.noTicket')}`;
  }
  const number = plain(ticket.number, 40);
  const status = plain(ticket.status, 30);
  return status === ''
    ? say('request.line.ticket', { number })
    : say('request.line.ticketStatus', { number, status });
}

function sayRaised({ raisedBy, raisedAt, openedAt }: ServiceRequest, { speech, times, now }: Scene): string {
  return speech.say('request.line.raised', {
    name: namePerson(raisedBy),
    time: times.moment(raisedAt ?? openedAt, now),
  });
}

function quoteCause(text: string, { speech: { say } }: Scene): string {
  return text === '' ? '' : say('request.cause', { text });
}
