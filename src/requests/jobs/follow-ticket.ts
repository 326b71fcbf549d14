import type { EpochMs } from '../../time.ts';
import { orAborted } from '../../work/or-aborted.ts';
import {
  BOT,
  DONE,
  type DoJob,
  type JobEnd,
  type JobOf,
  type JobTimings,
  ticketRefOf,
  VENDOR,
} from '../job-outcome.ts';
import { judgeFailure } from '../judge-failure.ts';
import type { ServiceRequest } from '../request.ts';
import { routeFailed, ticketRead } from '../vendor-answers.ts';

/**
 * Reads the ticket and its messages, again and again as long as the request may still move at the vendor's. What fails for good is told
 * once and tried every hour; a ticket that is gone is told and not read any more.
 */
export const followTicket: DoJob<'followTicket'> = async (work, { azure, clock, timings }, signal) => {
  const { request } = work;
  if (endOfFollowing(request, clock(), timings) === 'done') return DONE;
  const next = clock() + waitAfter(work, clock(), timings);
  const reading = { version: request.version, awaits: work.awaits };
  try {
    const ref = ticketRefOf(request);
    const [ticket, messages] = await orAborted(
      Promise.all([azure.readTicket(ref, signal), azure.listMessages(ref, signal)]),
      signal,
    );
    const now = clock();
    return {
      record: { by: VENDOR, rule: ticketRead(ticket, messages, now, reading) },
      end: (after) => endOfFollowing(after, now, timings) ?? next,
    };
  } catch (error) {
    // The next reading is in time; one that hangs is no reason to ask more often.
    if (signal.aborted) return { end: next };
    const failure = judgeFailure(error);
    if (!failure) throw error;
    if (failure.kind === 'passing') return { end: Math.max(failure.retryAt ?? 0, next) };
    const { code, cause } = failure;
    const record =
      request.trouble?.code === code ? undefined : { by: BOT, rule: routeFailed(code, cause, clock()) };
    return { record, end: code === 'ticketGone' ? 'done' : clock() + timings.followRefusedEveryMs };
  }
};

/** `done` when nothing more can be expected from the vendor; undefined: the ticket is read on. */
function endOfFollowing(
  { route, state, changedAt }: ServiceRequest,
  now: EpochMs,
  { followResolvedForMs }: JobTimings,
): Extract<JobEnd, 'done'> | undefined {
  if (route !== 'azureSupport' || state === 'closed') return 'done';
  return state === 'resolved' && now - changedAt > followResolvedForMs ? 'done' : undefined;
}

/** Most happens right after the ticket was created. */
function waitAfter({ createdAt }: JobOf<'followTicket'>, now: EpochMs, timings: JobTimings): number {
  return now - createdAt < timings.followSoonForMs ? timings.followSoonEveryMs : timings.followEveryMs;
}
