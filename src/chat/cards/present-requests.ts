import type { Customer } from '../../customers/customer.ts';
import type { RequestPage } from '../../requests/ports.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayOrigin } from './footer.ts';
import { describePage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import { chooseLook, namePerson, nameRequest, sayStanding } from './request-terms.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { asRows } from './text-rows.ts';

/** How many requests a page holds. */
export const REQUESTS_A_PAGE = 8;

const VIEWS = ['open', 'mine', 'all'] as const;
/** Open ones; those that a person raised or looks after; all there ever were. */
export type RequestsView = (typeof VIEWS)[number];

/** Which requests were asked for. */
export interface AskedOfRequests {
  readonly view: RequestsView;
  /** Only those of one customer. */
  readonly customer?: Customer | undefined;
  readonly offset: number;
  /** Whether Partner Center's own requests of that customer can be read. Default: they cannot. */
  readonly vendorRequests?: boolean | undefined;
}

/** The requests of us all, of one person or of one customer, last changed first; `page` holds at most `REQUESTS_A_PAGE`. */
export function presentRequests(
  { requests, total }: RequestPage,
  { view, customer, offset, vendorRequests = false }: AskedOfRequests,
  scene: Scene,
): Card {
  const { say } = scene.speech;
  const page = describePage(requests, offset, total, REQUESTS_A_PAGE);
  const about = customer ? refer(customer) : {};
  const title = say(`requests.title.${view}`, { count: total });
  const name = customer ? nameCustomer(customer, 60) : '';
  return {
    template: 'requests',
    summary: customer ? say('summary.list', { title, name }) : title,
    data: {
      title,
      subjects: customer ? [{ name, rest: ` · ${plain(customer.domain, 60)}` }] : [],
      filters: [
        {
          buttons: VIEWS.map((one) => ({
            title: `${one === view ? '✓ ' : ''}${say(`requests.view.${one}`)}`,
            data: { view: one, ...about, offset: 0 },
          })),
        },
      ],
      lines: asRows([total === 0 ? sayEmpty(view, customer, scene) : '']),
      rows: separateRows(
        page.items.map((request) => presentRow(request, customer === undefined, scene)),
        true,
      ),
      range: asRows([sayRange(page, scene)]),
      turns: turnPage(page, scene, (at) => ({ view, ...about, offset: at })).map((turn) => ({
        ...turn,
        verb: 'list-requests',
      })),
      actions: [
        ...(customer
          ? [{ title: say('button.raiseRequest'), verb: 'open-request', data: refer(customer) }]
          : []),
        ...(customer && vendorRequests
          ? [
              {
                title: say('requests.button.vendor'),
                verb: 'list-vendor-requests',
                data: { ...refer(customer), offset: 0 },
              },
            ]
          : []),
        ...(customer
          ? [
              {
                title: say('requests.button.allCustomers'),
                verb: 'list-requests',
                data: { view: 'open', offset: 0 },
              },
            ]
          : []),
      ],
      // Its times are all told as how long ago, so that no zone matters.
      notes: sayOrigin(scene),
    },
  };
}

function sayEmpty(view: RequestsView, customer: Customer | undefined, { speech: { say } }: Scene): string {
  if (!customer) return say(`requests.empty.${view}`);
  return say(`requests.emptyFor.${view}`, { name: nameCustomer(customer, 60) });
}

/** `names`: the customer is not the same in every row. */
function presentRow(request: ServiceRequest, names: boolean, scene: Scene) {
  const { speech, times, now } = scene;
  const { customer, severity, takenBy, number } = request;
  const { sign, color } = chooseLook(request);
  const name = names ? nameCustomer(customer, 40) : '';
  const title = plain(request.title, 90);
  const state = sayStanding(request, speech);
  const facts = [
    state,
    severity === undefined ? '' : speech.say(`request.severity.${severity}`),
    takenBy ? plain(namePerson(takenBy), 30) : speech.say('requests.untaken'),
    times.ago(request.raisedAt ?? request.openedAt, now),
  ];
  const label = nameRequest(request);
  return {
    sign: `${sign} `,
    color,
    label,
    name: name === '' ? '' : ` · ${name}`,
    titles: asRows([title || plain(request.service.name, 60)]),
    facts: facts.filter((fact) => fact !== '').join(' · '),
    spoken: [label, name, title, state].filter((part) => part !== '').join(', '),
    verb: 'show-request',
    data: { number },
  };
}
