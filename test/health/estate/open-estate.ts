import type { Customer } from '../../../src/customers/customer.ts';
import type { DirectoryLoadState } from '../../../src/customers/ports.ts';
import { createEstate, type KeptEstate } from '../../../src/health/estate/estate.ts';
import type { CustomerReading } from '../../../src/health/estate/ports.ts';
import type { RelationshipBook } from '../../../src/health/estate/relationships.ts';
import type { Incident } from '../../../src/health/incident.ts';
import type { PlannedChange } from '../../../src/health/planned-change.ts';
import { makeIncident } from '../../support/incidents.ts';

export const NOW = Date.parse('2026-11-21T10:00:00Z');

/** A customer whose tenant id is its name in small letters. */
export function named(name: string, cloud: Customer['cloud'] = 'global'): Customer {
  return { cloud, tenantId: name.toLowerCase(), name, domain: `${name.toLowerCase()}.example` };
}

/** A directory whose list a test replaces. */
export interface FakeDirectory {
  customers: readonly Customer[];
  states: readonly DirectoryLoadState[];
}

export function openEstate(
  customers: readonly Customer[],
  relationships?: Pick<RelationshipBook, 'listProblems' | 'unread'>,
): { readonly estate: KeptEstate; readonly directory: FakeDirectory } {
  const directory: FakeDirectory = {
    customers,
    states: [
      { cloud: 'global', loadedAt: NOW, error: undefined },
      { cloud: 'china', loadedAt: NOW, error: undefined },
    ],
  };
  return { directory, estate: createEstate({ directory, relationships, clock: () => NOW }) };
}

/** A reading in which nothing is wrong, with what a test wants to be different. */
export function reading(customer: Customer, overrides: Partial<CustomerReading> = {}): CustomerReading {
  return {
    customer,
    triedAt: NOW,
    incidents: [],
    azureIncidents: [],
    changes: undefined,
    unread: [],
    ...overrides,
  };
}

/** An Azure event, with what a test wants to be different. */
export function makeEvent(overrides: Partial<Incident> = {}): Incident {
  return makeIncident({
    id: 'BC_1-FXZ',
    source: 'azure',
    status: 'active',
    service: 'Virtual Machines',
    azure: {
      services: ['Virtual Machines'],
      regions: ['West Europe'],
      subscriptions: [{ id: 's-1', name: 'Production' }],
    },
    ...overrides,
  });
}

/** A coming message centre announcement, with what a test wants to be different. */
export function makeChange(overrides: Partial<PlannedChange> = {}): PlannedChange {
  return {
    id: 'MC172851',
    source: 'microsoft365',
    title: 'Basic authentication is going away',
    services: ['Exchange Online'],
    category: 'planForChange',
    isMajor: true,
    actionRequiredBy: NOW + 86_400_000,
    startsAt: NOW - 1_000,
    endsAt: NOW + 30 * 86_400_000,
    updatedAt: NOW - 1_000,
    html: '<p>Words.</p>',
    ...overrides,
  };
}
