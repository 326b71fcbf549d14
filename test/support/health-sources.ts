import type { AzureReading, AzureSubscription } from '../../src/health/azure.ts';
import type { Incident } from '../../src/health/incident.ts';
import type { Listing, ServiceCommunications } from '../../src/health/ports.ts';

/** A list of which every row was understood, unless told otherwise. */
export function listing<T>(items: readonly T[], skipped = 0): Listing<T> {
  return { items, skipped };
}

/** Microsoft 365 without services, incidents and changes, with what a test wants to be different. */
export function makeSource(overrides: Partial<ServiceCommunications> = {}): ServiceCommunications {
  return {
    listServices: async () => listing([]),
    listActiveIncidents: async () => listing([]),
    listIncidents: async () => listing([]),
    findIncident: async () => undefined,
    readIncidentReport: async () => {
      throw new Error('No test asks for it.');
    },
    listPlannedChanges: async () => listing([]),
    ...overrides,
  };
}

/** A subscription of this name; `digit` makes its id. */
export function makeSubscription(digit: number, name: string): AzureSubscription {
  return { id: `${String(digit).repeat(8)}-0000-4000-8000-000000000000`, name };
}

export const PRODUCTION = makeSubscription(1, 'Production');
export const STAGING = makeSubscription(2, 'Staging');

/** A reading of Azure in which nothing is wrong. */
export function makeAzureReading(overrides: Partial<AzureReading> = {}): AzureReading {
  return {
    subscriptions: [PRODUCTION, STAGING],
    unread: [],
    incidents: [],
    changes: [],
    skipped: 0,
    ...overrides,
  };
}

/** An active service issue of Azure in one subscription. */
export function makeAzureIncident(
  overrides: Partial<Incident> = {},
  scope: Partial<NonNullable<Incident['azure']>> = {},
): Incident {
  return {
    id: 'BC_1-FXZ',
    source: 'azure',
    kind: 'incident',
    origin: 'unknown',
    title: 'Virtual machines in West Europe',
    service: 'Virtual Machines',
    feature: undefined,
    impact: 'Virtual machines may be unreachable.',
    status: 'active',
    isResolved: false,
    startedAt: Date.UTC(2026, 10, 21, 7),
    endedAt: undefined,
    updatedAt: Date.UTC(2026, 10, 21, 9),
    posts: [],
    azure: {
      services: ['Virtual Machines'],
      regions: ['West Europe'],
      subscriptions: [PRODUCTION],
      ...scope,
    },
    ...overrides,
  };
}
