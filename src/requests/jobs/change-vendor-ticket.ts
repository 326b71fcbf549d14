import { orAborted } from '../../work/or-aborted.ts';
import { isOutOfTime } from '../../work/work-loop.ts';
import { goOnFailing } from '../go-on-failing.ts';
import { BOT, DONE, type JobOutcome, type JobTools } from '../job-outcome.ts';
import { judgeFailure } from '../judge-failure.ts';
import type { ClaimedJob } from '../ports.ts';
import { retryAt } from '../retry-at.ts';
import { vendorRefused } from '../vendor-answers.ts';

/**
 * What the three ways to change the vendor's ticket share: a passing failure is tried again for a day, an answer that does not come is one;
 * a lasting one is told and ends the job.
 */
export async function changeVendorTicket(
  work: ClaimedJob,
  what: 'note' | 'severity' | 'status',
  tools: Pick<JobTools, 'clock' | 'random' | 'timings'>,
  signal: AbortSignal,
  change: () => Promise<unknown>,
): Promise<JobOutcome> {
  if (work.request.route !== 'azureSupport') return DONE;
  try {
    await orAborted(change(), signal);
    return DONE;
  } catch (error) {
    if (signal.aborted && !isOutOfTime(signal)) throw signal.reason;
    const failure = signal.aborted ? NO_ANSWER : judgeFailure(error);
    if (!failure) throw error;
    if (failure.kind === 'passing')
      return goOnFailing(work, retryAt(failure.retryAt, work.attempts, tools), failure.cause, tools);
    return { end: 'done', record: { by: BOT, rule: vendorRefused(what, failure.cause, tools.clock()) } };
  }
}

const NO_ANSWER = { kind: 'passing', retryAt: undefined, cause: 'No answer in time.' } as const;
