import type { ServiceRequest } from '../../requests/request.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayOrigin } from './footer.ts';
import { layOutEntries } from './lay-out-entries.ts';
import { cutPage, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import { listRequestFacts } from './request-facts.ts';
import { leadToRequest } from './request-links.ts';
import { nameRequest } from './request-terms.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

/** All that a request says, in full: its facts on the first page, its description over as many as it needs. */
export function presentRequestText(request: ServiceRequest, offset: number, scene: Scene): Card {
  const { say } = scene.speech;
  const number = nameRequest(request);
  const name = nameCustomer(request.customer);
  const title = plain(request.title, 500);
  const pages = layOutEntries([
    { heading: title || say('request.text.title'), sub: '', text: request.description },
  ]);
  const page = cutPage(pages, offset, 1);
  return {
    template: 'request-pages',
    summary: say('summary.list', { title: say('request.text.title'), name: `${number}, ${name}` }),
    data: {
      title: say('request.text.title'),
      number,
      customer: ` · ${name}`,
      facts: asRows(page.from === 0 ? listRequestFacts(request, scene) : []),
      range: asRows([
        pages.length > 1 ? say('page.number', { page: page.from + 1, pages: pages.length }) : '',
      ]),
      entries: (page.items[0] ?? []).map((entry) => ({ ...entry, separate: false })),
      empty: asRows([]),
      note: [],
      turns: turnPage(page, scene, (at) => ({ number: request.number, offset: at })).map((turn) => ({
        ...turn,
        verb: 'show-request-text',
      })),
      back: [leadToRequest(request, scene)],
      notes: sayOrigin(scene),
    },
  };
}
