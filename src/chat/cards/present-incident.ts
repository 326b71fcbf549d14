import type { Customer } from '../../customers/customer.ts';
import type { IncidentView } from '../../health/estate/overview.ts';
import { isOver } from '../../health/incident-outcome.ts';
import { compareSeverity, rateIncident } from '../../health/severity.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { CLOUD_MARKS } from './customer-rows.ts';
import { sayFreshness, sayKept, sayPortalHints } from './footer.ts';
import { nameIncident, presentIncidentHead } from './incident-head.ts';
import { presentHits } from './incident-hits.ts';
import { leadBack, linkPortal, linkReport } from './incident-links.ts';
import { sayNextUpdate } from './next-update-line.ts';
import { cutPage, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { PostReader } from './post-reader.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { makeIncidentToken, makeServiceToken } from './service-token.ts';
import { asRows } from './text-rows.ts';
import { layOutTimeline } from './timeline.ts';

/** Which incident, and how it was asked about. */
export interface IncidentSubject {
  readonly view: IncidentView;
  /** The page of its timeline, from 0. */
  readonly offset: number;
  /** The customer it was asked about at, and that has it. */
  readonly customer?: Customer | undefined;
  /** The customer it was asked about at, and that does not have it as far as was read. */
  readonly notAt?: Customer | undefined;
  /** The service whose card it was opened from, as a button names it. */
  readonly service?: string | undefined;
  readonly posts: PostReader;
}

/** One incident: what, since when, which of our customers have it, and the full words of every post, newest first, a page at a time. */
export function presentIncident(subject: IncidentSubject, scene: Scene): Card {
  const { view, offset, customer, notAt, service, posts } = subject;
  const { cloud, incident } = view;
  const { say } = scene.speech;
  const head = presentIncidentHead(incident, { title: 300, impact: 500 }, scene);
  const name = customer ? nameCustomer(customer) : '';
  const mark = CLOUD_MARKS[cloud];
  const page = cutPage(layOutTimeline(incident.posts, posts, scene), offset, 1);
  const isOnePage = page.next === undefined && page.previous === undefined;
  const ref = {
    cloud,
    incident: makeIncidentToken(incident.id),
    ...(customer ? { tenantId: customer.tenantId } : {}),
  };
  const pageRef = { ...ref, ...(service === undefined ? {} : { service: makeServiceToken(service) }) };
  const report = linkReport(view, scene);
  const domain = customer ? plain(customer.domain, 60) : '';
  const freshness =
    view.readAt === undefined ? sayKept(view.keptAt, cloud, scene) : sayFreshness(view.readAt, scene);
  const pages = turnPage(page, scene, (at) => ({ ...pageRef, offset: at }));

  return {
    template: 'incident',
    summary: sayReference(plain(head.title, 140), name, plain(incident.id, 40), scene),
    data: {
      style: chooseStyle(view),
      ...head,
      next: asRows([sayNextUpdate(incident, posts, scene)]),
      service: nameIncident(incident, scene),
      customer: [mark === undefined ? '' : say(mark), name]
        .filter((part) => part !== '')
        .map((part) => ` · ${part}`)
        .join(''),
      hits: presentHits(view, scene),
      posts: separateRows(page.items.flat(), true),
      notes: asRows([
        notAt ? say('incident.notAt', { name: nameCustomer(notAt) }) : '',
        incident.posts.length === 0 ? say('incident.noPost') : '',
        isOnePage ? '' : say('page.number', { page: page.from + 1, pages: page.total }),
        report.note,
      ]),
      turns: pages.length > 0 ? [{ pages }] : [],
      freshness: domain === '' ? freshness : `${freshness} · ${domain}`,
      hints: sayPortalHints(cloud, scene),
      back: leadBack(customer, service, scene),
      tell: say('button.customerText'),
      ref,
      report: report.buttons,
      portal: linkPortal(view, customer, scene),
    },
  };
}

function sayReference(title: string, name: string, id: string, { speech: { say } }: Scene): string {
  return say('summary.list', { title, name: [id, name].filter((part) => part !== '').join(', ') });
}

function chooseStyle({ incident }: IncidentView): string {
  if (isOver(incident)) return 'good';
  return compareSeverity(rateIncident(incident), 'degraded') <= 0 ? 'attention' : 'warning';
}
