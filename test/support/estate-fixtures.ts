import type { Customer } from '../../src/customers/customer.ts';
import type {
  AccessProblem,
  AccessReport,
  Coverage,
  IncidentView,
  OpenIncident,
  Overview,
} from '../../src/health/estate/overview.ts';
import type { Incident } from '../../src/health/incident.ts';
import { compareSeverity, rateIncident } from '../../src/health/severity.ts';
import { CONTOSO, MAIL_INCIDENT, NOW, TAILWIND_CHINA, TEAMS_ADVISORY } from './card-fixtures.ts';
import { makeIncident } from './incidents.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** As many customers as a test wants; `text` is put into every outside text. */
export function makeCustomers(count: number, text = (what: string) => what): Customer[] {
  return Array.from({ length: count }, (_, index) => ({
    cloud: 'global',
    tenantId: `99999999-0000-4000-8000-${String(index).padStart(12, '0')}`,
    name: text(NAMES[index] ?? `Customer ${index + 1}`),
    domain: text(`customer${index + 1}.onmicrosoft.com`),
  }));
}

const NAMES = [
  'Adatum Corporation',
  'Boulangerie Légère',
  'Contoso Ltd',
  'Fabrikam Inc',
  'Northwind Traders',
];

/** 43 of 45 customers are read, one is still being read, one could not be. */
export const COVERAGE: Coverage = {
  total: 45,
  read: 43,
  untried: 1,
  azureUnread: 0,
  failed: { noConsent: 1 },
  oldestReadAt: NOW - 12 * MINUTE,
  newestReadAt: NOW - MINUTE,
};

export const FULL_COVERAGE: Coverage = { ...COVERAGE, read: 45, untried: 0, failed: {} };

export const NO_COVERAGE: Coverage = {
  ...COVERAGE,
  read: 0,
  untried: 45,
  failed: {},
  oldestReadAt: undefined,
  newestReadAt: undefined,
};

/** An Azure incident in two subscriptions. */
export const AZURE_INCIDENT: Incident = makeIncident({
  id: 'VN11-JD8',
  source: 'azure',
  title: 'Virtual Machines – connectivity issues in West Europe',
  service: 'Virtual Machines',
  feature: undefined,
  impact: 'Customers using Virtual Machines in West Europe may fail to connect to them.',
  status: 'active',
  startedAt: NOW - 4 * 60 * MINUTE,
  updatedAt: NOW - 30 * MINUTE,
  posts: [
    {
      at: NOW - 30 * MINUTE,
      html: '<p><strong>Current Status:</strong> We are aware of this issue and are moving load away from the affected hardware.</p>',
    },
  ],
  azure: {
    services: ['Virtual Machines', 'Virtual Network'],
    regions: ['West Europe', 'North Europe'],
    subscriptions: [
      { id: 's1', name: 'Production' },
      { id: 's2', name: 'Test' },
    ],
  },
});

/** One of one service that Azure calls critical. */
export const CRITICAL_INCIDENT: Incident = {
  ...AZURE_INCIDENT,
  id: 'AM10-9F8',
  title: 'Azure Monitor – alerts are not sent',
  service: 'Azure Monitor',
  impact: 'Customers may not be told of failures in West Europe.',
  azure: {
    services: ['Azure Monitor'],
    regions: ['West Europe'],
    subscriptions: [{ id: 's-Production', name: 'Production' }],
    isCritical: true,
  },
};

/** The incident of `MAIL_INCIDENT` three hours later: over. */
export const OVER_INCIDENT: Incident = makeIncident({
  title: MAIL_INCIDENT.title,
  impact: MAIL_INCIDENT.impact,
  startedAt: NOW - 6 * 60 * MINUTE,
  endedAt: NOW - 3 * 60 * MINUTE,
  updatedAt: NOW - 2 * 60 * MINUTE,
  status: 'postIncidentReviewPublished',
  isResolved: true,
  posts: [
    {
      at: NOW - 2 * 60 * MINUTE,
      html: "Title: Some users can't send mail<br><br>Final status: We've reverted the change and confirmed that mail is sent again.<br><br>This is the final update for the event.",
    },
  ],
});

export function openIncident(
  incident: Incident,
  customers: number,
  overrides: Partial<OpenIncident> = {},
): OpenIncident {
  return { cloud: 'global', incident, severity: rateIncident(incident), customers, ...overrides };
}

export const OPEN_INCIDENTS: readonly OpenIncident[] = [
  openIncident({ ...MAIL_INCIDENT, status: 'serviceInterruption' }, 14),
  openIncident({ ...MAIL_INCIDENT, id: 'EX991204', title: '部分用户无法发送邮件' }, 2, { cloud: 'china' }),
  openIncident(AZURE_INCIDENT, 3),
  openIncident(TEAMS_ADVISORY, 31),
  openIncident(
    makeIncident({
      id: 'SP226610',
      service: 'SharePoint Online',
      title: 'Some users see old versions of files in search results',
      status: 'serviceRestored',
      startedAt: NOW - 2 * DAY,
    }),
    1,
  ),
];

export function makeOverview(overrides: Partial<Overview> = {}): Overview {
  const incidents = overrides.incidents ?? OPEN_INCIDENTS;
  const isOutage = ({ severity }: OpenIncident) => compareSeverity(severity, 'advisory') < 0;
  return {
    incidents,
    affected: { outage: incidents.some(isOutage) ? 18 : 0, any: incidents.length > 0 ? 33 : 0 },
    coverage: COVERAGE,
    access: { unreadable: 2, partly: 1, expired: 1, expiring: 1 },
    ...overrides,
  };
}

export const QUIET_OVERVIEW = makeOverview({
  incidents: [],
  coverage: FULL_COVERAGE,
  access: { unreadable: 0, partly: 0, expired: 0, expiring: 0 },
});

const [ADATUM = CONTOSO, BOULANGERIE = CONTOSO, , FABRIKAM = CONTOSO, NORTHWIND = CONTOSO] = makeCustomers(5);

export const ACCESS_PROBLEMS: readonly AccessProblem[] = [
  {
    customer: FABRIKAM,
    unread: (['services', 'incidents', 'changes'] as const).map((part) => ({
      part,
      code: 'noConsent' as const,
      retryAt: undefined,
    })),
    relationship: { state: 'expired', endsAt: NOW - 3 * DAY, id: 'r1' },
    triedAt: NOW - 4 * MINUTE,
  },
  {
    customer: TAILWIND_CHINA,
    unread: [{ part: 'incidents', code: 'throttled', retryAt: NOW + 7 * MINUTE }],
    relationship: undefined,
    triedAt: NOW - 2 * MINUTE,
  },
  {
    customer: ADATUM,
    unread: [],
    relationship: { state: 'expired', endsAt: undefined, id: 'r2' },
    triedAt: NOW - 2 * MINUTE,
  },
  {
    customer: BOULANGERIE,
    unread: [],
    relationship: { state: 'expiring', endsAt: NOW + 12 * DAY, id: 'r3' },
    triedAt: NOW - 2 * MINUTE,
  },
  {
    customer: NORTHWIND,
    unread: [{ part: 'azure', code: 'forbidden', retryAt: undefined, subscriptions: ['Production'] }],
    relationship: { state: 'expiring', endsAt: NOW + DAY / 2, id: 'r4' },
    triedAt: NOW - 2 * MINUTE,
  },
];

export function makeAccess(overrides: Partial<AccessReport> = {}): AccessReport {
  return {
    problems: ACCESS_PROBLEMS,
    counts: { unreadable: 1, partly: 2, expired: 2, expiring: 2 },
    coverage: COVERAGE,
    unreadRelationships: [],
    ...overrides,
  };
}

export const FINE_ACCESS = makeAccess({
  problems: [],
  counts: { unreadable: 0, partly: 0, expired: 0, expiring: 0 },
  coverage: FULL_COVERAGE,
});

export function makeView(overrides: Partial<IncidentView> = {}): IncidentView {
  return {
    cloud: 'global',
    incident: MAIL_INCIDENT,
    customers: makeCustomers(14),
    readAt: NOW,
    keptAt: undefined,
    reportOf: undefined,
    coverage: COVERAGE,
    ...overrides,
  };
}
