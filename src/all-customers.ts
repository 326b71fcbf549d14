import { CLOUD_NAMES } from './clouds.ts';
import type { CustomerDirectory } from './customers/ports.ts';
import { createEstate, type KeptEstate } from './health/estate/estate.ts';
import { followStates } from './health/estate/follow-states.ts';
import { recordEndings } from './health/estate/record-endings.ts';
import { createRelationshipBook } from './health/estate/relationships.ts';
import { saveStates } from './health/estate/save-states.ts';
import { createShares } from './health/estate/share-customers.ts';
import { createSurvey } from './health/estate/survey.ts';
import { createKeeper, type Keeper } from './health/keep-incidents.ts';
import { describeError, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Microsoft } from './microsoft/microsoft.ts';
import type { Store } from './store/open-store.ts';
import type { Clock, EpochMs, Random, Sleep } from './time.ts';
import { followHurries } from './watch/follow-hurries.ts';
import type { WatchStore } from './watch/ports.ts';
import { orAborted } from './work/or-aborted.ts';

/** What is known of all customers, and those who keep it so. */
export interface AllCustomers {
  readonly estate: KeptEstate;
  readonly keeper: Keeper;
  /** Replicas that share the reading, this one included, as far as is known. */
  readonly countReplicas: () => number;
  /** Begins with what was last known, then reads everything anew, again and again. Returns at once. */
  start(): void;
  /** Ends within about 3 seconds, even where the database hangs; what was read is written first. */
  stop(): Promise<void>;
}

export interface AllCustomersParts {
  readonly directory: Pick<CustomerDirectory, 'customers' | 'states'>;
  readonly microsoft: Pick<Microsoft, 'serviceCommunications' | 'azureHealth' | 'delegatedAdmin'>;
  readonly store: Pick<Store, 'archive' | 'states' | 'leases'> & {
    readonly watch: Pick<WatchStore, 'hurries'>;
  };
  /** A random id of this process. */
  readonly owner: string;
  /** There can be no other replica: the database is of this process alone. */
  readonly isAlone: boolean;
  /** 0: nothing is read unasked. What people's questions bring is kept all the same. */
  readonly pollMs: number;
  readonly metrics: Pick<Metrics, 'countLoss' | 'countFailedSave'>;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
}

/** How long an incident that is over is remembered, in milliseconds: 400 days, more than the longest usual look back. */
const REMEMBERED_MS = 400 * 86_400_000;
const FORGET_EVERY_MS = 86_400_000;
/** Patience with what was last known, at a start; customers are read without it then. */
const RESTORE_MS = 20_000;
/** Patience with everything under way, and then with writes that still wait, when everything stops, in milliseconds. */
const END_MS = 1_000;
const DRAIN_MS = 1_800;

/** Puts together what reads and remembers all customers. */
export function createAllCustomers(parts: AllCustomersParts): AllCustomers {
  const { directory, microsoft, store, owner, isAlone, pollMs, metrics, clock, sleep, random, log } = parts;
  const { serviceCommunications: source, azureHealth: azure } = microsoft;
  const keeper = createKeeper({
    archive: store.archive,
    clock,
    log,
    countLoss: (incidents) => metrics.countLoss(incidents),
  });
  const { keep } = keeper;
  const clouds = CLOUD_NAMES.filter((cloud) => directory.states.some((state) => state.cloud === cloud));
  const relationships = createRelationshipBook({
    clouds,
    admin: microsoft.delegatedAdmin,
    clock,
    sleep,
    log,
  });
  const estate = createEstate({ directory, relationships, clock });
  const shares = createShares({ leases: store.leases, owner, isAlone, clock, sleep, log });
  const hasOthers = () => shares.countReplicas() > 1;
  const survey = createSurvey({
    ...{ directory, estate, source, azure, shares, keep, clock, sleep, random, log },
    periodMs: pollMs,
  });
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<unknown> = Promise.resolve();

  /** Resolves to the instant up to which everything is known that was saved; 0: nothing is. */
  async function restore(): Promise<EpochMs> {
    const beganAt = clock();
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(RESTORE_MS)]);
    try {
      estate.restore(await orAborted(store.states.load(), inTime));
      return beganAt;
    } catch (error) {
      if (!signal.aborted) {
        log.error(
          describeError(error),
          'What was known of the customers could not be read from the database.',
        );
      }
      return 0;
    }
  }

  async function forgetOld(): Promise<void> {
    while (!signal.aborted) {
      try {
        await orAborted(store.archive.forget(clock() - REMEMBERED_MS, signal), signal);
      } catch (error) {
        if (signal.aborted) return;
        log.error(describeError(error), 'Old incidents could not be removed from the database.');
      }
      await sleep(FORGET_EVERY_MS, signal).catch(() => {});
    }
  }

  async function readAll(): Promise<void> {
    const since = await restore();
    if (pollMs > 0 && !signal.aborted) survey.start();
    await Promise.all([
      forgetOld(),
      followStates({ estate, book: store.states, since, hasOthers, clock, sleep, log }, signal),
      followHurries({ hurries: store.watch.hurries, hurry: survey.hurry, clock, sleep, log }, signal),
    ]);
  }

  /** Waits for the work, but not for ever. */
  async function endInTime(work: Promise<unknown>): Promise<void> {
    const ended = new AbortController();
    const late = sleep(END_MS, ended.signal).then(
      () => log.warn({}, 'Some of the work on all customers did not end in time.'),
      () => {},
    );
    await Promise.race([work, late]);
    ended.abort();
  }

  return {
    estate,
    keeper,
    countReplicas: shares.countReplicas,
    start() {
      const createDeadline = (ms: number) => AbortSignal.timeout(ms);
      relationships.start();
      if (pollMs > 0) shares.start();
      running = Promise.all([
        readAll(),
        recordEndings({ estate, source, keep, clock, sleep, log, createDeadline }, signal),
        saveStates(
          {
            ...{ estate, clock, sleep, log },
            book: store.states,
            countFailure: () => metrics.countFailedSave(),
          },
          signal,
        ),
      ]);
    },
    async stop() {
      stopping.abort();
      await endInTime(Promise.all([running, survey.stop(), shares.stop(), relationships.stop()]));
      await keeper.drain(AbortSignal.timeout(DRAIN_MS));
    },
  };
}
