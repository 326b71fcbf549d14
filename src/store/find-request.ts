import type { Selectable } from 'kysely';
import type { RequestKey, ServiceRequest } from '../requests/request.ts';
import type { Queries } from './engine.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import { readRequest, writeKey } from './request-row.ts';
import type { RequestTable } from './request-tables.ts';

/** A request with what only the store knows of it. */
export interface KeptRequest {
  readonly id: number;
  readonly accountId: number;
  /** Of its last change. */
  readonly sequence: number;
  readonly request: ServiceRequest;
}

/**
 * The request of this key in our accounts; undefined where there is none, or it cannot be understood. `locked`: nobody else changes it,
 * its changes, jobs and cards until the transaction ends.
 */
export async function findRequest(
  context: RequestContext,
  db: Queries,
  key: RequestKey,
  lock: 'locked' | 'free' = 'free',
): Promise<KeptRequest | undefined> {
  const mine = db
    .selectFrom('requests')
    .selectAll()
    .where('account_id', 'in', accountIds(context.accounts))
    .$if(lock === 'locked' && context.engine.locksRows, (query) => query.forNoKeyUpdate());
  if ('form' in key) {
    const isForm = writeKey(key.form) === key.form;
    const row = isForm ? await mine.where('form', '=', key.form).executeTakeFirst() : undefined;
    return row && readKept(context, row);
  }
  const isNumber = Number.isSafeInteger(key.number);
  const row = isNumber ? await mine.where('number', '=', key.number).executeTakeFirst() : undefined;
  return row && readKept(context, row);
}

/** Rows each with its request; a row whose request cannot be understood is left out. */
export async function joinRequests<Row extends { readonly request_id: number }>(
  context: RequestContext,
  db: Queries,
  rows: readonly Row[],
): Promise<readonly { readonly row: Row; readonly request: ServiceRequest }[]> {
  const requests = await findRequestsById(
    context,
    db,
    rows.map((row) => row.request_id),
  );
  return rows.flatMap((row) => {
    const request = requests.get(row.request_id);
    return request === undefined ? [] : [{ row, request }];
  });
}

/** Requests by row number; those that cannot be understood are left out. */
export async function findRequestsById(
  context: RequestContext,
  db: Queries,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ServiceRequest>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('requests')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const kept = readKept(context, row);
      return kept === undefined ? [] : [[row.id, kept.request] as const];
    }),
  );
}

/** Undefined for a row that cannot be understood, which is logged. */
export function readKept(
  { accounts, log }: RequestContext,
  row: Selectable<RequestTable>,
): KeptRequest | undefined {
  const request = readRequest(row, accounts.cloudOf(row.account_id));
  if (request !== undefined) {
    return { id: row.id, accountId: row.account_id, sequence: row.sequence, request };
  }
  log.warn({ row: row.id }, 'A service request that is kept cannot be understood');
  return undefined;
}
