import type { Customer } from '../../customers/customer.ts';
import type { PartnerCenterRequest } from '../../requests/ports.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { nameZone, sayOrigin } from './footer.ts';
import { layOutEntries } from './lay-out-entries.ts';
import { cutPage, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { makeIncidentToken } from './service-token.ts';
import { asRows } from './text-rows.ts';

/** UTF-16 units of a note to Partner Center. */
const MOST_NOTE = 20_000;

/** One request of Partner Center with all its words, a page at a time, newest note first after what it is about. */
export function presentVendorRequest(
  customer: Customer,
  request: PartnerCenterRequest,
  offset: number,
  scene: Scene,
): Card {
  const { speech, times, now } = scene;
  const { say } = speech;
  const id = plain(request.id, 40);
  const data = { ...refer(customer), id: makeIncidentToken(request.id) };
  const stated = (key: 'vendorRequests.created' | 'vendorRequests.modified', at: number | undefined) =>
    at === undefined ? '' : say(key, { time: times.moment(at, now) });
  const notes = [...request.notes].sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  const pages = layOutEntries([
    { heading: plain(request.title, 300) || id, sub: '', text: request.description },
    ...notes.map(({ by, at, text }) => ({
      heading: plain(by, 60) || '—',
      sub: at === undefined ? '' : times.moment(at, now),
      text,
    })),
  ]);
  const page = cutPage(pages, offset, 1);
  const name = nameCustomer(customer);

  return {
    template: 'request-pages',
    summary: say('summary.list', { title: say('vendorRequests.one'), name: `${id}, ${name}` }),
    data: {
      title: say('vendorRequests.one'),
      number: id,
      customer: ` · ${name}`,
      facts: asRows([
        [
          say(`vendorRequests.status.${request.status}`),
          say(`vendorRequests.severity.${request.severity}`),
        ].join(' · '),
        [
          stated('vendorRequests.created', request.createdAt),
          stated('vendorRequests.modified', request.modifiedAt),
        ]
          .filter((text) => text !== '')
          .join(' · '),
      ]),
      range: asRows([
        pages.length > 1 ? say('page.number', { page: page.from + 1, pages: pages.length }) : '',
      ]),
      entries: separateRows(page.items[0] ?? [], false),
      empty: [],
      note: [
        {
          title: say('request.button.note'),
          label: say('vendorRequests.note'),
          missing: say('request.note.missing'),
          most: MOST_NOTE,
          send: say('vendorRequests.button.note'),
          data,
        },
      ],
      turns: turnPage(page, scene, (at) => ({ ...data, offset: at })).map((turn) => ({
        ...turn,
        verb: 'show-vendor-request',
      })),
      back: [
        { title: say('button.back'), verb: 'list-vendor-requests', data: { ...refer(customer), offset: 0 } },
      ],
      notes: [{ text: [...nameZone(scene), ...sayOrigin(scene)].map(({ text }) => text).join(' · ') }],
    },
  };
}
