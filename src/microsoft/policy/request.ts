import type { CloudName } from '../../clouds.ts';
import type { EpochMs } from '../../time.ts';
import type { MicrosoftApi } from '../call.ts';
import type { Budget } from './budget.ts';

/** What is the same for every call of one API. */
export interface ApiPolicy {
  readonly api: MicrosoftApi;
  /** What of the API is throttled by itself: its budget, and a pause asked for, do not touch the API's other resources. */
  readonly resource?: string | undefined;
  /** The documented throttling limits of one tenant; empty when none is documented. */
  readonly budget: Budget;
  /** Statuses after which the same request may be sent again. */
  readonly retryStatuses: ReadonlySet<number>;
  readonly attemptMs: number;
  /** The permissions the calls need, for the operator to read where one is missing. */
  readonly permissions?: string | undefined;
}

/** What a request may want to know about the attempt it is sent in. */
export interface AttemptInfo {
  /** 1 for the first. */
  readonly number: number;
  /** Whether the attempt before this one brought any answer. */
  readonly answeredBefore: boolean;
}

/** One call to Microsoft, sent as often as the policy allows. */
export interface MicrosoftRequest {
  readonly policy: ApiPolicy;
  readonly cloud: CloudName;
  /** The tenant whose throttling budget the call uses. */
  readonly tenantId: string;
  /** PUT and PATCH are sent again like the others: what they name, or an idempotency key they carry, makes the repeat the same. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: string;
  readonly headers: (attempt: AttemptInfo) => Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** What a success is read as. Default `json`; a refusal is read as JSON in any case. */
  readonly answerAs?: 'json' | 'bytes' | undefined;
  /**
   * Understands the body of a success, in place of parsing its JSON; undefined: it is none. Must not throw, nor keep the body or any part
   * of it.
   */
  readonly parse?: ((body: Buffer) => unknown) | undefined;
  /** The largest answer that is read, in bytes. Default `MAX_BODY_BYTES`. */
  readonly maxBytes?: number | undefined;
  /** No attempt or wait goes beyond this instant. */
  readonly deadline: EpochMs;
  readonly signal: AbortSignal;
}

/** An answer that is not worth repeating the request for: a success with its body, or a refusal. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON; undefined when a refusal came without, for an acceptance without a word (202, 204), and for bytes. */
  readonly body: unknown;
  /** The body of a success asked for as bytes. */
  readonly bytes?: Uint8Array<ArrayBuffer> | undefined;
}

/** Sends a request under the policy. Throws `ReadError`. */
export type Send = (request: MicrosoftRequest) => Promise<Answer>;

/** Worth repeating: a time-out, throttling, or a fault on the way or on Microsoft's side. 501 is not: it will not change. */
export const RETRY_STATUSES: ReadonlySet<number> = new Set([
  408, // Request Timeout
  429, // Too Many Requests
  500, // Internal Server Error
  502, // Bad Gateway
  503, // Service Unavailable
  504, // Gateway Timeout
]);
