import type { Customer } from '../../src/customers/customer.ts';
import { ReadError, type ReadErrorCode } from '../../src/errors.ts';
import { buildReport, type Readings } from '../../src/health/build-report.ts';
import type { PlannedChange } from '../../src/health/planned-change.ts';
import type { HealthReport, ReportedIncident } from '../../src/health/report.ts';
import { reportIncident } from '../../src/health/report-incident.ts';
import type { ServiceHealth, ServiceStatus } from '../../src/health/service.ts';
import { makeIncident } from './incidents.ts';

/** Saturday 21 November 2026, 11:25 in Paris: a quarter past ten in UTC. */
export const NOW = Date.UTC(2026, 10, 21, 10, 25);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const CONTOSO: Customer = {
  cloud: 'global',
  tenantId: '11111111-2222-4333-8444-555555555555',
  name: 'Contoso Ltd',
  domain: 'contoso.onmicrosoft.com',
};

export const TAILWIND_CHINA: Customer = {
  cloud: 'china',
  tenantId: '66666666-2222-4333-8444-555555555555',
  name: '顺风玩具（上海）有限公司',
  domain: 'tailwind.partner.onmschina.cn',
};

const SERVICES = [
  'Exchange Online',
  'Microsoft Teams',
  'SharePoint Online',
  'OneDrive for Business',
  'Microsoft Entra',
  'Microsoft Intune',
  'Microsoft Defender XDR',
  'Power BI',
  'Planner',
];

const MAIL_POSTS = [
  {
    at: NOW - 5 * MINUTE,
    html: `Title: Some users can't send mail<br><br>User impact: Users may be unable to send mail.<br><br>More info: Messages wait in the Outbox and are sent later.<br><br>Current status: We've identified that a recent change to the mail transport service keeps a part of the servers from accepting connections. We're reverting the change and expect most users to recover within the hour.<br><br>Scope of impact: Users served through the affected part of the infrastructure in Europe.<br><br>Next update by: Saturday, November 21, 2026, at 11:30 AM UTC`,
  },
  {
    at: NOW - 65 * MINUTE,
    html: `Title: Some users can't send mail<br><br>Current status: We're reviewing monitoring data to find out what keeps mail from being sent.`,
  },
  {
    at: NOW - 125 * MINUTE,
    html: "Current status: We're investigating a potential issue and checking for impact to your organization.",
  },
];

/** Services by status; the rest of the usual nine are healthy. */
export function listServices(
  stated: Readonly<Record<string, ServiceStatus>> = {},
  names: readonly string[] = SERVICES,
): ServiceHealth[] {
  return names.map((name) => ({
    id: name.replaceAll(' ', ''),
    name,
    status: stated[name] ?? 'serviceOperational',
  }));
}

export const MAIL_INCIDENT: ReportedIncident = reportIncident(
  makeIncident({
    title: "Some users can't send mail",
    impact: 'Users in Europe may be unable to send mail from any client, and messages stay in the Outbox.',
    feature: 'E-Mail and calendar access',
    startedAt: NOW - 130 * MINUTE,
    updatedAt: NOW - 5 * MINUTE,
    posts: MAIL_POSTS,
  }),
);

export const TEAMS_ADVISORY: ReportedIncident = reportIncident(
  makeIncident({
    id: 'TM226601',
    kind: 'advisory',
    service: 'Microsoft Teams',
    title: 'Some users see delays when loading chats in the Teams desktop client',
    impact: 'Users may see delays when loading chats in the Teams desktop client.',
    feature: 'Chat',
    startedAt: NOW - 3 * DAY,
    updatedAt: NOW - DAY,
    posts: [
      { at: NOW - DAY, html: '<p>Current status: A fix is being deployed. 80 % of users have it.</p>' },
    ],
  }),
);

export const CHANGES: readonly PlannedChange[] = [
  {
    source: 'microsoft365',
    id: 'MC1172851',
    title: 'Basic authentication for SMTP AUTH is being retired',
    services: ['Exchange Online'],
    category: 'planForChange',
    isMajor: true,
    actionRequiredBy: NOW + 9 * DAY,
    startsAt: NOW - 30 * DAY,
    endsAt: NOW + 60 * DAY,
    updatedAt: NOW - 2 * DAY,
    html: '<p>We will retire Basic authentication with Client Submission (SMTP AUTH). Applications and devices that send mail with user name and password must move to OAuth before this date, or they will get an error when they try to send.</p><p>What you need to do: find out which devices still use it.</p>',
  },
  {
    source: 'microsoft365',
    id: 'MC1180032',
    title: 'Teams: new layout of meeting controls',
    services: ['Microsoft Teams', 'Microsoft 365 for the web'],
    category: 'planForChange',
    isMajor: false,
    actionRequiredBy: undefined,
    startsAt: NOW + 40 * DAY,
    endsAt: NOW + 90 * DAY,
    updatedAt: NOW - 4 * DAY,
    html: '<p>Meeting controls move to the top of the window.</p>',
  },
];

/** A report as it is built from readings; what is an error code could not be read. */
export function makeReport({
  customer = CONTOSO,
  services = listServices(),
  incidents = [],
  changes = CHANGES,
  readAt = NOW,
  retryAt,
}: {
  readonly customer?: Customer;
  readonly services?: readonly ServiceHealth[] | ReadErrorCode;
  readonly incidents?: readonly ReportedIncident[] | ReadErrorCode;
  readonly changes?: readonly PlannedChange[] | ReadErrorCode;
  readonly readAt?: number;
  readonly retryAt?: number;
} = {}): HealthReport {
  const read = <T>(value: readonly T[] | ReadErrorCode) =>
    typeof value === 'string'
      ? ({ ok: false, error: new ReadError(value, 'not read', { retryAt }) } as const)
      : ({ ok: true, skipped: 0, value, readAt } as const);
  const readings: Readings = { services: read(services), incidents: read(incidents), changes: read(changes) };
  return buildReport(customer, readings, NOW);
}

/** Mail is degraded, Teams has an advisory. */
export const OUTAGE = makeReport({
  services: listServices({
    'Exchange Online': 'serviceDegradation',
    'Microsoft Teams': 'serviceDegradation',
  }),
  incidents: [MAIL_INCIDENT, TEAMS_ADVISORY],
});

export const QUIET = makeReport({ readAt: NOW - 2 * MINUTE });

export const NO_CONSENT = makeReport({ services: 'noConsent', incidents: 'noConsent', changes: 'noConsent' });

/** A crowd of services and incidents, to fill cards to the brim; `text` is put into every outside text. */
export function makeCrowd(services: number, incidents: number, text = (what: string) => what): HealthReport {
  const names = Array.from({ length: services }, (_, index) => `${text('Service')} ${index + 1}`);
  const down = names.slice(0, incidents);
  return makeReport({
    customer: { ...CONTOSO, name: text('Contoso'), domain: text('contoso.com') },
    services: listServices(
      Object.fromEntries(down.map((name) => [name, 'serviceInterruption' as const])),
      names,
    ),
    incidents: Array.from({ length: incidents }, (_, index) =>
      reportIncident(
        makeIncident({
          id: `EX${100_000 + index}`,
          service: names[index % Math.max(1, Math.min(services, incidents))] ?? 'Service',
          title: text('Title'),
          impact: text('Impact'),
          feature: text('Feature'),
          status: 'serviceInterruption',
          startedAt: NOW - (index + 1) * 47 * MINUTE,
          updatedAt: NOW - index * MINUTE,
          posts: Array.from({ length: 5 }, (_, post) => ({
            at: NOW - post * 3_600_000,
            html: `<p>${text('Post')}</p>`,
          })),
        }),
      ),
    ),
    changes: Array.from({ length: Math.min(200, services) }, (_, index) => ({
      source: 'microsoft365',
      id: `MC${1_000_000 + index}`,
      title: text('Change'),
      services: [text('Service'), text('Service'), text('Service'), text('Service')],
      category: 'planForChange' as const,
      isMajor: index % 2 === 0,
      actionRequiredBy: NOW + (index + 1) * DAY,
      startsAt: undefined,
      endsAt: undefined,
      updatedAt: NOW,
      html: `<p>${text('Body')}</p>`,
    })),
  });
}
