import { CLOUDS, type CloudName } from '../../clouds.ts';
import type { DelegatedAdmin } from '../../customers/access.ts';
import { customerKey } from '../../customers/customer.ts';
import {
  judgeRelationship,
  type RelationshipSummary,
  summariseRelationships,
} from '../../customers/judge-relationships.ts';
import { ReadError } from '../../errors.ts';
import { describeError, type Log } from '../../log.ts';
import type { Clock, Sleep } from '../../time.ts';
import { orAborted } from '../../work/or-aborted.ts';
import type { AccessProblem, AccessReport } from './overview.ts';

const REFRESH_MS = 3_600_000;
const RETRY_MS = 60_000;
/** 10,000 relationships are some hundred pages. */
const TIMEOUT_MS = 120_000;

/** The GDAP relationships of every account, kept in memory and read anew every hour. */
export interface RelationshipBook {
  /** What has to be said now, by `customerKey`. A customer without any relationship is not among them. */
  listProblems(): ReadonlyMap<string, NonNullable<AccessProblem['relationship']>>;
  /** Clouds whose list could not be read when last tried. What was known before still stands. */
  readonly unread: AccessReport['unreadRelationships'];
  /** Returns at once. */
  start(): void;
  stop(): Promise<void>;
}

export function createRelationshipBook({
  clouds,
  admin,
  clock,
  sleep,
  log,
  createDeadline = (ms) => AbortSignal.timeout(ms),
}: {
  /** Those with a partner account. Clouds without GDAP are never asked. */
  readonly clouds: readonly CloudName[];
  readonly admin: Pick<DelegatedAdmin, 'listRelationships'>;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
  /** Replaced in tests. Default `AbortSignal.timeout`. */
  readonly createDeadline?: (ms: number) => AbortSignal;
}): RelationshipBook {
  const known = new Map<CloudName, readonly RelationshipSummary[]>();
  const unread = new Map<CloudName, ReadError['code']>();
  let run: { readonly abort: AbortController; readonly ended: Promise<unknown> } | undefined;

  async function read(cloud: CloudName, signal: AbortSignal): Promise<void> {
    const bounded = AbortSignal.any([signal, createDeadline(TIMEOUT_MS)]);
    const relationships = await orAborted(admin.listRelationships(cloud, bounded), bounded);
    known.set(cloud, summariseRelationships(relationships, clock()));
    unread.delete(cloud);
  }

  async function keepReading(cloud: CloudName, signal: AbortSignal): Promise<void> {
    let retryMs = RETRY_MS;
    while (!signal.aborted) {
      let wait = REFRESH_MS;
      try {
        await read(cloud, signal);
        retryMs = RETRY_MS;
      } catch (error) {
        if (signal.aborted) return;
        const { code, retryAt = 0 } = toReadError(error);
        unread.set(cloud, code);
        wait = Math.min(REFRESH_MS, Math.max(retryMs, retryAt - clock()));
        retryMs = Math.min(REFRESH_MS, retryMs * 2);
        log.warn(
          { cloud, code, retryInMs: wait, ...describeError(error) },
          'delegated admin relationships could not be read',
        );
      }
      await sleep(wait, signal).catch(() => undefined);
    }
  }

  return {
    listProblems() {
      const now = clock();
      const problems = new Map<string, NonNullable<AccessProblem['relationship']>>();
      for (const [cloud, summaries] of known) {
        for (const summary of summaries) {
          const state = judgeRelationship(summary, now);
          const { id, endsAt, tenantId } = summary;
          if (state !== undefined) problems.set(customerKey({ cloud, tenantId }), { state, endsAt, id });
        }
      }
      return problems;
    },
    get unread() {
      return [...unread].map(([cloud, code]) => ({ cloud, code }));
    },
    start() {
      if (run !== undefined) return;
      const abort = new AbortController();
      const asked = clouds.filter((cloud) => CLOUDS[cloud].capabilities.gdap);
      run = { abort, ended: Promise.all(asked.map((cloud) => keepReading(cloud, abort.signal))) };
    },
    async stop() {
      run?.abort.abort(new Error('The reading of relationships is stopping.'));
      await run?.ended;
      run = undefined;
    },
  };
}

function toReadError(error: unknown): ReadError {
  if (error instanceof ReadError) return error;
  const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
  return new ReadError(isTimeout ? 'timeout' : 'unavailable', 'The list could not be read.', {
    cause: error,
  });
}
