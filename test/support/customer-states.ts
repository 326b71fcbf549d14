import type { CustomerState } from '../../src/health/archive.ts';

/** A state in which everything was read at `triedAt` and nothing is wrong, with what a test wants to be different. */
export function makeState({
  customer,
  triedAt,
  ...overrides
}: Pick<CustomerState, 'customer' | 'triedAt'> & Partial<CustomerState>): CustomerState {
  return {
    customer,
    ...{ triedAt, readAt: triedAt, incidentsTriedAt: triedAt, azureReadAt: triedAt, changesReadAt: triedAt },
    ...{ incidentIds: [], changeIds: [], unread: [] },
    ...overrides,
  };
}
