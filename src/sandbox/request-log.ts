import type { EpochMs } from '../time.ts';

/** One request that reached a simulated Microsoft host. Holds no token, secret or body. */
export interface LoggedRequest {
  readonly at: EpochMs;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  /** Undefined: the connection was dropped without an answer. */
  readonly status: number | undefined;
  /** The tenant whose data was asked for, as far as the request tells. */
  readonly tenant: string | undefined;
}

/** The newest requests, oldest first; older ones fall out. */
export interface RequestLog {
  /** All requests ever, also those that fell out. */
  readonly total: number;
  list(): readonly LoggedRequest[];
  add(request: LoggedRequest): void;
  clear(): void;
}

/** @param limit how many requests to keep. */
export function createRequestLog(limit: number): RequestLog {
  let kept: LoggedRequest[] = [];
  let total = 0;
  return {
    get total() {
      return total;
    },
    list: () => kept.slice(-limit),
    add(request) {
      total += 1;
      kept.push(request);
      // Cut in halves rather than one by one: shift() on every request would cost more than the answer.
      if (kept.length >= limit * 2) kept = kept.slice(-limit);
    },
    clear() {
      kept = [];
      total = 0;
    },
  };
}
