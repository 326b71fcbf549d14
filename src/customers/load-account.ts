import { ReadError } from '../errors.ts';
import type { Clock, Sleep } from '../time.ts';
import { orAborted } from '../work/or-aborted.ts';
import type { Customer } from './customer.ts';
import type { CustomerSource, DirectoryLoadState } from './ports.ts';

/** What loading tells the operator. A pino logger fits. */
export interface DirectoryLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** Reads one account's customers again and again. */
export interface AccountLoader {
  readonly state: DirectoryLoadState;
  /** As last read in full; empty before that. */
  readonly customers: readonly Customer[];
  /** Resolves when the first attempt has ended, well, badly or stopped. */
  readonly firstAttempt: Promise<void>;
  /** Resolves when the signal has aborted; never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

export interface AccountLoaderOptions {
  readonly source: CustomerSource;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: DirectoryLog | undefined;
  readonly refreshMs: number;
  readonly retryMs: number;
  /** Makes new customers findable. */
  readonly publish: (signal: AbortSignal) => Promise<void>;
}

/** A loader that has read nothing yet. */
export function createAccountLoader(options: AccountLoaderOptions): AccountLoader {
  const { source, clock, sleep, log, refreshMs, retryMs, publish } = options;
  const { cloud } = source;
  const first = Promise.withResolvers<void>();
  let customers: readonly Customer[] = [];
  let state: DirectoryLoadState = { cloud, loadedAt: undefined, error: undefined };

  async function load(signal: AbortSignal): Promise<void> {
    const read = await orAborted(source.listCustomers(signal), signal);
    const loadedAt = clock();
    if (!areSame(customers, read)) customers = read;
    await publish(signal);
    state = { cloud, loadedAt, error: undefined };
    log?.info({ cloud, customers: read.length }, 'customers loaded');
  }

  return {
    get state() {
      return state;
    },
    get customers() {
      return customers;
    },
    firstAttempt: first.promise,
    async run(signal) {
      let nextRetry = retryMs;
      while (!signal.aborted) {
        let wait = refreshMs;
        try {
          await load(signal);
          nextRetry = retryMs;
        } catch (cause) {
          if (signal.aborted) break;
          const error = toReadError(cause);
          // A refused credential stays refused until somebody renews it.
          const pause = error.code === 'credentialRefused' ? refreshMs : nextRetry;
          wait = Math.max(pause, Math.min((error.retryAt ?? 0) - clock(), refreshMs));
          nextRetry = Math.min(nextRetry * 2, refreshMs);
          state = { ...state, error };
          log?.warn(
            { cloud, code: error.code, retryInMs: wait, error: error.message },
            'customers could not be read',
          );
        }
        first.resolve();
        await sleep(wait, signal).catch(() => undefined);
      }
      first.resolve();
    },
  };
}

/** Most readings bring nothing new, and then nothing has to be indexed again. */
function areSame(left: readonly Customer[], right: readonly Customer[]): boolean {
  return (
    left.length === right.length &&
    left.every((customer, number) => {
      const other = right[number];
      return (
        customer.cloud === other?.cloud &&
        customer.tenantId === other.tenantId &&
        customer.name === other.name &&
        customer.domain === other.domain
      );
    })
  );
}

function toReadError(cause: unknown): ReadError {
  if (cause instanceof ReadError) return cause;
  return new ReadError('unavailable', 'The list of customers could not be read, for an unforeseen reason.', {
    cause,
  });
}
