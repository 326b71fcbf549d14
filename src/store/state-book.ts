import { sql } from 'kysely';
import { customerKey } from '../customers/customer.ts';
import type { CustomerState, KeptChange, KeptIncident, LoadedStates, StateBook } from '../health/archive.ts';
import type { Clock, EpochMs, Sleep } from '../time.ts';
import type { AccountBook } from './accounts.ts';
import type { Attempt } from './attempt.ts';
import { inPieces } from './clean.ts';
import { enterCustomers } from './customers.ts';
import type { Engine, Queries } from './engine.ts';
import { customerOf, listKeys, loadStatesSince, named } from './load-states-since.ts';
import { findChanges, keepChanges } from './planned-change-book.ts';
import { findByKeys } from './read-incidents.ts';
import { readState, STATE_COLUMNS, writeState } from './state-row.ts';

/** So many states a transaction: a sweep of 10,000 customers lets others have their turn in between. */
const PIECE = 200;
const CHANGES_PIECE = 50;

export interface StateBookOptions {
  readonly attempt: Attempt;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** The state book over a database. Tenant ids are given back in small letters. A state that was tried earlier never replaces a later one. */
export function createStateBook(
  engine: Engine,
  accounts: AccountBook,
  { attempt, clock, sleep }: StateBookOptions,
): StateBook {
  return {
    async save(states, changes = []) {
      const latest = new Map<string, CustomerState>();
      for (const state of states) {
        const key = customerKey(state.customer);
        const before = latest.get(key);
        if (before === undefined || before.triedAt <= state.triedAt) latest.set(key, state);
      }
      const sorted = [...latest].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, state]) => state);
      // Before the states that name them, so that whoever learns of a state finds them.
      for (const [cloud, list] of Map.groupBy(changes, (one) => one.cloud)) {
        const accountId = accounts.idOf(cloud);
        for (const piece of inPieces(sortChanges(list), CHANGES_PIECE)) {
          await attempt(() => keepChanges(engine, accountId, piece, clock()));
          await sleep(0);
        }
      }
      for (const [cloud, list] of Map.groupBy(sorted, ({ customer }) => customer.cloud)) {
        const accountId = accounts.idOf(cloud);
        for (const piece of inPieces(list, PIECE)) {
          await attempt(() => savePiece(engine, accountId, piece, clock()));
          await sleep(0);
        }
      }
    },
    load: () => attempt(() => loadAll(engine.db, accounts)),
    loadSince: (cursor, interest) =>
      attempt(() => loadStatesSince(engine.db, accounts, clock, cursor, interest)),
  };
}

/** In an order in which several writers take the rows alike. */
function sortChanges(list: readonly KeptChange[]) {
  return list.map(({ change }) => change).sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function savePiece(
  { db }: Engine,
  accountId: number,
  states: readonly CustomerState[],
  savedAt: EpochMs,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const ids = await enterCustomers(
      trx,
      accountId,
      states.map(({ customer }) => customer.tenantId),
    );
    const rows = states.flatMap((state) => {
      const id = ids.get(state.customer.tenantId.toLowerCase());
      return id === undefined ? [] : { customer_id: id, ...writeState(state, savedAt) };
    });
    await trx
      .insertInto('customer_states')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('customer_id')
          .doUpdateSet(({ ref }) =>
            Object.fromEntries(STATE_COLUMNS.map((column) => [column, ref(`excluded.${column}`)])),
          )
          .where(sql<boolean>`excluded.tried_at >= customer_states.tried_at`),
      )
      .execute();
  });
}

async function loadAll(db: Queries, accounts: AccountBook): Promise<LoadedStates> {
  const states = await readStates(db, accounts);
  const incidents: KeptIncident[] = [];
  const changes: KeptChange[] = [];
  for (const id of accounts.ids) {
    const cloud = accounts.cloudOf(id);
    if (cloud === undefined) continue;
    const incidentKeys = listKeys(named(states, cloud, ({ incidentIds }) => incidentIds));
    const changeKeys = listKeys(named(states, cloud, ({ changeIds }) => changeIds));
    incidents.push(...(await findByKeys(db, accounts, [id], incidentKeys, 'newest')));
    const found = await findChanges(db, id, cloud, changeKeys);
    changes.push(...found.map(({ change }) => ({ cloud, change })));
  }
  return { states, incidents, changes };
}

async function readStates(db: Queries, accounts: AccountBook): Promise<readonly CustomerState[]> {
  if (accounts.ids.length === 0) return [];
  const rows = await db
    .selectFrom('customer_states as state')
    .innerJoin('customers', 'customers.id', 'state.customer_id')
    .select(['account_id', 'tenant_id', ...STATE_COLUMNS])
    .where('account_id', 'in', [...accounts.ids])
    .orderBy('customers.id')
    .execute();
  return rows.flatMap((row) => {
    const customer = customerOf(accounts, row);
    return (customer && readState(customer, row)) ?? [];
  });
}
