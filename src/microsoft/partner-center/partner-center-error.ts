import { z } from 'zod';
import { ReadError, type ReadErrorCode } from '../../errors.ts';
import { codeOfStatus, nameCall, readRequestId, safeCode } from '../policy/failure.ts';
import type { Answer, MicrosoftRequest } from '../policy/request.ts';

const body = z.object({ code: z.union([z.string(), z.number()]) });

/** "The audience in the token is invalid and is no longer supported". */
const WRONG_AUDIENCE = '900420';

/** What to do about a refusal, for the operator. */
export type Advice = Readonly<Partial<Record<ReadErrorCode, string>>>;

const ADVICE: Advice = {
  credentialRefused:
    'the application is not accepted; register it in Partner Center under App management, in this cloud',
  forbidden: 'the application lacks the rights; check its registration and roles in Partner Center',
  notFound: 'not found',
};

/** Partner Center itself refused, not the sign-in before it. */
export class PartnerCenterRefusal extends ReadError {}

/** A refused Partner Center request as a `ReadError`. https://learn.microsoft.com/partner-center/developer/error-codes */
export function toPartnerCenterFailure(
  request: MicrosoftRequest,
  { status, headers, body: value }: Answer,
  advice: Advice = ADVICE,
): PartnerCenterRefusal {
  const code = safeCode(body.safeParse(value).data?.code);
  const meaning = status === 401 || code === WRONG_AUDIENCE ? 'credentialRefused' : codeOfStatus(status);
  const what = `${advice[meaning] ?? 'the request was refused'} (${[status, code].filter(Boolean).join(' code ')})`;
  const details = { status, requestId: readRequestId(headers) };
  return new PartnerCenterRefusal(meaning, `${nameCall(request)}: ${what}`, details);
}
