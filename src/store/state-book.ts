import { sql } from 'kysely';
import { type CustomerRef, customerKey } from '../customers/customer.ts';
import type { CustomerState, StateBook } from '../health/archive.ts';
import type { Sleep } from '../time.ts';
import type { AccountBook } from './accounts.ts';
import type { Attempt } from './attempt.ts';
import { cleanInstant, inPieces } from './clean.ts';
import { readNames, readUnread, writeNames, writeUnread } from './columns.ts';
import { enterCustomers } from './customers.ts';
import type { Engine, Queries } from './engine.ts';
import { findByKeys } from './read-incidents.ts';
import { incidentKey } from './reading.ts';

/** So many states a transaction: a sweep of 10,000 customers lets others have their turn in between. */
const PIECE = 200;

/** The state book over a database. Tenant ids are given back in small letters. A state that was tried earlier never replaces a later one. */
export function createStateBook(
  engine: Engine,
  accounts: AccountBook,
  { attempt, sleep }: { readonly attempt: Attempt; readonly sleep: Sleep },
): StateBook {
  return {
    async save(states) {
      const latest = new Map<string, CustomerState>();
      for (const state of states) {
        const key = customerKey(state.customer);
        const before = latest.get(key);
        if (before === undefined || before.triedAt <= state.triedAt) latest.set(key, state);
      }
      const sorted = [...latest].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, state]) => state);
      const byCloud = Map.groupBy(sorted, ({ customer }) => customer.cloud);
      for (const [cloud, list] of byCloud) {
        const accountId = accounts.idOf(cloud);
        for (const piece of inPieces(list, PIECE)) {
          await attempt(() => savePiece(engine, accountId, piece));
          await sleep(0);
        }
      }
    },
    load: () =>
      attempt(async () => {
        const states = await readStates(engine.db, accounts);
        const incidents = [];
        for (const id of accounts.ids) {
          const cloud = accounts.cloudOf(id);
          const named = states.filter(({ customer }) => customer.cloud === cloud);
          const keys = new Set(
            named.flatMap(({ incidentIds }) => incidentIds).flatMap((each) => incidentKey(each) ?? []),
          );
          incidents.push(...(await findByKeys(engine.db, accounts, [id], [...keys], 'newest')));
        }
        return { states, incidents };
      }),
  };
}

async function savePiece({ db }: Engine, accountId: number, states: readonly CustomerState[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const ids = await enterCustomers(
      trx,
      accountId,
      states.map(({ customer }) => customer.tenantId),
    );
    const rows = states.flatMap((state) => {
      const id = ids.get(state.customer.tenantId.toLowerCase());
      return id === undefined ? [] : { customer_id: id, ...writeState(state) };
    });
    await trx
      .insertInto('customer_states')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('customer_id')
          .doUpdateSet(({ ref }) => ({
            read_at: ref('excluded.read_at'),
            tried_at: ref('excluded.tried_at'),
            incident_ids: ref('excluded.incident_ids'),
            unread: ref('excluded.unread'),
          }))
          .where(sql<boolean>`excluded.tried_at >= customer_states.tried_at`),
      )
      .execute();
  });
}

function writeState({ readAt, triedAt, incidentIds, unread }: CustomerState) {
  return {
    read_at: cleanInstant(readAt),
    tried_at: cleanInstant(triedAt) ?? 0,
    incident_ids: writeNames(incidentIds),
    unread: writeUnread(unread),
  };
}

async function readStates(db: Queries, { ids, cloudOf }: AccountBook): Promise<readonly CustomerState[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('customer_states as state')
    .innerJoin('customers', 'customers.id', 'state.customer_id')
    .select(['account_id', 'tenant_id', 'read_at', 'tried_at', 'incident_ids', 'unread'])
    .where('account_id', 'in', [...ids])
    .orderBy('customers.id')
    .execute();
  return rows.flatMap((row) => {
    const cloud = cloudOf(row.account_id);
    const incidentIds = readNames(row.incident_ids);
    const unread = readUnread(row.unread);
    // A state that cannot be understood must not read as "nothing is wrong": the customer then counts as never read.
    if (cloud === undefined || incidentIds === undefined || unread === undefined) return [];
    const customer: CustomerRef = { cloud, tenantId: row.tenant_id };
    return { customer, readAt: row.read_at ?? undefined, triedAt: row.tried_at, incidentIds, unread };
  });
}
