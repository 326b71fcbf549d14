import type { HealthReport, ReportedService } from '../../health/report.ts';
import { decideVerdict, type Verdict } from '../../health/verdict.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayFreshness, sayPortalHints } from './footer.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { PostReader } from './post-reader.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { type IncidentDetail, presentServiceIncident } from './service-incident.ts';
import { findServiceByToken, makeIncidentToken, makeServiceToken } from './service-token.ts';
import { sayServiceState, VERDICT_STYLES } from './signs.ts';
import { noteUnread } from './unread.ts';
import { beginSentence, sayVerdict } from './verdict-words.ts';

/** How many incidents a page holds, and how much of each. */
export interface ServiceDetail extends IncidentDetail {
  readonly incidents: number;
}

/** From everything worth reading to what always fits a card. */
export const SERVICE_DETAIL: readonly [ServiceDetail, ...ServiceDetail[]] = [
  { incidents: 3, title: 300, impact: 500, posts: 3, newest: 1500, older: 400 },
  { incidents: 3, title: 200, impact: 300, posts: 2, newest: 700, older: 200 },
  { incidents: 2, title: 200, impact: 300, posts: 1, newest: 500, older: 0 },
  { incidents: 1, title: 200, impact: 200, posts: 1, newest: 400, older: 0 },
];

/** Which service of which report, and from which incident on. `posts` reads a post once, however many levels are tried. */
export interface ServiceSubject {
  readonly report: HealthReport;
  /** As a button names it, see `makeServiceToken`. */
  readonly service: string;
  readonly offset: number;
  readonly posts: PostReader;
}

/** One service in depth: its verdict, each open incident in full, what Microsoft posted. */
export function presentService(subject: ServiceSubject, scene: Scene, detail: ServiceDetail): Card {
  const { report, service: token, offset, posts } = subject;
  const { customer } = report;
  const { say } = scene.speech;
  const service = findServiceByToken(report, token);
  const shown = plain(service?.name ?? token, 80);
  const name = nameCustomer(customer);
  const verdict = judgeService(report, service);
  const isMissing = service === undefined && !report.unread.some(({ part }) => part === 'services');
  const said = isMissing ? say('service.missingTitle') : sayVerdict(verdict, customer.cloud, scene.speech);
  const state = isMissing ? say('service.missing') : sayState(service, verdict, scene);
  const page = cutPage(isOpen(service) ? service.incidents : [], offset, detail.incidents);
  const ref = { ...refer(customer), service: makeServiceToken(service?.name ?? token) };
  const unread = noteUnread(customer, relevantUnread(report), scene);

  const referToIncident = (id: string) => ({ ...ref, incident: makeIncidentToken(id), offset: 0 });

  return {
    template: 'service',
    summary: say('summary.service', {
      service: shown,
      name,
      verdict: said,
      reason: beginSentence(state, scene.speech),
    }),
    data: {
      style: isMissing ? 'emphasis' : VERDICT_STYLES[verdict.answer],
      verdict: said,
      service: shown,
      customer: ` · ${name}`,
      state,
      range: [sayRange(page, scene)].filter((text) => text !== '').map((text) => ({ text })),
      incidents: separateRows(
        page.items.map((incident) => presentServiceIncident(incident, referToIncident, posts, scene, detail)),
        false,
      ),
      pages: turnPage(page, scene, (at) => ({ ...ref, offset: at })),
      unread: separateRows(unread, page.items.length > 0),
      // Right under the coloured head the freshness needs no line.
      line: page.items.length > 0 || unread.length > 0,
      freshness: `${sayFreshness(report.readAt, scene)} · ${plain(customer.domain, 60)}`,
      hints: sayPortalHints(customer.cloud, scene),
      ref,
      health: refer(customer),
      back: say('button.back'),
      refresh: say('button.refresh'),
      portal: say('button.portal'),
      portalUrl: scene.links.serviceHealth(customer),
    },
  };
}

function isOpen(service: ReportedService | undefined): service is ReportedService {
  return service !== undefined && service.severity !== 'healthy';
}

/** The report's rule for this one service alone. */
function judgeService({ unread }: HealthReport, service: ReportedService | undefined): Verdict {
  return decideVerdict({ severities: service ? [service.severity] : [], unread });
}

/** Announced changes say nothing about how the service is now. */
function relevantUnread({ unread }: HealthReport) {
  return unread.filter(({ part }) => part !== 'changes');
}

function sayState(service: ReportedService | undefined, verdict: Verdict, { speech }: Scene): string {
  if (!service || verdict.answer === 'cannotTell') return speech.say('service.unread');
  if (!isOpen(service)) return speech.say('service.healthy');
  const state = sayServiceState(service, speech);
  const count = service.incidents.length;
  return count < 2 ? state : `${state} · ${speech.say('service.issues', { count })}`;
}
