import { setImmediate } from 'node:timers/promises';
import type { Clock, Sleep } from '../time.ts';
import { orAborted } from '../work/or-aborted.ts';
import { answerFromIndex } from './answer-from-index.ts';
import type { Customer } from './customer.ts';
import { type CustomerIndex, indexCustomers } from './index-customers.ts';
import { createDirectoryLimiter, joinDirectory } from './limit-directory.ts';
import { type AccountLoader, createAccountLoader, type DirectoryLog } from './load-account.ts';
import type { CustomerDirectory, CustomerSource } from './ports.ts';

export interface CustomerDirectoryOptions {
  /** One a partner account. */
  readonly sources: readonly CustomerSource[];
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log?: DirectoryLog;
  /** From the end of one reading of an account to the next, in milliseconds. Default 15 minutes. */
  readonly refreshMs?: number;
  /** From a failed reading to the next, in milliseconds; doubles up to `refreshMs` while it fails. Default 15 seconds. */
  readonly retryMs?: number;
  /** Called every few milliseconds while indexing, so that others get their turn. Default: one round of the event loop. */
  readonly giveWay?: () => Promise<unknown>;
}

const DEFAULT_REFRESH_MS = 15 * 60_000;
const DEFAULT_RETRY_MS = 15_000;

/** Keeps every customer of every account in memory. Empty until `start()` and the first account's answer. */
export function createCustomerDirectory(options: CustomerDirectoryOptions): CustomerDirectory {
  const { sources, clock, sleep, log, giveWay = setImmediate } = options;
  const { refreshMs = DEFAULT_REFRESH_MS, retryMs = DEFAULT_RETRY_MS } = options;
  let index = finish(indexCustomers([]));
  let indexed: readonly (readonly Customer[])[] = [];
  let rebuilding: Promise<void> = Promise.resolve();
  let run: { readonly abort: AbortController; readonly ended: Promise<unknown> } | undefined;

  const loaders: readonly AccountLoader[] = sources.map((source) =>
    createAccountLoader({ source, clock, sleep, log, refreshMs, retryMs, publish }),
  );

  /** Resolves when searches see the customers of every account. One build at a time; it takes what is there when it begins. */
  function publish(signal: AbortSignal): Promise<void> {
    const turn = rebuilding.then(async () => {
      const latest = loaders.map((loader) => loader.customers);
      if (latest.every((customers, account) => customers === indexed[account])) return;
      const building = indexCustomers(latest.flat());
      let step = building.next();
      while (!step.done) {
        await giveWay();
        signal.throwIfAborted();
        step = building.next();
      }
      index = step.value;
      indexed = latest;
    });
    rebuilding = turn.catch(() => undefined);
    return turn;
  }

  const common = {
    get states() {
      return loaders.map((loader) => loader.state);
    },
    async whenLoaded(signal: AbortSignal) {
      await orAborted(Promise.all(loaders.map((loader) => loader.firstAttempt)), signal);
    },
    start() {
      if (run !== undefined) return;
      const abort = new AbortController();
      run = { abort, ended: Promise.all(loaders.map((loader) => loader.run(abort.signal))) };
    },
    async stop() {
      run?.abort.abort(new Error('The customer directory is stopping'));
      await run?.ended;
      run = undefined;
    },
  };
  const findIndex = () => index;
  return joinDirectory(answerFromIndex(findIndex), common, createDirectoryLimiter(findIndex, common));
}

function finish(building: Generator<void, CustomerIndex>): CustomerIndex {
  let step = building.next();
  while (!step.done) step = building.next();
  return step.value;
}
