import { sql, type Transaction } from 'kysely';
import type { Job } from '../requests/change.ts';
import type { ClaimedJob, JobFailing, JobLane } from '../requests/ports.ts';
import type { EpochMs } from '../time.ts';
import type { ClaimedWork } from '../work/claims.ts';
import { cleanInstant } from './clean.ts';
import type { Queries } from './engine.ts';
import type { KeptRequest } from './find-request.ts';
import { writeJson } from './json.ts';
import type { RequestContext } from './request-context.ts';
import type { Tables } from './tables.ts';

/**
 * Adds jobs of a request. Where its ticket is to be created or followed and that waits already, it is due at once instead: there is no use
 * in doing so twice, and whoever asks again wants it now. The caller holds the lock on the request.
 */
export async function addJobs(
  trx: Transaction<Tables>,
  { id, accountId }: Pick<KeptRequest, 'id' | 'accountId'>,
  jobs: readonly Job[],
  at: EpochMs,
): Promise<void> {
  for (const job of jobs) {
    const lane: JobLane = job.kind === 'followTicket' ? 'follow' : 'work';
    if (job.kind === 'followTicket' && (await hastenFollowing(trx, id, at))) continue;
    if (job.kind === 'createTicket' && (await hastenCreation(trx, id, job, at))) continue;
    await trx
      .insertInto('request_jobs')
      .values({
        account_id: accountId,
        request_id: id,
        lane,
        job: writeJson(job),
        created_at: cleanInstant(at) ?? 0,
        due_at: cleanInstant(at) ?? 0,
        attempts: 0,
        lease_by: null,
      })
      .execute();
  }
}

/** One that is claimed does not count: it may be about to end. */
async function hastenFollowing(trx: Transaction<Tables>, requestId: number, at: EpochMs): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('request_jobs')
    .set({ due_at: cleanInstant(at) ?? 0 })
    .where('request_id', '=', requestId)
    .where('lane', '=', 'follow')
    .where('lease_by', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0;
}

/**
 * It begins anew, but for one thing: that it was tried before still counts, because such an attempt may have left a ticket. One that is
 * claimed does not count: it may be about to end.
 */
async function hastenCreation(
  trx: Transaction<Tables>,
  requestId: number,
  job: Job,
  at: EpochMs,
): Promise<boolean> {
  const now = cleanInstant(at) ?? 0;
  const { numUpdatedRows } = await trx
    .updateTable('request_jobs')
    .set({
      // What was waited for in vain is forgotten, too.
      ...{ job: writeJson(job), due_at: now, created_at: now },
      attempts: sql`case when attempts > 0 then 1 else 0 end`,
    })
    .where('request_id', '=', requestId)
    .where('job', 'like', `{"kind":"${job.kind}"%`)
    .where('lease_by', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0;
}

/** Nothing happens when the claim is lost. */
export async function postponeFailing(
  db: Queries,
  { id, owner, job }: ClaimedJob,
  until: EpochMs,
  failing: JobFailing,
): Promise<void> {
  await db
    .updateTable('request_jobs')
    .set({ job: writeJson({ ...job, failing }), lease_by: null, due_at: cleanInstant(until) ?? 0 })
    .where('id', '=', id)
    .where('lease_by', '=', owner)
    .execute();
}

/** Nothing happens when the claim is lost. */
export async function keepOperation(
  db: Queries,
  { id, owner, job }: ClaimedJob,
  operation: string | undefined,
): Promise<void> {
  await db
    .updateTable('request_jobs')
    .set({ job: writeJson({ ...job, operation }) })
    .where('id', '=', id)
    .where('lease_by', '=', owner)
    .execute();
}

/** Whether this claim on a job of the request stands; if so, nobody else gets the job until the transaction ends. */
export async function holdJob(
  { engine }: RequestContext,
  trx: Transaction<Tables>,
  requestId: number,
  { id, owner }: ClaimedWork,
): Promise<boolean> {
  const row = await trx
    .selectFrom('request_jobs')
    .select('id')
    .where('id', '=', id)
    .where('request_id', '=', requestId)
    .where('lease_by', '=', owner)
    .$if(engine.locksRows, (query) => query.forUpdate())
    .executeTakeFirst();
  return row !== undefined;
}
