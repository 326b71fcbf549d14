import type { Messenger } from '../delivery/messenger.ts';
import type { Log } from '../log.ts';
import type { Staff } from '../staff/admission.ts';
import type { Clock, Random, Sleep } from '../time.ts';
import type { Worker } from '../work/work-loop.ts';
import type { DrawRequests } from './card-messages.ts';
import { createWebhookDelivery } from './deliver-webhooks.ts';
import { JOB_TIMINGS, type JobTimings } from './job-outcome.ts';
import type { AzureSupport, RequestStore } from './ports.ts';
import { createJobRunner } from './run-jobs.ts';
import { createReminders } from './send-reminders.ts';
import { createCardShower } from './show-cards.ts';
import { readWebhookKey } from './sign-webhook.ts';

/** All in milliseconds. */
export interface WorkerTimings extends JobTimings {
  /** How often each worker looks for work unasked: what other replicas left, and what is due by time. */
  readonly everyMs: number;
  /** How long one attempt at a job may take, and how long its claim keeps others off. */
  readonly jobDeadlineMs: number;
  readonly jobLeaseMs: number;
  readonly cardDeadlineMs: number;
  readonly cardLeaseMs: number;
  readonly webhookTimeoutMs: number;
  readonly remindEveryMs: number;
}

export const WORKER_TIMINGS: WorkerTimings = {
  ...JOB_TIMINGS,
  everyMs: 5_000,
  jobDeadlineMs: 25_000,
  jobLeaseMs: 30_000,
  cardDeadlineMs: 25_000,
  cardLeaseMs: 60_000,
  webhookTimeoutMs: 10_000,
  remindEveryMs: 60_000,
};

export interface RequestWorkersOptions {
  readonly store: RequestStore;
  readonly azureSupport: AzureSupport;
  readonly messenger: Messenger;
  readonly draw: DrawRequests;
  /** See `CardShowerOptions`. */
  readonly admit?: Staff['admit'] | undefined;
  /** Where changes are told of; `secret` as `readWebhookKey` takes it. undefined: nowhere. */
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
  /** A random id of this process, unlike that of every other replica. */
  readonly owner: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
  /** Default: `WORKER_TIMINGS`. */
  readonly timings?: Partial<WorkerTimings>;
}

/**
 * Everything that is done behind for service requests: jobs at the vendor's, cards, reminders, the outgoing webhook. Several replicas share
 * the work by claims; what a crash left is taken up when its claim runs out. Throws a `RangeError` for an unusable webhook secret.
 */
export function createRequestWorkers(options: RequestWorkersOptions): Worker {
  const { azureSupport, webhook, timings: changed, ...common } = options;
  const timings: WorkerTimings = { ...WORKER_TIMINGS, ...changed };
  const { everyMs } = timings;
  const wake = () => {
    for (const loop of loops) loop.wake();
  };
  const jobs = createJobRunner({
    ...{ ...common, azure: azureSupport, wake, timings, everyMs },
    deadlineMs: timings.jobDeadlineMs,
    leaseMs: timings.jobLeaseMs,
  });
  const cards = createCardShower({
    ...{ ...common, everyMs },
    deadlineMs: timings.cardDeadlineMs,
    leaseMs: timings.cardLeaseMs,
  });
  const webhooks =
    webhook &&
    createWebhookDelivery({
      ...{ ...common, everyMs },
      endpoint: { url: webhook.url, key: readWebhookKey(webhook.secret) },
      timeoutMs: timings.webhookTimeoutMs,
    });
  const loops: readonly Worker[] = [jobs, cards, ...(webhooks ? [webhooks] : [])];
  const reminders = createReminders({ ...common, wake, everyMs: timings.remindEveryMs });
  return {
    wake,
    start() {
      for (const worker of [...loops, reminders]) worker.start();
    },
    async stop() {
      await Promise.all([...loops, reminders].map((worker) => worker.stop()));
    },
  };
}
