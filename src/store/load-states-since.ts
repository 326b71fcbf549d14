import type {
  CustomerState,
  KeptIncident,
  NewsInterest,
  SavedState,
  StateCursor,
  StateNews,
} from '../health/archive.ts';
import type { Clock, EpochMs } from '../time.ts';
import type { AccountBook } from './accounts.ts';
import { inPieces } from './clean.ts';
import type { Queries } from './engine.ts';
import { glanceAtIncidents } from './glance-at-incidents.ts';
import { type FoundChange, findChanges, glanceAtChanges } from './planned-change-book.ts';
import { findByKeys } from './read-incidents.ts';
import { incidentKey } from './reading.ts';
import { readState, STATE_COLUMNS } from './state-row.ts';

/** States looked at in one call. */
const PAGE = 2_000;
const PIECE = 500;
/** How much later than their instant rows may show, other clocks included, in milliseconds. */
const LATE_MS = 20_000;
/** The same of incidents, whose instant is that of the reading: it takes 30 seconds at most, and its writing may have to wait. */
const LATE_INCIDENT_MS = 90_000;

/** What was saved since the cursor; see `StateBook.loadSince`. */
export async function loadStatesSince(
  db: Queries,
  accounts: AccountBook,
  clock: Clock,
  cursor: StateCursor,
  interest: NewsInterest,
): Promise<StateNews> {
  const { since, page } = cursor;
  const beganAt = page?.beganAt ?? clock();
  const rows = await glanceAtStates(db, accounts, cursor);
  const last = rows.at(-1);
  const isMore = rows.length === PAGE && last !== undefined;
  const wanted = rows.filter(({ tried_at, saved_at, ...row }) => {
    const customer = customerOf(accounts, row);
    return customer && interest.wantsState({ customer, triedAt: tried_at, savedAt: saved_at ?? 0 });
  });
  const states = await readSaved(
    db,
    accounts,
    wanted.map(({ customer_id }) => customer_id),
  );
  // After the states: what they name was written before them.
  const isFirst = page === undefined;
  return {
    states,
    incidents: await readIncidentNews(db, accounts, interest, states, isFirst ? since : undefined),
    changes: await readChangeNews(db, accounts, interest, states, isFirst ? since : undefined),
    next: isMore
      ? { since, page: { savedAt: last.saved_at ?? 0, row: last.customer_id, beganAt } }
      : { since: beganAt },
    isMore,
  };
}

async function glanceAtStates(db: Queries, { ids }: AccountBook, { since, page }: StateCursor) {
  if (ids.length === 0) return [];
  let query = db
    .selectFrom('customer_states as state')
    .innerJoin('customers', 'customers.id', 'state.customer_id')
    .select(['state.customer_id', 'state.tried_at', 'state.saved_at', 'account_id', 'tenant_id'])
    .where('account_id', 'in', [...ids])
    .where('saved_at', '>=', page?.savedAt ?? since - LATE_MS);
  if (page !== undefined) {
    query = query.where(({ eb, or }) =>
      or([eb('saved_at', '>', page.savedAt), eb('state.customer_id', '>', page.row)]),
    );
  }
  return query.orderBy('saved_at').orderBy('state.customer_id').limit(PAGE).execute();
}

async function readSaved(
  db: Queries,
  accounts: AccountBook,
  customerIds: readonly number[],
): Promise<readonly SavedState[]> {
  const states: SavedState[] = [];
  for (const piece of inPieces(customerIds, PIECE)) {
    const rows = await db
      .selectFrom('customer_states as state')
      .innerJoin('customers', 'customers.id', 'state.customer_id')
      .select(['account_id', 'tenant_id', ...STATE_COLUMNS])
      .where('state.customer_id', 'in', piece)
      .orderBy('state.customer_id')
      .execute();
    for (const row of rows) {
      const customer = customerOf(accounts, row);
      const state = customer && readState(customer, row);
      if (state !== undefined) states.push({ ...state, savedAt: row.saved_at ?? 0 });
    }
  }
  return states;
}

async function readIncidentNews(
  db: Queries,
  accounts: AccountBook,
  interest: NewsInterest,
  states: readonly SavedState[],
  since: EpochMs | undefined,
): Promise<readonly KeptIncident[]> {
  const found: KeptIncident[] = [];
  for (const accountId of accounts.ids) {
    const cloud = accounts.cloudOf(accountId);
    if (cloud === undefined) continue;
    const missed = interest.missed.filter((one) => one.cloud === cloud).map(({ id }) => id);
    const keys = listKeys([...named(states, cloud, ({ incidentIds }) => incidentIds), ...missed]);
    const lately = since === undefined ? undefined : since - LATE_INCIDENT_MS;
    const glances = await glanceAtIncidents(db, accountId, cloud, { since: lately, keys });
    const wanted = [...glances].filter(([, glance]) => interest.wantsIncident(glance)).map(([key]) => key);
    found.push(...(await findByKeys(db, accounts, [accountId], wanted, 'newest')));
  }
  return found;
}

async function readChangeNews(
  db: Queries,
  accounts: AccountBook,
  interest: NewsInterest,
  states: readonly SavedState[],
  since: EpochMs | undefined,
): Promise<readonly FoundChange[]> {
  const found: FoundChange[] = [];
  for (const accountId of accounts.ids) {
    const cloud = accounts.cloudOf(accountId);
    if (cloud === undefined) continue;
    const keys = listKeys(named(states, cloud, ({ changeIds }) => changeIds));
    const lately = since === undefined ? undefined : since - LATE_MS;
    const glances = await glanceAtChanges(db, accountId, cloud, { since: lately, keys });
    const wanted = glances.filter((glance) => interest.wantsChange(glance)).map(({ id }) => id);
    found.push(...(await findChanges(db, accountId, cloud, wanted)));
  }
  return found;
}

/** What states of a cloud name, as keys: each once. */
export function listKeys(ids: Iterable<string>): readonly string[] {
  return [...new Set([...new Set(ids)].flatMap((id) => incidentKey(id) ?? []))];
}

/** Ids that states of a cloud name. */
export function named(
  states: readonly CustomerState[],
  cloud: CustomerState['customer']['cloud'],
  pick: (state: CustomerState) => readonly string[],
): readonly string[] {
  return states.filter(({ customer }) => customer.cloud === cloud).flatMap(pick);
}

/** Undefined for an account that is not ours. */
export function customerOf(
  { cloudOf }: AccountBook,
  row: { readonly account_id: number; readonly tenant_id: string },
): CustomerState['customer'] | undefined {
  const cloud = cloudOf(row.account_id);
  return cloud && { cloud, tenantId: row.tenant_id };
}
