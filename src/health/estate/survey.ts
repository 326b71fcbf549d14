import type { Customer } from '../../customers/customer.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import { describeError, type Log } from '../../log.ts';
import type { Clock, EpochMs, Random, Sleep } from '../../time.ts';
import type { AzureHealth } from '../azure.ts';
import type { Keeper } from '../keep-incidents.ts';
import type { ServiceCommunications } from '../ports.ts';
import { createAccountGuard } from './account-guard.ts';
import { type CustomerPlan, createCustomerPlan, forgiveMended } from './customer-plans.ts';
import type { KeptEstate } from './estate.ts';
import { createFairPace } from './fair-pace.ts';
import { createPace, type PaceOptions } from './pace.ts';
import { createReadTurn } from './read-turn.ts';
import { createSideBySide } from './side-by-side.ts';
import { walkCustomers } from './walk-customers.ts';

const DEFAULT_PERIOD_MS = 5 * 60_000;
const TURN_TIMEOUT_MS = 30_000;
/**
 * Looking a customer's Azure subscriptions up takes one call and one more for each that may be Azure's: 300 with two of them each, so that
 * of Partner Center's 500 a minute 200 at least are left for what people ask.
 */
const DISCOVERIES: PaceOptions = { everyMs: 600, burst: 60, mostAMinute: 100 };
/** Half of those at once are for customers that wait for it longer than others. */
const KEPT_DISCOVERIES = 30;
/** 5 message centres a second are read, 100 at once after a start. */
const CHANGES = { everyMs: 200, burst: 100 };
/** A round is late when its last turn begins so long after the period, in milliseconds. */
const LATE_MS = 1_000;
const LOG_LATE_EVERY_MS = 3_600_000;

export interface SurveyOptions {
  readonly directory: Pick<CustomerDirectory, 'customers'>;
  readonly estate: KeptEstate;
  readonly source: Pick<ServiceCommunications, 'listActiveIncidents' | 'listPlannedChanges'>;
  /** undefined: Azure is never asked. Clouds without it are not asked either. */
  readonly azure?: AzureHealth | undefined;
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
  /** Cuts a reading off after its time; replaced in tests. Default `AbortSignal.timeout`. */
  readonly createDeadline?: (ms: number) => AbortSignal;
}

/** Reads every customer again and again, so that the estate knows them all. */
export interface Survey {
  /** Returns at once. */
  start(): void;
  /** Ends within a second: what is under way is given up. */
  stop(): Promise<void>;
}

export function createSurvey(options: SurveyOptions): Survey {
  const { directory, estate, source, azure, keep, clock, sleep, random, log } = options;
  const { periodMs = DEFAULT_PERIOD_MS, concurrency } = options;
  const { createDeadline = (ms) => AbortSignal.timeout(ms), discoveries = DISCOVERIES } = options;
  /** By what the estate knows of a customer, so that it goes with it. */
  const plans = new WeakMap<object, CustomerPlan>();
  /** A customer's first turn may still go on when its turn in the round comes. */
  const underWay = new Set<CustomerPlan>();
  const guard = createAccountGuard(periodMs, clock);
  const sideBySide = createSideBySide(periodMs, () => directory.customers.length);
  const mayLogLate = createPace({ everyMs: LOG_LATE_EVERY_MS, burst: 1 }, clock);
  const discoveryPace = createFairPace({
    pace: createPace(discoveries, clock),
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
  });
  let run: { readonly abort: AbortController; readonly ended: Promise<unknown> } | undefined;

  async function takeTurn(customer: Customer, stop: AbortSignal): Promise<void> {
    const state = estate.findState(customer);
    const now = clock();
    if (stop.aborted || state === undefined) return;
    const plan = plans.get(state) ?? createCustomerPlan();
    plans.set(state, plan);
    // Somebody has asked about it meanwhile. What was known before a start is no such reading.
    if (!state.isRestored && isFresh(state.readAt, now)) return;
    forgiveMended(plan, state);
    if (plan.incidents.dueAt > now && isFresh(state.azureReadAt, now)) return;
    if (underWay.has(plan)) return;
    if (!guard.mayAsk(customer)) {
      const isMarked = state.unread.some(({ code }) => code === 'credentialRefused');
      if (!isMarked) markRefused(customer, now);
      return;
    }
    underWay.add(plan);
    const signal = AbortSignal.any([stop, createDeadline(TURN_TIMEOUT_MS)]);
    const turn = await readTurn(customer, plan, signal).finally(() => underWay.delete(plan));
    // What was given up because everything stops says nothing about the customer.
    if (stop.aborted) return;
    guard.note(customer, turn?.credential ?? 'unknown');
    if (turn === undefined) return;
    sideBySide.note(clock() - now);
    const { reading, incidents } = turn;
    estate.note(reading);
    if (incidents.length > 0) keep(reading.customer, incidents, reading.triedAt);
  }

  function isFresh(readAt: EpochMs | undefined, now: EpochMs): boolean {
    return readAt !== undefined && now - readAt < periodMs / 2;
  }

  function markRefused({ cloud, tenantId }: Customer, triedAt: EpochMs): void {
    estate.note({
      customer: { cloud, tenantId },
      triedAt,
      asked: ['incidents'],
      incidents: undefined,
      azureIncidents: undefined,
      changes: undefined,
      unread: [{ part: 'incidents', code: 'credentialRefused', retryAt: undefined }],
    });
  }

  function tellLate(tookMs: number, customers: number): void {
    if (tookMs <= periodMs + LATE_MS || !mayLogLate()) return;
    const fields = { customers, periodSeconds: periodMs / 1000, tookSeconds: Math.round(tookMs / 1000) };
    log.warn(fields, 'reading all customers takes longer than POLL_SECONDS');
  }

  function survey(stop: AbortSignal): Promise<void> {
    return walkCustomers(
      {
        directory,
        clock,
        sleep,
        periodMs,
        countSideBySide: () => concurrency ?? sideBySide.count,
        onRound: tellLate,
        isTried(customer) {
          const state = estate.findState(customer);
          return state?.triedAt !== undefined && !state.isRestored;
        },
        takeTurn: (customer) =>
          takeTurn(customer, stop).catch((error) =>
            log.error(describeError(error), 'a customer could not be surveyed'),
          ),
      },
      stop,
    );
  }

  return {
    start() {
      if (run !== undefined) return;
      const abort = new AbortController();
      run = { abort, ended: survey(abort.signal) };
    },
    async stop() {
      run?.abort.abort(new Error('The survey is stopping.'));
      await run?.ended;
      run = undefined;
    },
  };
}
