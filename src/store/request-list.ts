import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { RequestFilter, RequestPage } from '../requests/ports.ts';
import { OPEN_STATES, type RequestContact, type ServiceRequest } from '../requests/request.ts';
import type { EpochMs } from '../time.ts';
import { readKept } from './find-request.ts';
import { listUnseenCustomers } from './list-unseen-customers.ts';
import { type Page, readPage } from './page.ts';
import { incidentKey } from './reading.ts';
import { accountIds, type RequestContext } from './request-context.ts';
import { writeKey } from './request-row.ts';
import type { Tables } from './tables.ts';

/** A page of the requests that are meant, newest change first. */
export async function listRequests(
  context: RequestContext,
  filter: RequestFilter,
  page: Page,
): Promise<RequestPage> {
  const { offset, limit } = readPage(page);
  const unseen = filter.isSeen && (await listUnseenCustomers(context, filter.isSeen));
  const meant = context.engine.db
    .selectFrom('requests')
    .where('account_id', 'in', accountIds(context.accounts))
    .where('state', '<>', 'draft')
    .where((where) => writeFilter(context, filter, where))
    .where((where) => leaveOut(unseen ?? new Map(), where));
  // Sorted before the long texts are read: a sort of such wide rows takes SQLite many times as long.
  const ids = meant
    .select('id')
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset);
  const rows = await context.engine.db
    .selectFrom('requests')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const { total } = await meant
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { requests: rows.flatMap((row) => readKept(context, row)?.request ?? []), total };
}

function writeFilter(
  { accounts }: RequestContext,
  { customer, person, states, incident }: RequestFilter,
  { and, eb, lit, selectFrom }: ExpressionBuilder<Tables, 'requests'>,
): Expression<SqlBool> {
  const conditions: Expression<SqlBool>[] = [];
  if (customer !== undefined) {
    conditions.push(eb('account_id', '=', accounts.idOf(customer.cloud)));
    conditions.push(eb('tenant_id', '=', writeKey(customer.tenantId).toLowerCase()));
  }
  if (person !== undefined) {
    const key = writeKey(person);
    const raised = selectFrom('requests as raised')
      .select('raised.id')
      .where('raised.raised_by_key', '=', key);
    const taken = selectFrom('requests as taken').select('taken.id').where('taken.taken_by_key', '=', key);
    conditions.push(eb('id', 'in', raised.union(taken)));
  }
  if (states !== undefined) {
    conditions.push(states.length === 0 ? lit(false) : eb('state', 'in', [...states]));
  }
  if (incident !== undefined) {
    const links = selectFrom('request_incidents')
      .select('request_id')
      .where('key', '=', incidentKey(incident) ?? '');
    conditions.push(eb('id', 'in', links));
  }
  return and(conditions);
}

function leaveOut(
  unseen: ReadonlyMap<number, readonly string[]>,
  { eb, and, not }: ExpressionBuilder<Tables, 'requests'>,
): Expression<SqlBool> {
  return and(
    [...unseen].map(([account, tenants]) =>
      not(and([eb('account_id', '=', account), eb('tenant_id', 'in', [...tenants])])),
    ),
  );
}

/** Open requests of which somebody is to be reminded, longest due first. */
export async function listDueReminders(
  context: RequestContext,
  now: EpochMs,
  limit: number,
): Promise<readonly ServiceRequest[]> {
  const rows = await context.engine.db
    .selectFrom('requests')
    .selectAll()
    .where('account_id', 'in', accountIds(context.accounts))
    .where('remind_at', '<=', now)
    .where('state', 'in', OPEN_STATES)
    .orderBy('remind_at')
    .orderBy('id')
    .limit(readPage({ offset: 0, limit }).limit)
    .execute();
  return rows.flatMap((row) => readKept(context, row)?.request ?? []);
}

/** The contact of the newest request that this person raised. */
export async function findLastContact(
  context: RequestContext,
  person: string,
): Promise<RequestContact | undefined> {
  const row = await context.engine.db
    .selectFrom('requests')
    .selectAll()
    .where('account_id', 'in', accountIds(context.accounts))
    .where('raised_by_key', '=', writeKey(person))
    .where('state', '<>', 'draft')
    .orderBy('raised_at', (order) => order.desc().nullsLast())
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && readKept(context, row)?.request.contact;
}
