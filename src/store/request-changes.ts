import type { Selectable, Transaction } from 'kysely';
import type { Change, RequestChange } from '../requests/change.ts';
import type { RequestBook } from '../requests/ports.ts';
import type { RequestKey } from '../requests/request.ts';
import { cleanInstant } from './clean.ts';
import type { Queries } from './engine.ts';
import { findRequest, type KeptRequest } from './find-request.ts';
import { readJson, writeJson } from './json.ts';
import { type Page, readPage } from './page.ts';
import type { RequestContext } from './request-context.ts';
import { actorSchema, changeSchema } from './request-schemas.ts';
import type { RequestChangeTable } from './request-tables.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/** Writes what happened after the request's last change; gives it back as it is kept. The caller holds the lock on the request. */
export async function keepChanges(
  trx: Transaction<Tables>,
  { id, sequence, request }: KeptRequest,
  changes: readonly Change[],
  { by, at }: Pick<RequestChange, 'by' | 'at'>,
): Promise<readonly RequestChange[]> {
  if (changes.length === 0) return [];
  const rows = changes.map((change, index) => ({
    request_id: id,
    sequence: sequence + index + 1,
    version: request.version + 1,
    at: cleanInstant(at) ?? 0,
    actor: writeJson(by),
    change: writeJson(change),
  }));
  await trx.insertInto('request_changes').values(rows).execute();
  return rows.map((row) => {
    const kept = readChange(row);
    if (kept === undefined) throw new StoreError('failed', 'A change that was to be kept is not whole.');
    return kept;
  });
}

/** A page of what happened to a request, newest first. */
export async function listChanges(
  context: RequestContext,
  key: RequestKey,
  page: Page,
): ReturnType<RequestBook['listChanges']> {
  const { db } = context.engine;
  const kept = await findRequest(context, db, key);
  if (kept === undefined) return { changes: [], total: 0 };
  const { offset, limit } = readPage(page);
  const rows = await db
    .selectFrom('request_changes')
    .selectAll()
    .where('request_id', '=', kept.id)
    .orderBy('sequence', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  const { total } = await db
    .selectFrom('request_changes')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('request_id', '=', kept.id)
    .executeTakeFirstOrThrow();
  return { changes: readChanges(context, rows), total };
}

/** The changes after one, oldest first. */
export async function listChangesAfter(
  context: RequestContext,
  db: Queries,
  requestId: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly RequestChange[]> {
  const rows = await db
    .selectFrom('request_changes')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return readChanges(context, rows);
}

function readChanges(
  { log }: RequestContext,
  rows: readonly Selectable<RequestChangeTable>[],
): readonly RequestChange[] {
  const changes = rows.flatMap((row) => readChange(row) ?? []);
  const damaged = rows.length - changes.length;
  if (damaged > 0) log.warn({ damaged }, 'Changes of a service request cannot be understood');
  return changes;
}

function readChange({
  sequence,
  at,
  actor,
  change,
}: Selectable<RequestChangeTable>): RequestChange | undefined {
  const by = readJson(actorSchema, actor);
  const what = readJson(changeSchema, change);
  return by && what && { sequence, at, by, change: what };
}
