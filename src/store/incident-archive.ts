import type { IncidentArchive } from '../health/archive.ts';
import type { Log } from '../log.ts';
import type { Sleep } from '../time.ts';
import type { AccountBook } from './accounts.ts';
import type { Attempt } from './attempt.ts';
import { findCustomerId } from './customers.ts';
import type { Engine } from './engine.ts';
import { forgetIncidents } from './forget-incidents.ts';
import { listCustomersWith, listIdsLike } from './list-ids.ts';
import { findByKeys, findFirstLink, listCustomerIncidents } from './read-incidents.ts';
import { incidentKey, prepareReadings } from './reading.ts';
import { recordReadings } from './record-incidents.ts';

/** The archive over a database. Tenant ids are given back in small letters. */
export function createIncidentArchive(
  engine: Engine,
  accounts: AccountBook,
  { attempt, log, sleep }: { readonly attempt: Attempt; readonly log: Log; readonly sleep: Sleep },
): IncidentArchive {
  const { db } = engine;
  return {
    record: ({ cloud, tenantId }, incidents, seenAt) =>
      attempt(async () => {
        const readings = prepareReadings(incidents);
        const unusable = incidents.filter(({ id }) => incidentKey(id) === undefined).length;
        if (unusable > 0) log.warn({ cloud, unusable }, 'Incidents without a usable id are not kept');
        if (readings.length === 0) return;
        await recordReadings(engine, accounts.idOf(cloud), tenantId, readings, seenAt);
      }),
    listIncidents: ({ cloud, tenantId }, period) =>
      attempt(async () => {
        const id = await findCustomerId(db, accounts.idOf(cloud), tenantId);
        return id === undefined ? [] : listCustomerIncidents(db, cloud, id, period);
      }),
    findFirstSeen: ({ cloud, tenantId }) =>
      attempt(async () => {
        const id = await findCustomerId(db, accounts.idOf(cloud), tenantId);
        return id === undefined ? undefined : findFirstLink(db, id);
      }),
    findIncidents: (id) =>
      attempt(async () => {
        const key = incidentKey(id);
        return key === undefined ? [] : findByKeys(db, accounts, accounts.ids, [key], 'all');
      }),
    listCustomersOf: (cloud, id, limit) =>
      attempt(async () => {
        const key = incidentKey(id);
        return key === undefined ? [] : listCustomersWith(db, accounts.idOf(cloud), key, limit);
      }),
    listIds: (prefix, limit) => attempt(() => listIdsLike(db, accounts.ids, prefix, limit)),
    forget: (before) => forgetIncidents(engine, accounts.ids, before, { attempt, sleep }),
  };
}
