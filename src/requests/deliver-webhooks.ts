import type { Log } from '../log.ts';
import type { Clock, EpochMs, Random, Sleep } from '../time.ts';
import { createWorkLoop, type Worker } from '../work/work-loop.ts';
import type { ClaimedWebhook, JobQueue } from './ports.ts';
import { type PostResult, postWebhook, type WebhookEndpoint } from './post-webhook.ts';

export interface WebhooksOptions {
  readonly store: Pick<JobQueue, 'claimWebhooks' | 'finish' | 'postpone'>;
  readonly endpoint: WebhookEndpoint;
  readonly owner: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
  /** How often messages that wait are looked for unasked, in milliseconds. */
  readonly everyMs: number;
  /** How long the endpoint may take to answer, in milliseconds. */
  readonly timeoutMs: number;
}

/** Messages on their way side by side: enough for any ticket system, and few enough not to storm one that comes back. */
const SIDE_BY_SIDE = 4;
/** What posting and recording may take beyond the answer, in milliseconds. */
const MARGIN_MS = 5_000;
/** Waits after the first failures, in milliseconds; then every hour, for ever. */
const WAITS_MS = [5_000, 30_000, 120_000, 600_000, 1_800_000] as const;
const HOUR_MS = 3_600_000;
/** The endpoint says that it is gone for good. It may have been said by mistake: the messages are kept, and it is asked every hour. */
const GONE = 410;

/**
 * Delivers what waits for the outgoing webhook, oldest first, until the endpoint has taken it: at least once, and not always in order
 * (receivers go by `webhook-id` and `data.version`). Logs when delivery begins to fail and when it works again.
 */
export function createWebhookDelivery(options: WebhooksOptions): Worker {
  const { store, clock, random, log, timeoutMs } = options;
  let failures = 0;

  function note(result: PostResult): void {
    if (result.kind === 'delivered') {
      if (failures > 0) log.info({ failures }, 'The webhook endpoint takes messages again.');
      failures = 0;
      return;
    }
    if (failures === 0)
      log.warn(
        { outcome: result.outcome },
        'The webhook endpoint takes no messages. They are kept and sent again.',
      );
    failures += 1;
  }

  return createWorkLoop<ClaimedWebhook>({
    ...options,
    name: 'webhooks',
    sideBySide: SIDE_BY_SIDE,
    deadlineMs: timeoutMs + MARGIN_MS,
    leaseMs: timeoutMs + 2 * MARGIN_MS,
    claim: (claim) => store.claimWebhooks(claim),
    giveBack: (message, until) => store.postpone(message, 'webhooks', until),
    async run(message, signal) {
      const result = await postWebhook(message, options, signal);
      note(result);
      if (result.kind === 'delivered') await store.finish(message, 'webhooks');
      else await store.postpone(message, 'webhooks', retryAt(result, message.attempts, clock(), random));
    },
  });
}

/** When to try again after a failure that `attempts` others preceded. */
function retryAt(
  { outcome, retryAt: asked = 0 }: Extract<PostResult, { kind: 'failed' }>,
  attempts: number,
  now: EpochMs,
  random: Random,
): EpochMs {
  const wait = outcome === GONE ? HOUR_MS : (WAITS_MS[attempts] ?? HOUR_MS);
  return Math.max(asked, now + wait * (1 + random() / 10));
}
