import { AZURE } from '../../health/name-service.ts';
import type { HealthReport, ReportedService } from '../../health/report.ts';
import type { UnreadPart } from '../../health/unread-part.ts';
import { decideVerdict, type Verdict } from '../../health/verdict.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayFreshness, sayPortalHints } from './footer.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { PostReader } from './post-reader.ts';
import { offerRequest } from './request-buttons.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { type IncidentDetail, presentServiceIncident } from './service-incident.ts';
import { findServiceByToken, makeIncidentToken, makeServiceToken } from './service-token.ts';
import { chooseVerdictStyle, sayServiceState } from './signs.ts';
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
  const relevant = selectUnread(report, service, token);
  const verdict = judgeService(service, relevant);
  const mayBeUnread = isAzure(service, token) ? 'azure' : 'services';
  const isMissing = service === undefined && !report.unread.some(({ part }) => part === mayBeUnread);
  const said = isMissing ? say('service.missingTitle') : sayVerdict(verdict, customer.cloud, scene.speech);
  const state = isMissing ? say('service.missing') : sayState(service, verdict, scene);
  const page = cutPage(isOpen(service) ? service.incidents : [], offset, detail.incidents);
  const ref = { ...refer(customer), service: makeServiceToken(service?.name ?? token) };
  const unread = noteUnread(customer, relevant, scene);

  const pages = turnPage(page, scene, (at) => ({ ...ref, offset: at }));
  const referToIncident = (id: string) => ({ ...ref, incident: makeIncidentToken(id) });

  return {
    template: 'service',
    summary: say('summary.service', {
      service: shown,
      name,
      verdict: said,
      reason: beginSentence(state, scene.speech),
    }),
    data: {
      style: isMissing ? 'emphasis' : chooseVerdictStyle(verdict),
      verdict: said,
      service: shown,
      customer: ` · ${name}`,
      state,
      range: [sayRange(page, scene)].filter((text) => text !== '').map((text) => ({ text })),
      incidents: separateRows(
        page.items.map((incident) => ({
          ...presentServiceIncident(incident, referToIncident, posts, scene, detail),
          request: offerRequest({ customer, service: service?.name, incident: incident.id }, scene),
        })),
        false,
      ),
      turns: pages.length > 0 ? [{ pages }] : [],
      unread: separateRows(unread, page.items.length > 0),
      // Right under the coloured head the freshness needs no line.
      line: page.items.length > 0 || unread.length > 0,
      freshness: `${sayFreshness(report.readAt, scene)} · ${plain(customer.domain, 60)}`,
      hints: sayPortalHints(customer.cloud, scene),
      ref,
      health: refer(customer),
      back: say('button.back'),
      refresh: say('button.refresh'),
      history: { title: say('button.history'), data: { ...ref, offset: 0 } },
      request: offerRequest({ customer, service: service?.name ?? token }, scene),
      portal: say('button.portal'),
      portalUrl: scene.links.portal(
        customer,
        service ? identify(service) : isAzure(service, token) ? { name: AZURE, isAzure: true } : undefined,
      ),
    },
  };
}

function isOpen(service: ReportedService | undefined): service is ReportedService {
  return service !== undefined && service.severity !== 'healthy';
}

function isAzure(service: ReportedService | undefined, token: string): boolean {
  return service ? service.subscriptions.length > 0 : /^(?:microsoft )?azure\b/i.test(token);
}

/** What a portal is looked up by. */
function identify({ health, name, subscriptions }: ReportedService) {
  return { ...(health ? { id: health.id } : {}), name, isAzure: subscriptions.length > 0 };
}

/** The report's rule for this one service alone. */
function judgeService(service: ReportedService | undefined, unread: readonly UnreadPart[]): Verdict {
  // What is unread here is always a part of the very service that is asked about.
  const parts = unread.map((part) => ({ ...part, part: 'services' as const }));
  return decideVerdict({ severities: service ? [service.severity] : [], unread: parts });
}

/**
 * What keeps this one service from being told: planned changes say nothing about how it is now, Azure nothing about Microsoft 365, and
 * single subscriptions that are in the report were read, but for rows that could not be understood; all of Azure is not while one of them
 * is missing.
 */
function selectUnread(
  { unread }: HealthReport,
  service: ReportedService | undefined,
  token: string,
): readonly UnreadPart[] {
  if (!isAzure(service, token))
    return unread.filter(({ part }) => part === 'services' || part === 'incidents');
  const isSingle = service !== undefined && service.name !== AZURE;
  const inAzure = unread.filter(({ part }) => part === 'azure');
  return isSingle ? inAzure.filter(({ code }) => code === 'invalidAnswer') : inAzure;
}

function sayState(service: ReportedService | undefined, verdict: Verdict, { speech }: Scene): string {
  if (!service || (verdict.answer === 'cannotTell' && !isOpen(service))) return speech.say('service.unread');
  if (!isOpen(service)) return speech.say('service.healthy');
  const state = sayServiceState(service, speech);
  const count = service.incidents.length;
  return count < 2 ? state : `${state} · ${speech.say('service.issues', { count })}`;
}
