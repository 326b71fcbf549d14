import { z } from 'zod';
import type { ReadError, ReadErrorCode } from '../../errors.ts';
import { codeOfStatus, failure, readRequestId, safeCode } from '../policy/failure.ts';
import type { Answer, MicrosoftRequest } from '../policy/request.ts';

const text = z.string().catch('');
const body = z.object({ error: z.object({ code: text }) });

const ADVICE: Readonly<Partial<Record<ReadErrorCode, string>>> = {
  signInBlocked: "the application's token is not accepted for this subscription",
  forbidden: 'the application may not read this subscription: it needs the role Reader there',
  notFound: 'the tenant has no such subscription',
};

/** A refused Azure Resource Manager request as a `ReadError`. https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
export function toArmFailure(request: MicrosoftRequest, { status, headers, body: value }: Answer): ReadError {
  const code = safeCode(body.safeParse(value).data?.error.code);
  const details = { status, requestId: readRequestId(headers) };
  if (code === 'MissingSubscriptionRegistration') {
    const what = 'the subscription is not registered for Microsoft.ResourceHealth';
    return failure(request, 'forbidden', `${what} (${status} ${code})`, details);
  }
  const meaning = codeOfStatus(status);
  const what = `${ADVICE[meaning] ?? 'the request was refused'} (${[status, code].filter(Boolean).join(' ')})`;
  return failure(request, meaning, what, details);
}
