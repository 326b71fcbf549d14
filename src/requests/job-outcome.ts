import type { Clock, EpochMs, Random } from '../time.ts';
import type { Actor, Decision } from './change.ts';
import type { AzureSupport, ClaimedJob, JobFailing, JobQueue, TicketRef } from './ports.ts';
import { nameTicket, type ServiceRequest } from './request.ts';

/** When a job is done with: `done`, or due again at an instant. */
export type JobEnd = 'done' | EpochMs;

/** How one attempt at a job ended. */
export interface JobOutcome {
  /** What it changes of the request. With the end `done` both are written in one. */
  readonly record?: { readonly by: Actor; readonly rule: (current: ServiceRequest) => Decision } | undefined;
  /** A function is asked with the request as it stands then. */
  readonly end: JobEnd | ((request: ServiceRequest) => JobEnd);
  /** What is remembered of its failure when it is due again. */
  readonly failing?: JobFailing | undefined;
}

/** What doing a job takes. */
export interface JobTools {
  readonly azure: AzureSupport;
  readonly store: Pick<JobQueue, 'keepOperation'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly timings: JobTimings;
}

/** All in milliseconds. */
export interface JobTimings {
  /** Waits after passing failures. */
  readonly retryFirstMs: number;
  readonly retryMostMs: number;
  /** What could not be done for so long is told of. */
  readonly unreachableAfterMs: number;
  /** A change of a ticket that fails for so long is given up. */
  readonly giveUpAfterMs: number;
  /** How long a ticket that may have been accepted is looked for when nobody waits for it any more. */
  readonly lookForMs: number;
  /** Between two readings of a ticket, and in the time after it was created. */
  readonly followEveryMs: number;
  readonly followSoonEveryMs: number;
  readonly followSoonForMs: number;
  /** How long a resolved ticket is still read: vendors reopen. */
  readonly followResolvedForMs: number;
  /** Between two readings of a ticket that we may not read. */
  readonly followRefusedEveryMs: number;
}

export const JOB_TIMINGS: JobTimings = {
  retryFirstMs: 5_000,
  retryMostMs: 5 * 60_000,
  unreachableAfterMs: 30 * 60_000,
  giveUpAfterMs: 24 * 3_600_000,
  lookForMs: 3_600_000,
  followEveryMs: 5 * 60_000,
  followSoonEveryMs: 60_000,
  followSoonForMs: 15 * 60_000,
  followResolvedForMs: 7 * 86_400_000,
  followRefusedEveryMs: 3_600_000,
};

export const BOT: Actor = { kind: 'bot' };
export const VENDOR: Actor = { kind: 'vendor' };

export const DONE: JobOutcome = { end: 'done' };

/** One attempt at a job of its kind. Rejects with the signal's reason when it aborts, and with what it did not foresee. */
export type DoJob<Kind extends ClaimedJob['job']['kind']> = (
  work: JobOf<Kind>,
  tools: JobTools,
  signal: AbortSignal,
) => Promise<JobOutcome>;

export type JobOf<Kind extends ClaimedJob['job']['kind']> = Omit<ClaimedJob, 'job'> & {
  readonly job: Extract<ClaimedJob['job'], { kind: Kind }>;
};

export function ticketRefOf(request: ServiceRequest): TicketRef {
  return {
    customer: request.customer,
    subscriptionId: request.azure.subscriptionId,
    name: nameTicket(request),
  };
}
