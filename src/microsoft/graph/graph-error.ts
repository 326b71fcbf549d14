import { z } from 'zod';
import type { ReadError, ReadErrorCode } from '../../errors.ts';
import { codeOfStatus, failure, readRequestId, safeCode } from '../policy/failure.ts';
import type { Answer, MicrosoftRequest } from '../policy/request.ts';

const text = z.string().catch('');
const body = z.object({ error: z.object({ code: text, message: text }) });

const ADVICE: Readonly<Partial<Record<ReadErrorCode, string>>> = {
  noConsent: 'the application has no consent in this tenant; its administrator must grant it',
  forbidden: 'a permission is missing: ServiceHealth.Read.All and ServiceMessage.Read.All with admin consent',
  notFound: 'not found in this tenant',
};

/** A refused Graph request as a `ReadError`. https://learn.microsoft.com/graph/errors */
export function toGraphFailure(
  request: MicrosoftRequest,
  { status, headers, body: value }: Answer,
): ReadError {
  const { code, message } = body.safeParse(value).data?.error ?? { code: '', message: '' };
  const meaning = saysNoConsent(status, code, message) ? 'noConsent' : codeOfStatus(status);
  const name = [status, safeCode(code)].filter(Boolean).join(' ');
  const what = `${ADVICE[meaning] ?? 'the request was refused'} (${name})`;
  return failure(request, meaning, what, { status, requestId: readRequestId(headers) });
}

/** Only what is said outright: a missing role ("Insufficient privileges") stays `forbidden`. */
function saysNoConsent(status: number, code: string, message: string): boolean {
  if (status !== 401 && status !== 403) return false;
  return (
    code === 'Authorization_IdentityNotFound' || // the tenant holds no service principal of ours
    /AADSTS(?:65001|700016|7000229|650052)\b|not consented|consent (?:is )?required/i.test(message)
  );
}
