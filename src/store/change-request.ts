import { sql, type Transaction } from 'kysely';
import type { Actor, Decision, Step } from '../requests/change.ts';
import type { ChangeResult } from '../requests/ports.ts';
import { isOpen, type RequestKey, type ServiceRequest } from '../requests/request.ts';
import type { EpochMs } from '../time.ts';
import type { ClaimedWork } from '../work/claims.ts';
import { finishWork } from './claim-work.ts';
import { cleanInstant } from './clean.ts';
import { findRequest, type KeptRequest } from './find-request.ts';
import { noticeCards } from './place-card.ts';
import { openInHelpdesk } from './place-in-helpdesk.ts';
import { keepChanges } from './request-changes.ts';
import type { RequestContext } from './request-context.ts';
import { keepIncidents } from './request-incidents.ts';
import { addJobs, holdJob } from './request-jobs.ts';
import { readRequest, writeRequest } from './request-row.ts';
import { addWebhooks } from './request-webhooks.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/** A change that is asked for, see `RequestBook.change`. */
export interface AskedChange {
  readonly key: RequestKey;
  readonly by: Actor;
  readonly at: EpochMs;
  readonly decide: (current: ServiceRequest) => Decision;
  readonly finishes: ClaimedWork | undefined;
}

/**
 * Changes a request in one transaction. `finishes` is done with a step, and with `same`; a refusal leaves it as it is. Whoever has lost the
 * claim is told `same`, and nothing is written: somebody else does that work now.
 */
export async function changeRequest(
  context: RequestContext,
  { key, by, at, decide, finishes }: AskedChange,
): Promise<ChangeResult> {
  return context.engine.db.transaction().execute(async (trx) => {
    const kept = await findRequest(context, trx, key, 'locked');
    if (kept === undefined) return { kind: 'unknown' };
    const { request } = kept;
    if (finishes !== undefined && !(await holdJob(context, trx, kept.id, finishes))) {
      return { kind: 'same', request };
    }
    const decision = decide(request);
    if (decision !== 'same' && 'refused' in decision) {
      return { kind: 'refused', code: decision.refused, request };
    }
    if (finishes !== undefined) await finishWork(trx, 'request_jobs', finishes);
    if (decision === 'same') return { kind: 'same', request };
    return takeStep(context, trx, kept, decision, { by, at });
  });
}

async function takeStep(
  context: RequestContext,
  trx: Transaction<Tables>,
  kept: KeptRequest,
  { request: wanted, changes: told, jobs }: Step,
  when: { readonly by: Actor; readonly at: EpochMs },
): Promise<ChangeResult> {
  const { id, accountId, request: current } = kept;
  const isNumbered = current.number !== undefined || wanted.state === 'draft';
  const columns = writeRequest({
    ...wanted,
    form: current.form,
    number: isNumbered ? current.number : await takeNumber(trx),
    version: current.version + 1,
  });
  const row = {
    ...columns,
    account_id: accountId,
    touched_at: cleanInstant(when.at) ?? 0,
    sequence: kept.sequence + told.length,
  };
  const request = readRequest(row, current.customer.cloud);
  if (request === undefined) throw new StoreError('failed', 'A request that was to be kept is not whole.');
  await trx.updateTable('requests').set(row).where('id', '=', id).execute();
  await keepIncidents(trx, id, request.incidents, current.incidents);
  const changes = await keepChanges(trx, kept, told, when);
  await addJobs(trx, kept, jobs, when.at);
  await addWebhooks(context, trx, accountId, request, changes);
  if (request.state !== 'draft') await noticeCards(trx, id, when.at);
  if (isOpen(request) && !isOpen(current)) await openInHelpdesk(context, trx, kept);
  return { kind: 'changed', request, changes };
}

/** The next number: each once in a database, also when several processes ask at once. */
async function takeNumber(trx: Transaction<Tables>): Promise<number> {
  const { last } = await trx
    .updateTable('request_numbers')
    .set({ last: sql`last + 1` })
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}
