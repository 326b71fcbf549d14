import type { HealthReport, ReportedService } from '../../health/report.ts';
import { foldAzureTwins } from './azure-twins.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayFreshness, sayPortalHints } from './footer.ts';
import { type HealthDetail, presentAffected } from './health-affected.ts';
import { presentChanges, presentHealthy } from './health-folds.ts';
import { plain } from './plain.ts';
import { offerEscalation, offerRequest } from './request-buttons.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { chooseVerdictStyle, SIGNS, sayServiceState } from './signs.ts';
import { noteUnread } from './unread.ts';
import { beginSentence, sayReason, sayVerdict } from './verdict-words.ts';

/** From everything worth showing to what always fits a card. */
export const HEALTH_DETAIL: readonly [HealthDetail, ...HealthDetail[]] = [
  { services: 5, incidents: 3, title: 160, impact: 120, post: 150, others: 8, healthy: 60, changes: 5 },
  { services: 4, incidents: 2, title: 120, impact: 0, post: 120, others: 8, healthy: 30, changes: 3 },
  { services: 3, incidents: 1, title: 100, impact: 0, post: 0, others: 5, healthy: 10, changes: 2 },
];

/** The answer to `health for X`: is it Microsoft, what is affected, what Microsoft says, how sure and how fresh. */
export function presentHealth(report: HealthReport, scene: Scene, detail: HealthDetail): Card {
  const { customer, verdict } = report;
  const { say } = scene.speech;
  const name = nameCustomer(customer);
  const { rows: sick, inAzure } = foldAzureTwins(
    report.services.filter(({ severity }) => severity !== 'healthy'),
  );
  const full = sick.slice(0, detail.services);
  const others = sick.slice(detail.services, detail.services + detail.others);
  const left = sick.length - full.length - others.length;
  const unread = noteUnread(customer, report.unread, scene);
  const folds = [presentHealthy(report, scene, detail), presentChanges(report, scene, detail)].flat();

  return {
    template: 'health',
    summary: summarize(report, name, scene),
    data: {
      style: chooseVerdictStyle(verdict),
      verdict: sayVerdict(verdict, customer.cloud, scene.speech),
      customer: name,
      reason: ` · ${sayReason(verdict, scene.speech)}`,
      affected: separateRows(
        full.map((service) =>
          presentAffected(
            service,
            inAzure.get(service) ?? [],
            customer,
            scene,
            isMinor(service, report) ? { ...detail, impact: 0, post: 0 } : detail,
          ),
        ),
        false,
      ),
      others: others.map((service) => presentOther(service, scene)),
      left: left > 0 ? [{ text: say('affected.more', { count: left }) }] : [],
      all:
        others.length > 0
          ? [{ title: say('button.allServices'), data: { ...refer(customer), offset: 0 } }]
          : [],
      details: say('button.details'),
      unread: separateRows(unread, sick.length > 0),
      folds: separateRows(folds, sick.length > 0 || unread.length > 0),
      domain: plain(customer.domain, 60),
      freshness: sayFreshness(report.readAt, scene),
      hints: sayPortalHints(customer.cloud, scene),
      refresh: say('button.refresh'),
      ref: refer(customer),
      history: { title: say('button.history'), data: { ...refer(customer), offset: 0 } },
      request: offerRequest({ customer }, scene),
      escalation: offerEscalation({ customer }, scene),
      portal: say('button.portal'),
      portalUrl: scene.links.serviceHealth(customer),
    },
  };
}

/** Beside an outage, what is no outage says only what and since when: the reader is on the phone about the outage. */
function isMinor({ severity }: ReportedService, { verdict }: HealthReport): boolean {
  return verdict.answer === 'yes' && severity !== 'down' && severity !== 'degraded';
}

function presentOther(service: ReportedService, { speech }: Scene) {
  return {
    ...SIGNS[service.severity],
    name: plain(service.name, 60),
    state: sayServiceState(service, speech),
  };
}

function summarize(report: HealthReport, name: string, { speech }: Scene): string {
  const { customer, verdict, services } = report;
  const worst = services[0];
  const said = { name, verdict: sayVerdict(verdict, customer.cloud, speech) };
  if (verdict.affected !== 1 || !worst) {
    return speech.say('summary.health', {
      ...said,
      reason: beginSentence(sayReason(verdict, speech), speech),
    });
  }
  return speech.say('summary.worst', {
    ...said,
    service: plain(worst.name, 60),
    state: sayServiceState(worst, speech),
  });
}
