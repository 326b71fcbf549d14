import type { EpochMs } from './time.ts';

/**
 * Why something could not be read from Microsoft, as far as a person can act on it:
 * - `noConsent`: the application is not (or no longer) consented to in the customer's tenant;
 * - `credentialRefused`: our own secret or certificate is wrong or expired: every customer of that account is unreadable;
 * - `signInBlocked`: a policy of the customer's tenant, such as conditional access, keeps us out;
 * - `forbidden`: signed in, but a permission or a role is missing;
 * - `notFound`: Microsoft does not know this tenant or this thing;
 * - `throttled`: Microsoft, or the budget known beforehand, asks to wait, see `retryAt`;
 * - `timeout`: no answer in the time given;
 * - `unavailable`: the network, or an error on Microsoft's side;
 * - `invalidAnswer`: an answer that cannot be understood.
 */
export type ReadErrorCode =
  | 'noConsent'
  | 'credentialRefused'
  | 'signInBlocked'
  | 'forbidden'
  | 'notFound'
  | 'throttled'
  | 'timeout'
  | 'unavailable'
  | 'invalidAnswer';

export interface ReadErrorDetails {
  /** HTTP status of the last answer, if there was one. */
  readonly status?: number | undefined;
  /** When asking again makes sense. */
  readonly retryAt?: EpochMs | undefined;
  /** Microsoft's request or correlation id, for a support case. */
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** The one error thrown by everything that reads from Microsoft. Its message is for the operator and holds no secret. */
export class ReadError extends Error {
  readonly code: ReadErrorCode;
  readonly status: number | undefined;
  readonly retryAt: EpochMs | undefined;
  readonly requestId: string | undefined;

  constructor(code: ReadErrorCode, message: string, details: ReadErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ReadError';
    this.code = code;
    this.status = details.status;
    this.retryAt = details.retryAt;
    this.requestId = details.requestId;
  }
}
