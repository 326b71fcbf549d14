import type { Customer } from '../../customers/customer.ts';
import type { IncidentView } from '../../health/estate/overview.ts';
import type { Incident } from '../../health/incident.ts';
import { isOver } from '../../health/incident-outcome.ts';
import { compareSeverity, rateIncident } from '../../health/severity.ts';
import type { Origin } from '../actions/verbs.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { CLOUD_MARKS, type UnloadedCustomers } from './customer-rows.ts';
import { sayFreshness, sayKept, sayPortalHints } from './footer.ts';
import { answerIncident } from './incident-answer.ts';
import { identifyIncident, presentFullHead } from './incident-head.ts';
import { presentHits } from './incident-hits.ts';
import { leadBack, linkPortal, linkReport, referBack } from './incident-links.ts';
import { offerAtLiving } from './living-links.ts';
import { sayNextUpdate } from './next-update-line.ts';
import { cutPage, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { PostReader } from './post-reader.ts';
import { offerForIncident } from './request-buttons.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { makeIncidentToken } from './service-token.ts';
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
  /** Words for a customer that could not be told. */
  readonly notFound?: string | undefined;
  /** Clouds whose customers could not be loaded. */
  readonly unloaded?: UnloadedCustomers | undefined;
  /** The service whose card it was opened from, as a button names it. */
  readonly service?: string | undefined;
  /** The card it was opened from. */
  readonly from?: Origin | undefined;
  /** Whom the card is for: a link to the report is good for them alone. */
  readonly asker?: Parameters<typeof linkReport>[1];
  readonly posts: PostReader;
}

/** One incident: how it stands and since when, what, which of our customers have it, and the full words of every post, newest first, a page at a time. */
export function presentIncident(subject: IncidentSubject, scene: Scene): Card {
  const { view, offset, customer, notAt, posts } = subject;
  const { cloud, incident } = view;
  const { say } = scene.speech;
  const answer = answerIncident(incident, scene);
  const head = presentFullHead(incident, answer.rest, IMPACT_WIDTH, scene);
  const title = plain(incident.title, TITLE_WIDTH);
  const id = plain(incident.id, 40);
  const what = identifyIncident(incident, scene);
  const name = customer ? nameCustomer(customer) : '';
  const mark = CLOUD_MARKS[cloud];
  const page = cutPage(
    layOutTimeline(incident.posts, posts, scene, listTold(incident, head.impact.length > 0)),
    offset,
    1,
  );
  const isFirst = page.from === 0;
  const isOnePage = page.next === undefined && page.previous === undefined;
  const ref = { cloud, incident: makeIncidentToken(incident.id), ...referBack(subject) };
  const report = linkReport(view, subject.asker, scene);
  const domain = customer ? plain(customer.domain, 60) : '';
  const freshness =
    view.readAt === undefined ? sayKept(view.keptAt, cloud, scene) : sayFreshness(view.readAt, scene);
  const living = { kind: 'incident', cloud, id: incident.id } as const;
  const isAtLiving = subject.from === 'living';
  const offers = isAtLiving
    ? offerAtLiving(view, scene)
    : offerForIncident(view, { customer: customer ?? notAt, service: subject.service }, scene);
  const pages = turnPage(page, scene, (at) => ({ ...ref, offset: at }));

  return {
    template: 'incident',
    summary: sayReference(plain(incident.title, 140), name, id, scene),
    data: {
      style: chooseStyle(view),
      // Later pages carry on with the posts.
      answer: isFirst ? [{ sign: answer.sign, text: answer.text }] : [],
      title: title || id,
      service: what.service,
      customer: [...what.rest, mark === undefined ? '' : say(mark), name]
        .filter((part) => part !== '')
        .map((part) => ` · ${part}`)
        .join(''),
      lines: isFirst ? head.lines : [],
      next: isFirst ? asRows([sayNextUpdate(incident, posts, scene)]) : [],
      impact: isFirst ? head.impact : [],
      // The living card tells that itself, of those alone that are watched there.
      hits: isFirst && !isAtLiving ? presentHits(view, subject, scene, subject.unloaded) : [],
      posts: separateRows(page.items.flat(), isFirst),
      notes: asRows([
        notAt ? say('incident.notAt', { name: nameCustomer(notAt) }) : '',
        subject.notFound === undefined ? '' : say('choose.none', { text: plain(subject.notFound, 60) }),
        incident.posts.length === 0 ? say('incident.noPost') : '',
        isOnePage ? '' : say('page.number', { page: page.from + 1, pages: page.total }),
        report.note,
      ]),
      turns: pages.length > 0 ? [{ pages }] : [],
      freshness: domain === '' ? freshness : `${freshness} · ${domain}`,
      hints: sayPortalHints(cloud, scene),
      requests: offers.length > 0 ? [{ buttons: offers }] : [],
      back: leadBack({ ...subject, customer: customer ?? notAt, living }, scene),
      tell: say('button.customerText'),
      ref,
      report: report.buttons,
      portal: linkPortal(view, customer, scene),
    },
  };
}

const TITLE_WIDTH = 300;
const IMPACT_WIDTH = 500;

/** What the head shows whole, so that no post needs to say it again. */
function listTold({ title, impact }: Incident, isImpactShown: boolean): string[] {
  const isWhole = (text: string, width: number) => !plain(text, width).endsWith('…');
  return [
    ...(isWhole(title, TITLE_WIDTH) ? [title] : []),
    ...(isImpactShown && isWhole(impact, IMPACT_WIDTH) ? [impact] : []),
  ];
}

function sayReference(title: string, name: string, id: string, { speech: { say } }: Scene): string {
  if (title === '') return name === '' ? id : say('summary.list', { title: id, name });
  return say('summary.list', { title, name: [id, name].filter((part) => part !== '').join(', ') });
}

function chooseStyle({ incident }: IncidentView): string {
  if (isOver(incident)) return 'good';
  return compareSeverity(rateIncident(incident), 'degraded') <= 0 ? 'attention' : 'warning';
}
