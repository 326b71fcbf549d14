import type { EpochMs } from '../time.ts';
import type { Job } from './change.ts';
import { BOT, type JobOutcome, type JobTools } from './job-outcome.ts';
import type { ClaimedJob } from './ports.ts';
import { routeFailed, vendorRefused } from './vendor-answers.ts';

/** What each kind of job does to a ticket that is there. */
const DOES: Readonly<Partial<Record<Job['kind'], 'note' | 'severity' | 'status'>>> = {
  addNote: 'note',
  setSeverity: 'severity',
  setStatus: 'status',
};

/**
 * What comes of a failure that may pass: another attempt at `next`, and people are told once when it has lasted for long. A change of the
 * ticket is given up after a day, and told as refused: others wait behind it. The ticket itself is tried for ever.
 */
export function goOnFailing(
  { job, request, createdAt, failing }: ClaimedJob,
  next: EpochMs,
  cause: string,
  { clock, timings }: Pick<JobTools, 'clock' | 'timings'>,
): JobOutcome {
  const now = clock();
  const { unreachableAfterMs, giveUpAfterMs } = timings;
  const what = DOES[job.kind];
  if (what === undefined) {
    const isNews = now - createdAt >= unreachableAfterMs && request.trouble?.code !== 'unreachable';
    return {
      end: next,
      record: isNews ? { by: BOT, rule: routeFailed('unreachable', cause, now) } : undefined,
    };
  }
  const { since, isTold } = failing ?? { since: now, isTold: false };
  if (now - since >= giveUpAfterMs)
    return { end: 'done', record: { by: BOT, rule: vendorRefused(what, cause, now) } };
  const isNews = !isTold && now - since >= unreachableAfterMs;
  return {
    end: next,
    failing: { since, isTold: isTold || isNews },
    record: isNews ? { by: BOT, rule: vendorRefused(what, cause, now, { goesOn: true }) } : undefined,
  };
}
