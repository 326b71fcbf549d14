import { randomUUID } from 'node:crypto';
import type { AttemptInfo } from '../policy/request.ts';

/**
 * The headers of one call. `MS-RequestId` is an idempotency key: the same when an attempt is repeated after silence, a new one
 * after any answer. https://learn.microsoft.com/partner-center/developer/headers
 */
export function describeAttempts(more: Readonly<Record<string, string>> = {}) {
  const correlationId = randomUUID();
  let requestId = randomUUID();
  let sent = false;
  return ({ number, answeredBefore }: AttemptInfo): Record<string, string> => {
    // A first attempt that is not the first: the call is repeated with a new access token, after a 401.
    if (sent && (answeredBefore || number === 1)) requestId = randomUUID();
    sent = true;
    return {
      accept: 'application/json',
      'x-locale': 'en-US',
      'ms-requestid': requestId,
      'ms-correlationid': correlationId,
      'ms-partnercenter-application': 'Partner Health',
      ...more,
    };
  };
}
