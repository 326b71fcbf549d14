import type { CloudName } from '../clouds.ts';
import type { Correlation } from '../correlation.ts';
import type { Log } from '../log.ts';
import type { Clock, Random, Sleep } from '../time.ts';

/** The services this folder talks to. */
export type MicrosoftApi = 'signIn' | 'graph' | 'partnerCenter' | 'arm';

/**
 * One attempt at one call, for metrics. Holds no URL, no tenant and no token.
 * - `answered`: an answer arrived, whatever its status;
 * - `timeout`: this attempt's time ran out; `aborted`: the caller gave up;
 * - `dropped`: the connection failed or broke; `invalid`: a success whose body is not JSON, or is too large;
 * - `held`: not sent at all, because a budget or an earlier `Retry-After` forbade it.
 */
export interface MicrosoftCall {
  readonly api: MicrosoftApi;
  readonly cloud: CloudName;
  readonly outcome: 'answered' | 'timeout' | 'aborted' | 'dropped' | 'invalid' | 'held';
  /** HTTP status, when an answer arrived. */
  readonly status: number | undefined;
  readonly durationMs: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

export type Observe = (call: MicrosoftCall) => void;

/** What every call to Microsoft needs from the world. */
export interface Runtime {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly observe: Observe;
  /** Told of every attempt. Default: no log. */
  readonly log?: Log | undefined;
  /** The question that calls belong to: they carry its id. Default: none. */
  readonly correlation?: Pick<Correlation, 'current'> | undefined;
  /** Origin that stands in for every Microsoft host (`MICROSOFT_UPSTREAM`); undefined in production. */
  readonly upstream: string | undefined;
  readonly timings: Timings;
}

/** Bounds in milliseconds. */
export interface Timings {
  /** Longest wait for one answer of the sign-in service. Default 5,000. */
  readonly signInAttemptMs: number;
  /** Longest wait for one answer of Graph. Default 6,000: a slow answer still fits into a card answered within 8 s. */
  readonly graphAttemptMs: number;
  /** One question to Graph in all: sign-in, pages, retries and waits. Default 6,500. */
  readonly graphTotalMs: number;
  /** A file from Graph in all, and its longest wait for one answer. Default 30,000. */
  readonly graphFileMs: number;
  /** A list of the partner's own tenant from Graph in all. Default 90,000: it may have hundreds of pages. */
  readonly graphListMs: number;
  /** Longest wait for one answer of Azure Resource Manager. Default 6,000. */
  readonly armAttemptMs: number;
  /**
   * All events of a customer in all: subscriptions, sign-in, pages, retries and waits. Default 6,000, less than who waits for a report
   * allows: a slow subscription must not cost the others.
   */
  readonly armTotalMs: number;
  /** Longest wait for one answer about support tickets. Default 10,000. */
  readonly supportAttemptMs: number;
  /** One call about support tickets in all: sign-in, retries and waits. Default 45,000. What follows a ticket's creation makes many. */
  readonly supportCallMs: number;
  /** The list of services, or of one service's problems, in all. Default 45,000; whoever asked may have stopped waiting long before. */
  readonly supportListMs: number;
  /** Longest wait for one answer of Partner Center. Default 20,000. */
  readonly partnerCenterAttemptMs: number;
  /** One page of Partner Center in all: sign-in, retries and waits. Default 90,000, more than one throttling window. */
  readonly partnerCenterPageMs: number;
  /** The Azure subscriptions of a customer in all; whoever asked may have stopped waiting long before. Default 30,000. */
  readonly subscriptionsMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  signInAttemptMs: 5_000,
  graphAttemptMs: 6_000,
  graphTotalMs: 6_500,
  graphFileMs: 30_000,
  graphListMs: 90_000,
  armAttemptMs: 6_000,
  armTotalMs: 6_000,
  supportAttemptMs: 10_000,
  supportCallMs: 45_000,
  supportListMs: 45_000,
  partnerCenterAttemptMs: 20_000,
  partnerCenterPageMs: 90_000,
  subscriptionsMs: 30_000,
};
