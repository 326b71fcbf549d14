import { DeliveryError, type DeliveryErrorCode } from '../delivery/messenger.ts';
import { ReadError } from '../errors.ts';
import type { EpochMs } from '../time.ts';
import { type ConnectorFailure, readConnectorError } from './read-connector-error.ts';

/** What was tried: a new message, or a change of one that is there. */
export type Delivery = 'post' | 'update';

/** What botbuilder threw, as a `DeliveryError` that holds nothing of what was sent. `now` is what a relative Retry-After counts from. */
export function toDeliveryError(error: unknown, delivery: Delivery, now: EpochMs): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const failure = readConnectorError(error);
  const code = chooseCode(failure, delivery);
  return new DeliveryError(code, describe(failure), {
    retryAt:
      code === 'throttled' || code === 'unavailable' ? readRetryAt(failure.retryAfter, now) : undefined,
    // A token that is not accepted lets nothing through.
    mayHaveArrived: code === 'unavailable' && failure.status !== 401,
    cause: new ConnectorError(failure),
  });
}

/**
 * The bot could not get a token for the connector: an expired secret, the wrong tenant, Entra out of reach. That is for the operator to mend,
 * no fault of a message or a conversation: what is to be sent waits until it works again.
 */
export function toSignInError(error: unknown, now: EpochMs): DeliveryError {
  const failure = readConnectorError(error);
  const [code] = failure.codes;
  return new DeliveryError(
    'unavailable',
    `The bot could not sign in${code === undefined ? '' : ` (${code})`}.`,
    {
      retryAt: error instanceof ReadError ? error.retryAt : readRetryAt(failure.retryAfter, now),
      cause: new SignInError(failure),
    },
  );
}

/**
 * Sources: "Status codes from bot conversational APIs", https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability,
 * and "Send proactive messages" for the sub-codes of a 403.
 */
function chooseCode({ status, codes }: ConnectorFailure, delivery: Delivery): DeliveryErrorCode {
  const told = (names: ReadonlySet<string>) => codes.some((code) => names.has(code));
  if (status === undefined) return 'unavailable';
  switch (status) {
    // The token is not accepted: as much as a sign-in that fails.
    case 401:
      return 'unavailable';
    case 403:
      if (told(BLOCKED)) return 'blocked';
      if (told(NOT_A_MEMBER)) return 'gone';
      return delivery === 'update' ? 'messageGone' : 'refused';
    case 404:
      if (told(NO_CONVERSATION)) return 'gone';
      return delivery === 'update' ? 'messageGone' : 'refused';
    case 405:
      return delivery === 'update' ? 'messageGone' : 'refused';
    case 408:
      return 'unavailable';
    case 412:
    case 429:
      return 'throttled';
    case 413:
      return 'tooLarge';
    default:
      return status >= 500 ? 'unavailable' : 'refused';
  }
}

const BLOCKED: ReadonlySet<string> = new Set([
  'BotDisabledByAdmin',
  'ConversationBlockedByUser',
  'MessageWritesBlocked',
  // The number of MessageWritesBlocked.
  '209',
]);
const NOT_A_MEMBER: ReadonlySet<string> = new Set([
  'BotNotInConversationRoster',
  // The app is no longer installed for this person.
  'ForbiddenOperationException',
]);
const NO_CONVERSATION: ReadonlySet<string> = new Set(['ConversationNotFound']);

function describe({ status, codes: [code] }: ConnectorFailure): string {
  const said = code === undefined ? '' : ` (${code})`;
  return status === undefined ? `Teams was not reached${said}.` : `Teams answered ${status}${said}.`;
}

/** The cause kept for the log, which prints names and codes. */
class ConnectorError extends Error {
  readonly code: string;

  constructor(failure: ConnectorFailure) {
    super('The Bot Connector failed.');
    this.name = 'ConnectorError';
    this.code = listCodes(failure);
  }
}

class SignInError extends Error {
  readonly code: string;

  constructor(failure: ConnectorFailure) {
    super('The sign-in of the bot failed.');
    this.name = 'SignInError';
    this.code = listCodes(failure);
  }
}

function listCodes({ status, codes }: ConnectorFailure): string {
  return [status, ...codes].filter((part) => part !== undefined).join(' ') || 'unknown';
}

/** The longest wait taken over, the longest of Teams' windows: a slip there must not silence a conversation for days. */
const LONGEST_WAIT_MS = 3_600_000;

/** `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3); undefined when it says nothing usable or has passed. */
function readRetryAt(header: string | undefined, now: EpochMs): EpochMs | undefined {
  const value = header?.trim() ?? '';
  const waitMs = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : readDate(value) - now;
  return waitMs > 0 ? now + Math.min(waitMs, LONGEST_WAIT_MS) : undefined;
}

/** An HTTP date begins with the day's name; Date.parse alone would also read "-1" as a year. */
function readDate(value: string): number {
  return /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : Number.NaN;
}
