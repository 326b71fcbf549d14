import type { Selectable } from 'kysely';
import type { CustomerRef } from '../customers/customer.ts';
import type { CustomerState } from '../health/archive.ts';
import type { EpochMs } from '../time.ts';
import { cleanInstant } from './clean.ts';
import { readNames, readUnread, writeNames, writeUnread } from './columns.ts';
import type { Tables } from './tables.ts';

type StateColumns = Omit<Selectable<Tables['customer_states']>, 'customer_id'>;

/** The columns that make a `CustomerState` again, and `saved_at`. */
export const STATE_COLUMNS = [
  'read_at',
  'tried_at',
  'incidents_tried_at',
  'azure_read_at',
  'changes_read_at',
  'incident_ids',
  'change_ids',
  'unread',
  'saved_at',
] as const satisfies readonly (keyof StateColumns)[];

export function writeState(state: CustomerState, savedAt: EpochMs): StateColumns {
  return {
    read_at: cleanInstant(state.readAt),
    tried_at: cleanInstant(state.triedAt) ?? 0,
    incidents_tried_at: cleanInstant(state.incidentsTriedAt),
    azure_read_at: cleanInstant(state.azureReadAt),
    changes_read_at: cleanInstant(state.changesReadAt),
    incident_ids: writeNames(state.incidentIds),
    change_ids: writeNames(state.changeIds),
    unread: writeUnread(state.unread),
    saved_at: cleanInstant(savedAt),
  };
}

/** Undefined for a state that cannot be understood: it must not read as "nothing is wrong". The customer then counts as never read. */
export function readState(customer: CustomerRef, row: StateColumns): CustomerState | undefined {
  const incidentIds = readNames(row.incident_ids);
  const unread = readUnread(row.unread);
  if (incidentIds === undefined || unread === undefined) return undefined;
  const changeIds = row.change_ids === null ? undefined : readNames(row.change_ids);
  // An older version tried all parts together.
  const incidentsTriedAt = row.saved_at === null ? row.tried_at : row.incidents_tried_at;
  return {
    customer,
    readAt: row.read_at ?? undefined,
    triedAt: row.tried_at,
    incidentsTriedAt: incidentsTriedAt ?? undefined,
    azureReadAt: row.azure_read_at ?? undefined,
    changesReadAt: changeIds === undefined ? undefined : (row.changes_read_at ?? undefined),
    incidentIds,
    changeIds: changeIds ?? [],
    unread,
  };
}
