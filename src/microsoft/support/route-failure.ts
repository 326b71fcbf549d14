import type { CloudName } from '../../clouds.ts';
import { ReadError, type ReadErrorCode } from '../../errors.ts';
import type { RouteTroubleCode } from '../../requests/request.ts';
import { RouteError } from '../../requests/route-error.ts';
import type { EpochMs } from '../../time.ts';
import { cutWords, type Refusal } from './refusal.ts';

const ADVICE: Readonly<Partial<Record<RouteTroubleCode, string>>> = {
  plan: 'the support plan does not allow this: it takes Professional Direct, Premier or Unified',
  role: 'the application lacks a role on the subscription: Support Request Contributor',
  partnerToken:
    "the partner's token beside the customer's is not accepted: check the delegated admin relationship",
  classification: 'the service or the problem is not on the list any more',
  access: "the application's token is not accepted for this subscription",
  failed: 'accepted, but it came to nothing',
  ticketGone: 'there is no such ticket; they can be read for 18 months',
};
const REGISTER = 'register the resource provider Microsoft.Support in the subscription';

/** Sign-in faults after which the same may well succeed. */
const PASSING: ReadonlySet<ReadErrorCode> = new Set<ReadErrorCode>(['timeout', 'unavailable', 'throttled']);

/** Nothing was decided yet: the same may be tried again, from `retryAt` where Microsoft named an instant. */
export function passing(what: string, retryAt?: EpochMs | undefined, cause?: unknown): RouteError {
  return new RouteError('unreachable', cutWords(what), { isPassing: true, retryAt, cause });
}

/** A failed sign-in: `code`, unless it may pass. Anything but a `ReadError` is given back as it is. */
export function fromReadError(error: unknown, code: RouteTroubleCode): unknown {
  if (!(error instanceof ReadError)) return error;
  if (PASSING.has(error.code)) return passing(error.message, error.retryAt, error);
  return new RouteError(code, cutWords(error.message), { cause: error });
}

/** A refusal, with what to do about it and Microsoft's own words. */
export function refused(
  cloud: CloudName,
  { status, code, words }: Refusal,
  meaning: RouteTroubleCode,
): RouteError {
  const advice = code === 'MissingSubscriptionRegistration' ? REGISTER : ADVICE[meaning];
  const parts = [advice ?? 'the request was refused', words || `status ${status}`];
  return new RouteError(meaning, cutWords(`Azure Support (${cloud}): ${parts.join('. ')}`));
}
