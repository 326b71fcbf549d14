import type { CustomerDirectory } from '../../customers/ports.ts';
import { describeError, type Log } from '../../log.ts';
import type { Clock, Random, Sleep } from '../../time.ts';
import type { AzureHealth } from '../azure.ts';
import type { Keeper } from '../keep-incidents.ts';
import { createAccountGuard } from './account-guard.ts';
import type { KeptEstate } from './estate.ts';
import { createFairPace } from './fair-pace.ts';
import { createHurrier } from './hurry-customers.ts';
import { createPace, type PaceOptions } from './pace.ts';
import type { Hurry } from './ports.ts';
import { createReadTurn, type SurveyedSource } from './read-turn.ts';
import { SHARES_OF_ONE, type Shares } from './share-customers.ts';
import { createSideBySide } from './side-by-side.ts';
import { createTurns } from './take-turn.ts';
import { walkCustomers } from './walk-customers.ts';

const DEFAULT_PERIOD_MS = 5 * 60_000;
/**
 * Looking a customer's Azure subscriptions up takes one call and one more for each that may be Azure's: 300 with two of them each, so that
 * of Partner Center's 500 a minute 200 at least are left for what people ask. Replicas share it.
 */
const DISCOVERIES: PaceOptions = { everyMs: 600, burst: 60, mostAMinute: 100 };
/** Half of those at once are for customers that wait for it longer than others. */
const KEPT_DISCOVERIES = 30;
/** 5 message centres a second are read, 100 at once after a start. */
const CHANGES = { everyMs: 200, burst: 100 };
/** So are the services of customers, fewer at once: nobody waits for them. */
const SERVICES = { everyMs: 200, burst: 20 };
/** A round is late when its last turn begins so long after the period, in milliseconds. */
const LATE_MS = 1_000;
const LOG_LATE_EVERY_MS = 3_600_000;

export interface SurveyOptions {
  readonly directory: Pick<CustomerDirectory, 'customers'>;
  readonly estate: KeptEstate;
  readonly source: SurveyedSource;
  /** undefined: Azure is never asked. Clouds without it are not asked either. */
  readonly azure?: AzureHealth | undefined;
  /** Whose customers they are, where several replicas share them. Default: all are ours. */
  readonly shares?: Pick<Shares, 'isOurs' | 'revision' | 'countReplicas'> | undefined;
  /** Takes everything that was read; never throws. */
  readonly keep: Keeper['keep'];
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
  /** From one reading of every customer to the next, in milliseconds. Default 5 minutes. */
  readonly periodMs?: number;
  /** Customers read side by side. Default: as many as the period takes, from 8 to 64. */
  readonly concurrency?: number;
  /** How often Azure subscriptions of a customer are looked up. Default 60 at once and 100 a minute. */
  readonly discoveries?: PaceOptions;
  /** Cuts a reading off after its time; replaced in tests. Default: a timer. */
  readonly createDeadline?: ((ms: number) => AbortSignal) | undefined;
}

/** Reads every customer again and again, so that the estate knows them all. */
export interface Survey {
  /** Returns at once. */
  start(): void;
  /**
   * Customers of ours that may be hit are read before their turn, unless they were read since. Each at most once a minute, and none that
   * is left alone after a failure. Returns at once; does nothing before the start and where the hurry is older than 2 minutes.
   */
  hurry(hurry: Hurry): void;
  /** Ends within a second: what is under way is given up. */
  stop(): Promise<void>;
}

export function createSurvey(options: SurveyOptions): Survey {
  const { directory, estate, source, azure, keep, clock, sleep, random, log } = options;
  const { periodMs = DEFAULT_PERIOD_MS, concurrency, shares = SHARES_OF_ONE } = options;
  const { createDeadline, discoveries = DISCOVERIES } = options;
  const sideBySide = createSideBySide(periodMs, () => directory.customers.length / shares.countReplicas());
  const mayLogLate = createPace({ everyMs: LOG_LATE_EVERY_MS, burst: 1 }, clock);
  const discoveryPace = createFairPace({
    pace: createPace(discoveries, clock, shares.countReplicas),
    first: Math.ceil(periodMs / discoveries.everyMs),
    kept: KEPT_DISCOVERIES,
    clock,
  });
  const readTurn = createReadTurn({
    source,
    azure,
    clock,
    random,
    discoveryPace,
    changesPace: createPace(CHANGES, clock),
    servicesPace: createPace(SERVICES, clock),
  });
  const turns = createTurns({
    ...{ estate, shares, readTurn, keep, periodMs, clock, createDeadline },
    guard: createAccountGuard(periodMs, clock),
    onTurn: sideBySide.note,
  });
  const hurrier = createHurrier({ directory, turns, clock, sleep, log });
  let run: { readonly abort: AbortController; readonly ended: Promise<unknown> } | undefined;

  function tellLate(tookMs: number, customers: number): void {
    if (tookMs <= periodMs + LATE_MS || !mayLogLate()) return;
    const fields = { customers, periodSeconds: periodMs / 1000, tookSeconds: Math.round(tookMs / 1000) };
    log.warn(fields, 'reading all customers takes longer than POLL_SECONDS');
  }

  function survey(stop: AbortSignal): Promise<void> {
    return walkCustomers(
      {
        ...{ directory, shares, clock, sleep, periodMs },
        countSideBySide: () => concurrency ?? sideBySide.count,
        onRound: tellLate,
        welcome: turns.welcome,
        takeTurn: (customer) =>
          turns
            .take(customer, stop)
            .catch((error) => log.error(describeError(error), 'a customer could not be surveyed')),
      },
      stop,
    );
  }

  return {
    start() {
      if (run !== undefined) return;
      const abort = new AbortController();
      run = { abort, ended: Promise.all([survey(abort.signal), hurrier.run(abort.signal)]) };
    },
    hurry(hurry) {
      if (run !== undefined) hurrier.hurry(hurry);
    },
    async stop() {
      run?.abort.abort(new Error('The survey is stopping.'));
      await run?.ended;
      run = undefined;
    },
  };
}
