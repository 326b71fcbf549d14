import { ReadError, type ReadErrorCode } from '../../src/errors.ts';
import type { AzureSubscription, UnreadSubscription } from '../../src/health/azure.ts';
import { buildHistory } from '../../src/health/build-history.ts';
import { buildReport } from '../../src/health/build-report.ts';
import type { CustomerHistory } from '../../src/health/history.ts';
import type { Incident } from '../../src/health/incident.ts';
import type { PlannedChange } from '../../src/health/planned-change.ts';
import type { HealthReport, ReportedIncident } from '../../src/health/report.ts';
import { reportIncident } from '../../src/health/report-incident.ts';
import { CHANGES, CONTOSO, listServices, MAIL_INCIDENT, NOW, TEAMS_ADVISORY } from './card-fixtures.ts';
import { AZURE_INCIDENT } from './estate-fixtures.ts';
import { makeIncident } from './incidents.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 22 October, midnight in Paris. */
const LAST_30_DAYS = { since: Date.UTC(2026, 9, 21, 22), until: NOW };
export const LAST_90_DAYS = { since: NOW - 90 * DAY, until: NOW };

const OVER = { isResolved: true, status: 'serviceRestored', posts: [] } as const;

/** An open incident, an open advisory, and what is over: restored, reviewed, a false alarm, one without an end. */
export const PAST_INCIDENTS: readonly Incident[] = [
  MAIL_INCIDENT,
  TEAMS_ADVISORY,
  makeIncident({
    ...OVER,
    id: 'SP226480',
    service: 'SharePoint Online',
    title: 'Some users can’t open files from Teams and see a sign-in page instead',
    startedAt: NOW - 6 * DAY,
    endedAt: NOW - 6 * DAY + 5 * HOUR + 20 * 60_000,
  }),
  makeIncident({
    ...OVER,
    id: 'EX226301',
    title: 'Messages to outside recipients are delayed',
    status: 'postIncidentReviewPublished',
    startedAt: NOW - 13 * DAY,
    endedAt: NOW - 13 * DAY + 11 * HOUR,
  }),
  makeIncident({
    ...OVER,
    id: 'TM226190',
    service: 'Microsoft Teams',
    title: 'Meeting recordings appear late',
    kind: 'advisory',
    status: 'falsePositive',
    startedAt: NOW - 15 * DAY,
    endedAt: NOW - 14 * DAY,
  }),
  makeIncident({
    ...OVER,
    id: 'IT226044',
    service: 'Microsoft Intune',
    title: 'Devices do not report compliance',
    startedAt: NOW - 24 * DAY,
    endedAt: undefined,
    updatedAt: NOW - 23 * DAY,
  }),
  makeIncident({
    ...OVER,
    id: 'EX225990',
    title: 'Some users can’t search their mailbox',
    startedAt: NOW - 27 * DAY,
    endedAt: NOW - 27 * DAY + 3 * HOUR,
  }),
];

/** Contoso's history as it is built from readings; what is an error code could not be read, `kept: undefined` is memory that could not. */
export function makeHistory({
  incidents = PAST_INCIDENTS,
  timeZone = 'Europe/Paris',
  azure,
  ...rest
}: {
  readonly incidents?: readonly Incident[] | ReadErrorCode;
  readonly azure?: ReadErrorCode;
  readonly timeZone?: string;
  readonly isMemoryRead?: boolean;
} & Partial<Pick<CustomerHistory, 'customer' | 'period' | 'service' | 'keptSince'>> = {}): CustomerHistory {
  const refuse = (code: ReadErrorCode) => ({ ok: false, error: new ReadError(code, 'not read') }) as const;
  return buildHistory(
    {
      customer: rest.customer ?? CONTOSO,
      period: rest.period ?? LAST_30_DAYS,
      service: rest.service,
      timeZone,
    },
    {
      listed:
        typeof incidents === 'string'
          ? refuse(incidents)
          : { ok: true, value: incidents, skipped: 0, readAt: NOW - 2 * 60_000 },
      azure: azure === undefined ? undefined : refuse(azure),
      azureSince: LAST_30_DAYS.since,
      kept: rest.isMemoryRead === false ? undefined : [],
      keptSince: 'keptSince' in rest ? rest.keptSince : NOW - 40 * DAY,
    },
    NOW,
  );
}

/** As many past incidents as a test wants, a day apart; `text` is put into every outside text. */
export function makePast(count: number, text = (what: string) => what): Incident[] {
  return Array.from({ length: count }, (_, index) =>
    makeIncident({
      ...OVER,
      id: `EX${200_000 + index}`,
      service: text(`Service ${index % 30}`),
      title: text('Title'),
      startedAt: NOW - (index + 1) * DAY,
      endedAt: NOW - (index + 1) * DAY + ((index % 9) + 1) * 2 * HOUR,
    }),
  );
}

/** Maintenance tomorrow night in two subscriptions. */
export const AZURE_MAINTENANCE: PlannedChange = {
  source: 'azure',
  id: 'KT2R-9D8',
  title: 'Scheduled maintenance of Virtual Machines',
  services: ['Virtual Machines'],
  category: 'plannedMaintenance',
  isMajor: false,
  actionRequiredBy: undefined,
  startsAt: NOW + 35 * HOUR,
  endsAt: NOW + 39 * HOUR,
  updatedAt: NOW - DAY,
  html: '<p>Hosts are updated one after the other. A virtual machine may pause for up to 30 seconds.</p>',
  azure: {
    services: ['Virtual Machines', 'Virtual Network'],
    regions: ['West Europe'],
    subscriptions: [
      { id: 's1', name: 'Production' },
      { id: 's2', name: 'Test' },
    ],
  },
};

export const ALL_CHANGES: readonly PlannedChange[] = [
  AZURE_MAINTENANCE,
  ...CHANGES,
  {
    ...AZURE_MAINTENANCE,
    id: 'RT4V-1B0',
    title: 'Basic Load Balancer is retired',
    category: 'retirement',
    startsAt: undefined,
    endsAt: NOW + 120 * DAY,
    azure: { services: ['Load Balancer'], regions: [], subscriptions: [{ id: 's1', name: 'Production' }] },
  },
];

const SUBSCRIPTIONS: readonly AzureSubscription[] = ['Development', 'Laboratory', 'Production', 'Test'].map(
  (name) => ({
    id: `s-${name}`,
    name,
  }),
);

/** Contoso with Azure: what is an error code could not be read of it; `unread` names subscriptions that could not. */
export function makeAzureReport({
  incidents = [],
  azure = [],
  unread = [],
}: {
  readonly incidents?: readonly ReportedIncident[];
  readonly azure?: readonly Incident[] | ReadErrorCode;
  readonly unread?: readonly string[];
} = {}): HealthReport {
  const read = <T>(value: T) => ({ ok: true, skipped: 0, value, readAt: NOW }) as const;
  const failed = SUBSCRIPTIONS.filter(({ name }) => unread.includes(name)).map(
    (subscription): UnreadSubscription => ({ subscription, error: new ReadError('forbidden', 'not read') }),
  );
  return buildReport(
    CONTOSO,
    {
      services: read(listServices()),
      incidents: read(incidents),
      changes: read(CHANGES),
      azure:
        typeof azure === 'string'
          ? { ok: false, error: new ReadError(azure, 'not read') }
          : read({
              subscriptions: SUBSCRIPTIONS,
              unread: failed,
              incidents: azure.map(reportIncident),
              changes: [AZURE_MAINTENANCE],
              skipped: 0,
            }),
    },
    NOW,
  );
}

/** Production and Test are hit. */
export const AZURE_OUTAGE = makeAzureReport({
  azure: [
    {
      ...AZURE_INCIDENT,
      azure: {
        services: ['Virtual Machines', 'Virtual Network'],
        regions: ['West Europe', 'North Europe'],
        subscriptions: SUBSCRIPTIONS.filter(({ name }) => name === 'Production' || name === 'Test'),
      },
    },
  ],
});
