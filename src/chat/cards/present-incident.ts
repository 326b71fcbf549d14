import type { HealthReport, ReportedIncident, ReportedService } from '../../health/report.ts';
import { compareSeverity, rateIncident } from '../../health/severity.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayFreshness, sayPortalHints } from './footer.ts';
import { presentIncidentHead } from './incident-head.ts';
import { cutPage, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { PostReader } from './post-reader.ts';
import type { Scene } from './scene.ts';
import { makeIncidentToken, makeServiceToken } from './service-token.ts';
import { asRows } from './text-rows.ts';
import { layOutTimeline } from './timeline.ts';

/** Which incident of which report, and which page of its timeline, from 0. */
export interface IncidentSubject {
  readonly report: HealthReport;
  readonly service: ReportedService;
  readonly incident: ReportedIncident;
  readonly offset: number;
  readonly posts: PostReader;
}

/** One incident with the full words of every post, newest first, a page at a time. */
export function presentIncident(
  { report, service, incident, offset, posts }: IncidentSubject,
  scene: Scene,
): Card {
  const { customer } = report;
  const { say } = scene.speech;
  const head = presentIncidentHead(incident, { title: 300, impact: 500 }, scene);
  const page = cutPage(layOutTimeline(incident.posts, posts, scene), offset, 1);
  const ref = { ...refer(customer), service: makeServiceToken(service.name) };
  const isOnePage = page.next === undefined && page.previous === undefined;
  return {
    template: 'incident',
    summary: say('summary.list', { title: head.title, name: nameCustomer(customer) }),
    data: {
      style: compareSeverity(rateIncident(incident), 'degraded') <= 0 ? 'attention' : 'warning',
      ...head,
      service: plain(service.name, 80),
      customer: ` · ${nameCustomer(customer)}`,
      posts: page.items.flat(),
      notes: asRows([
        incident.posts.length === 0 ? say('incident.noPost') : '',
        isOnePage ? '' : say('page.number', { page: page.from + 1, pages: page.total }),
      ]),
      pages: turnPage(page, scene, (at) => ({
        ...ref,
        incident: makeIncidentToken(incident.id),
        offset: at,
      })),
      freshness: `${sayFreshness(report.readAt, scene)} · ${plain(customer.domain, 60)}`,
      hints: sayPortalHints(customer.cloud, scene),
      ref: { ...ref, offset: 0 },
      back: say('button.back'),
      portal: say('button.portal'),
      portalUrl: scene.links.serviceHealth(customer),
    },
  };
}
