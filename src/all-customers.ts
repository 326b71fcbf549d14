import { CLOUD_NAMES } from './clouds.ts';
import type { CustomerDirectory } from './customers/ports.ts';
import { createEstate, type KeptEstate } from './health/estate/estate.ts';
import { createRelationshipBook } from './health/estate/relationships.ts';
import { createSurvey } from './health/estate/survey.ts';
import { createKeeper, type Keeper } from './health/keep-incidents.ts';
import { describeError, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Microsoft } from './microsoft/microsoft.ts';
import type { Store } from './store/open-store.ts';
import type { Clock, Random, Sleep } from './time.ts';

/** What is known of all customers, and those who keep it so. */
export interface AllCustomers {
  readonly estate: KeptEstate;
  readonly keeper: Keeper;
  /** Begins with what was last known, then reads everything anew, again and again. Returns at once. */
  start(): void;
  /** Ends within seconds; what was read is written first. */
  stop(): Promise<void>;
}

export interface AllCustomersParts {
  readonly directory: CustomerDirectory;
  readonly microsoft: Microsoft;
  readonly store: Store;
  /** 0: nothing is read unasked. */
  readonly pollMs: number;
  readonly metrics: Pick<Metrics, 'countLoss'>;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
}

/** How long an incident that is over is remembered, in milliseconds: 400 days, more than the longest usual look back. */
const REMEMBERED_MS = 400 * 86_400_000;
const FORGET_EVERY_MS = 86_400_000;
/** Patience with writes that still wait when everything stops, in milliseconds. */
const DRAIN_MS = 2_000;

/** Puts together what reads and remembers all customers. */
export function createAllCustomers(parts: AllCustomersParts): AllCustomers {
  const { directory, microsoft, store, pollMs, metrics, clock, sleep, random, log } = parts;
  const countLoss = (records: number) => metrics.countLoss(records);
  const keeper = createKeeper({ archive: store.archive, clock, log, countLoss });
  const clouds = CLOUD_NAMES.filter((cloud) => directory.states.some((state) => state.cloud === cloud));
  const relationships = createRelationshipBook({
    clouds,
    admin: microsoft.delegatedAdmin,
    clock,
    sleep,
    log,
  });
  const estate = createEstate({ directory, relationships, clock });
  const survey = createSurvey({
    directory,
    estate,
    source: microsoft.serviceCommunications,
    azure: microsoft.azureHealth,
    keep: keeper.keep,
    states: store.states,
    clock,
    sleep,
    random,
    log,
    periodMs: pollMs,
    countFailure: countLoss,
  });
  const stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();

  async function restore(): Promise<void> {
    try {
      estate.restore(await store.states.load());
    } catch (error) {
      log.error(describeError(error), 'What was known of the customers could not be read from the database.');
    }
  }

  async function forgetOld(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await store.archive.forget(clock() - REMEMBERED_MS);
      } catch (error) {
        log.error(describeError(error), 'Old incidents could not be removed from the database.');
      }
      await sleep(FORGET_EVERY_MS, signal).catch(() => {});
    }
  }

  return {
    estate,
    keeper,
    start() {
      relationships.start();
      running = restore().then(() => {
        if (stopping.signal.aborted) return;
        if (pollMs > 0) survey.start();
        return forgetOld(stopping.signal);
      });
    },
    async stop() {
      stopping.abort();
      await Promise.all([running, survey.stop(), relationships.stop()]);
      await keeper.drain(AbortSignal.timeout(DRAIN_MS));
    },
  };
}
