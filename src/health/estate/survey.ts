import type { Customer } from '../../customers/customer.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import { describeError, type Log } from '../../log.ts';
import type { Clock, EpochMs, Random, Sleep } from '../../time.ts';
import type { StateBook } from '../archive.ts';
import type { AzureHealth } from '../azure.ts';
import type { Keeper } from '../keep-incidents.ts';
import type { ServiceCommunications } from '../ports.ts';
import { createAccountGuard } from './account-guard.ts';
import { type CustomerPlan, createCustomerPlan, forgiveMended } from './customer-plans.ts';
import type { KeptEstate } from './estate.ts';
import { createPace } from './pace.ts';
import { createReadTurn } from './read-turn.ts';
import { recordEndings } from './record-endings.ts';
import { saveStates } from './save-states.ts';
import { walkCustomers } from './walk-customers.ts';

const DEFAULT_PERIOD_MS = 5 * 60_000;
const DEFAULT_CONCURRENCY = 8;
const TURN_TIMEOUT_MS = 30_000;
/** 200 customers a minute have their Azure subscriptions looked up, 100 of them at once: people's questions share Partner Center's 500 calls. */
const DISCOVERIES = { everyMs: 300, burst: 100 };
/** 5 message centres a second are read, 100 at once after a start. */
const CHANGES = { everyMs: 200, burst: 100 };

export interface SurveyOptions {
  readonly directory: Pick<CustomerDirectory, 'customers'>;
  readonly estate: KeptEstate;
  readonly source: Pick<ServiceCommunications, 'listActiveIncidents' | 'listPlannedChanges' | 'findIncident'>;
  /** undefined: Azure is never asked. Clouds without it are not asked either. */
  readonly azure?: AzureHealth | undefined;
  /** Takes everything that was read; never throws. */
  readonly keep: Keeper['keep'];
  /** undefined: states are not saved. */
  readonly states?: Pick<StateBook, 'save'> | undefined;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly log: Log;
  /** From one reading of every customer to the next, in milliseconds. Default 5 minutes. */
  readonly periodMs?: number;
  /** Customers read side by side. Default 8. */
  readonly concurrency?: number;
  /** Told how many states could not be saved just now, for the metrics. */
  readonly countFailure?: (states: number) => void;
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
  const { directory, estate, source, azure, keep, states, clock, sleep, random, log } = options;
  const { periodMs = DEFAULT_PERIOD_MS, concurrency = DEFAULT_CONCURRENCY } = options;
  const { createDeadline = (ms) => AbortSignal.timeout(ms), countFailure } = options;
  /** By what the estate knows of a customer, so that it goes with it. */
  const plans = new WeakMap<object, CustomerPlan>();
  /** A customer's first turn may still go on when its turn in the round comes. */
  const underWay = new Set<CustomerPlan>();
  const guard = createAccountGuard(periodMs, clock);
  const readTurn = createReadTurn({
    source,
    azure,
    clock,
    random,
    discoveryPace: createPace(DISCOVERIES, clock),
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
    if (plan.incidents.failures > 0 && plan.incidents.dueAt > now) return;
    if (underWay.has(plan)) return;
    if (!guard.mayAsk(customer.cloud)) {
      const isMarked = state.unread.some(({ code }) => code === 'credentialRefused');
      if (!isMarked) markRefused(customer, now);
      return;
    }
    underWay.add(plan);
    const signal = AbortSignal.any([stop, createDeadline(TURN_TIMEOUT_MS)]);
    const { reading, incidents, error } = await readTurn(customer, plan, signal).finally(() =>
      underWay.delete(plan),
    );
    // What was given up because everything stops says nothing about the customer.
    if (stop.aborted) return;
    guard.note(customer.cloud, error?.code === 'credentialRefused');
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
      incidents: undefined,
      azureIncidents: undefined,
      changes: undefined,
      unread: [{ part: 'incidents', code: 'credentialRefused', retryAt: undefined }],
    });
  }

  async function survey(stop: AbortSignal): Promise<void> {
    await Promise.all([
      walkCustomers(
        {
          directory,
          clock,
          sleep,
          periodMs,
          concurrency,
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
      ),
      recordEndings({ estate, source, keep, clock, sleep, log, createDeadline }, stop),
      states && saveStates({ estate, book: states, clock, sleep, log, countFailure }, stop),
    ]);
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
