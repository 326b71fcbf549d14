import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Job } from '../requests/change.ts';
import type { ClaimedJob, JobLane } from '../requests/ports.ts';
import type { ClaimOptions } from '../work/claims.ts';
import { claimWork } from './claim-work.ts';
import { findRequestsById } from './find-request.ts';
import { optional, readJson } from './json.ts';
import type { RequestContext } from './request-context.ts';
import { jobSchema } from './request-schemas.ts';
import type { Tables } from './tables.ts';

/** What is kept of a job beside what it is. */
const keptSchema = z.object({
  failing: optional(z.object({ since: z.number(), isTold: z.boolean() })),
  operation: optional(z.string()),
});

// Jobs of a request are made one after the other, under its lock, so that an older one is never seen later than a younger one.
const IS_FIRST_OF_ITS_LANE = sql`not exists (select 1 from request_jobs as older
  where older.request_id = due.request_id and older.lane = due.lane and older.id < due.id)`;

/** Claims due jobs. One that cannot be understood, or whose request cannot, stays claimed: it is looked at again when the lease is over. */
export async function claimJobs(
  context: RequestContext,
  options: ClaimOptions & { readonly lane?: JobLane | undefined },
): Promise<readonly ClaimedJob[]> {
  const { lane } = options;
  const only =
    lane === undefined ? IS_FIRST_OF_ITS_LANE : sql`due.lane = ${lane} and ${IS_FIRST_OF_ITS_LANE}`;
  const read = async (trx: Transaction<Tables>, ids: readonly number[]) => {
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
    // After the requests: what is asked for in between is missing from their version, or told here, never neither.
    const awaited = await listAwaited(
      trx,
      rows.filter(({ lane }) => lane === 'follow').map(({ request_id }) => request_id),
    );
    return rows.flatMap((row) => {
      const request = requests.get(row.request_id);
      const job = readJson(jobSchema, row.job);
      if (job === undefined) context.log.warn({ row: row.id }, 'A job of a request cannot be understood');
      if (request === undefined || job === undefined) return [];
      const { id, attempts, created_at, request_id } = row;
      const { failing, operation } = readJson(keptSchema, row.job) ?? {};
      return {
        ...{ id, owner: options.owner, request, job, failing, operation },
        ...{ attempts: attempts - 1, createdAt: created_at },
        awaits: row.lane === 'follow' ? (awaited.get(request_id) ?? []) : [],
      };
    });
  };
  return claimWork(context, 'request_jobs', options, read, only);
}

/** What is still to be done at the tickets of these requests. */
async function listAwaited(
  trx: Transaction<Tables>,
  requestIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Job['kind'][]>> {
  const awaited = new Map<number, Job['kind'][]>();
  if (requestIds.length === 0) return awaited;
  const rows = await trx
    .selectFrom('request_jobs')
    .select(['request_id', 'job'])
    .where('request_id', 'in', [...requestIds])
    .where('lane', '=', 'work')
    .execute();
  for (const { request_id, job } of rows) {
    const kind = readJson(jobSchema, job)?.kind;
    if (kind !== undefined) awaited.set(request_id, [...(awaited.get(request_id) ?? []), kind]);
  }
  return awaited;
}
