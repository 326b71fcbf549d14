import type { Transaction } from 'kysely';
import type { Job } from '../requests/change.ts';
import type { ClaimedJob, ClaimedWork, ClaimOptions } from '../requests/ports.ts';
import type { EpochMs } from '../time.ts';
import { claimWork } from './claim-work.ts';
import { cleanInstant } from './clean.ts';
import { findRequestsById, type KeptRequest } from './find-request.ts';
import { readJson, writeJson } from './json.ts';
import type { RequestContext } from './request-context.ts';
import { jobSchema } from './request-schemas.ts';
import type { Tables } from './tables.ts';

/** Jobs of one lane wait for one another; following a ticket takes days, and nothing waits for it. */
type Lane = 'work' | 'follow';

/**
 * Adds jobs of a request. Where its ticket is to be followed and that waits already, it is due at once instead: there is no use in
 * following it twice. The caller holds the lock on the request.
 */
export async function addJobs(
  trx: Transaction<Tables>,
  { id, accountId }: Pick<KeptRequest, 'id' | 'accountId'>,
  jobs: readonly Job[],
  at: EpochMs,
): Promise<void> {
  for (const job of jobs) {
    const lane: Lane = job.kind === 'followTicket' ? 'follow' : 'work';
    if (lane === 'follow' && (await hasten(trx, id, lane, at))) continue;
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
async function hasten(
  trx: Transaction<Tables>,
  requestId: number,
  lane: Lane,
  at: EpochMs,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('request_jobs')
    .set({ due_at: cleanInstant(at) ?? 0 })
    .where('request_id', '=', requestId)
    .where('lane', '=', lane)
    .where('lease_by', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0;
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

/** Claims due jobs. One that cannot be understood, or whose request cannot, stays claimed: it is looked at again when the lease is over. */
export async function claimJobs(
  context: RequestContext,
  options: ClaimOptions,
): Promise<readonly ClaimedJob[]> {
  return claimWork(context, 'request_jobs', options, async (trx, ids) => {
    const rows = await trx
      .selectFrom('request_jobs')
      .selectAll()
      .where('id', 'in', [...ids])
      .orderBy('id')
      .execute();
    const requests = await findRequestsById(
      context,
      trx,
      rows.map((row) => row.request_id),
    );
    return rows.flatMap((row) => {
      const request = requests.get(row.request_id);
      const job = readJson(jobSchema, row.job);
      if (job === undefined) context.log.warn({ row: row.id }, 'A job of a request cannot be understood');
      if (request === undefined || job === undefined) return [];
      const { id, attempts, created_at } = row;
      return { id, owner: options.owner, request, job, attempts: attempts - 1, createdAt: created_at };
    });
  });
}
