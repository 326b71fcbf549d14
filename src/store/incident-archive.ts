import { setImmediate } from 'node:timers/promises';
import type { IncidentArchive } from '../health/archive.ts';
import type { Log } from '../log.ts';
import type { AccountBook } from './accounts.ts';
import type { Attempt } from './attempt.ts';
import { findCustomerId } from './customers.ts';
import type { Engine } from './engine.ts';
import { forgetCustomers } from './forget-customers.ts';
import { forgetIncidents } from './forget-incidents.ts';
import { listCustomersWith, listIdsLike } from './list-ids.ts';
import { forgetChanges } from './planned-change-book.ts';
import { findByKeys, findFirstLink, listCustomerIncidents } from './read-incidents.ts';
import { groupById, inBearablePieces, incidentKey, prepareReading } from './reading.ts';
import { recordReadings } from './record-incidents.ts';

/** The archive over a database. Tenant ids are given back in small letters. */
export function createIncidentArchive(
  engine: Engine,
  accounts: AccountBook,
  { attempt, log }: { readonly attempt: Attempt; readonly log: Log },
): IncidentArchive {
  const { db } = engine;
  return {
    async record({ cloud, tenantId }, incidents, seenAt) {
      const unusable = incidents.filter(({ id }) => incidentKey(id) === undefined).length;
      if (unusable > 0) log.warn({ cloud, unusable }, 'Incidents without a usable id are not kept');
      for (const piece of inBearablePieces(groupById(incidents))) {
        await attempt(async () => {
          const readings = piece.flatMap((group) => prepareReading(group) ?? []);
          await recordReadings(engine, accounts.idOf(cloud), tenantId, readings, seenAt);
        });
        // SQLite works in this very thread: without this, one reading after another would leave nobody else a turn.
        await setImmediate();
      }
    },
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
    async forget(before, signal) {
      const forgotten = await forgetIncidents(engine, accounts.ids, before, attempt, signal);
      await forgetCustomers(engine, accounts.ids, before, attempt, signal);
      if (!signal?.aborted) await attempt(() => forgetChanges(db, accounts, before));
      return forgotten;
    },
  };
}
