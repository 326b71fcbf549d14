import { describeError, type Log } from '../log.ts';
import type { Clock, Random, Sleep } from '../time.ts';
import { createWorkLoop, joinWorkers, type Worker } from '../work/work-loop.ts';
import { goOnFailing } from './go-on-failing.ts';
import type { JobOutcome, JobTimings, JobTools } from './job-outcome.ts';
import { addNote } from './jobs/add-note.ts';
import { createTicket } from './jobs/create-ticket.ts';
import { followTicket } from './jobs/follow-ticket.ts';
import { setSeverity } from './jobs/set-severity.ts';
import { setStatus } from './jobs/set-status.ts';
import type { AzureSupport, ClaimedJob, JobLane, JobQueue, RequestBook } from './ports.ts';
import { retryAt } from './retry-at.ts';

export interface JobRunnerOptions {
  readonly store: Pick<JobQueue, 'claimJobs' | 'finish' | 'postpone' | 'postponeFailing' | 'keepOperation'> &
    Pick<RequestBook, 'change'>;
  readonly azure: AzureSupport;
  /** Something changed: others have work. */
  readonly wake: () => void;
  readonly owner: string;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
  readonly timings: JobTimings;
  /** How often due jobs are looked for unasked, in milliseconds. */
  readonly everyMs: number;
  /** How long one attempt may take, and how long its claim keeps others off, in milliseconds. */
  readonly deadlineMs: number;
  readonly leaseMs: number;
}

/** How many are done side by side. Following has its own few, so that what people asked for never waits behind many tickets. */
const SIDE_BY_SIDE: Readonly<Record<JobLane, number>> = { work: 6, follow: 2 };

/** Does the jobs that follow from changes: what it takes at the vendor's, and what came of it in the record. */
export function createJobRunner(options: JobRunnerOptions): Worker {
  const { store, wake, clock, log } = options;

  async function attempt(work: ClaimedJob, signal: AbortSignal): Promise<JobOutcome> {
    try {
      return await doJob(work, options, signal);
    } catch (error) {
      signal.throwIfAborted();
      // Not one of the errors a route ends with: a slip of ours, or an answer nobody foresaw.
      const described = describeError(error);
      log.error({ ...described, job: work.job.kind }, 'A job of a service request failed.');
      const next = retryAt(undefined, work.attempts, options);
      return goOnFailing(work, next, `An unexpected error (${described.error}).`, options);
    }
  }

  async function apply(work: ClaimedJob, { record, end, failing }: JobOutcome): Promise<void> {
    let { request } = work;
    if (record) {
      const finishes = end === 'done' ? work : undefined;
      const result = await store.change({ form: request.form }, record.by, clock(), record.rule, finishes);
      if (result.kind === 'unknown') return store.finish(work, 'jobs');
      if (result.kind === 'refused')
        log.warn(
          { job: work.job.kind, refused: result.code },
          'What came of a job is not recorded any more.',
        );
      request = result.request;
      if (result.kind === 'changed') wake();
      if (result.kind === 'changed' && finishes) return;
    }
    const at = typeof end === 'function' ? end(request) : end;
    if (at === 'done') await store.finish(work, 'jobs');
    else if (failing) await store.postponeFailing(work, at, failing);
    else await store.postpone(work, 'jobs', at);
  }

  const createLoop = (lane: JobLane, name: string) =>
    createWorkLoop<ClaimedJob>({
      ...options,
      name,
      sideBySide: SIDE_BY_SIDE[lane],
      claim: (claim) => store.claimJobs({ ...claim, lane }),
      giveBack: (work, until) => store.postpone(work, 'jobs', until),
      run: async (work, signal) => apply(work, await attempt(work, signal)),
    });
  return joinWorkers([createLoop('work', 'jobs'), createLoop('follow', 'following')]);
}

async function doJob(work: ClaimedJob, tools: JobTools, signal: AbortSignal): Promise<JobOutcome> {
  const { job } = work;
  switch (job.kind) {
    case 'createTicket':
      return createTicket({ ...work, job }, tools, signal);
    case 'addNote':
      return addNote({ ...work, job }, tools, signal);
    case 'setSeverity':
      return setSeverity({ ...work, job }, tools, signal);
    case 'setStatus':
      return setStatus({ ...work, job }, tools, signal);
    case 'followTicket':
      return followTicket({ ...work, job }, tools, signal);
  }
}
