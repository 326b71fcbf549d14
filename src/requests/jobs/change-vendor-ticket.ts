import { orAborted } from '../../customers/or-aborted.ts';
import { BOT, DONE, type JobOutcome, type JobTools } from '../job-outcome.ts';
import { judgeFailure } from '../judge-failure.ts';
import type { ClaimedJob } from '../ports.ts';
import { retryAt } from '../retry-at.ts';
import { vendorRefused } from '../vendor-answers.ts';

/** What the three ways to change the vendor's ticket share: a passing failure is tried for ever, a lasting one is told and ends the job. */
export async function changeVendorTicket(
  { request, attempts }: Pick<ClaimedJob, 'request' | 'attempts'>,
  what: 'note' | 'severity' | 'status',
  tools: Pick<JobTools, 'clock' | 'random' | 'timings'>,
  signal: AbortSignal,
  change: () => Promise<unknown>,
): Promise<JobOutcome> {
  if (request.route !== 'azureSupport') return DONE;
  try {
    await orAborted(change(), signal);
    return DONE;
  } catch (error) {
    signal.throwIfAborted();
    const failure = judgeFailure(error);
    if (!failure) throw error;
    if (failure.kind === 'passing') return { end: retryAt(failure.retryAt, attempts, tools) };
    return { end: 'done', record: { by: BOT, rule: vendorRefused(what, failure.cause, tools.clock()) } };
  }
}
