import { z } from 'zod';
import { ReadError, type ReadErrorCode } from '../../errors.ts';
import { codeOfStatus, nameCall, readRequestId, safeCode } from '../policy/failure.ts';
import type { Answer, MicrosoftRequest } from '../policy/request.ts';

const text = z.string().catch('');
const body = z.object({ error: z.object({ code: text, message: text }) });

/** Graph itself refused: a `notFound` is about the thing asked for, where the sign-in's own is about the tenant. */
export class GraphRefusal extends ReadError {}

/** Answers of something that does not know such a question, rather than refusing it. */
const UNKNOWN_QUESTION: ReadonlySet<number | undefined> = new Set([400, 404, 405, 501]);

/** Whether Graph, or what stands in for it, does not have the API that was asked. */
export function lacksApi(error: unknown): boolean {
  return error instanceof GraphRefusal && UNKNOWN_QUESTION.has(error.status);
}

/** A refused Graph request as a `ReadError`. https://learn.microsoft.com/graph/errors */
export function toGraphFailure(
  request: MicrosoftRequest,
  { status, headers, body: value }: Answer,
): GraphRefusal {
  const { code, message } = body.safeParse(value).data?.error ?? { code: '', message: '' };
  const meaning = readMeaning(status, code, message);
  const name = [status, safeCode(code)].filter(Boolean).join(' ');
  const what = `${advise(meaning, request)} (${name})`;
  return new GraphRefusal(meaning, `${nameCall(request)}: ${what}`, {
    status,
    requestId: readRequestId(headers),
  });
}

function readMeaning(status: number, code: string, message: string): ReadErrorCode {
  if (saysNoConsent(status, code, message)) return 'noConsent';
  if (status === 400 && saysNotFound(code, message)) return 'notFound';
  return codeOfStatus(status);
}

/** Only what is said outright: a missing role ("Insufficient privileges") stays `forbidden`. */
function saysNoConsent(status: number, code: string, message: string): boolean {
  if (status !== 401 && status !== 403) return false;
  return (
    code === 'Authorization_IdentityNotFound' || // the tenant holds no service principal of ours
    /AADSTS(?:65001|700016|7000229|650052)\b|not consented|consent (?:is )?required/i.test(message)
  );
}

function saysNotFound(code: string, message: string): boolean {
  return (
    /not_?found$/i.test(code) ||
    /\b(?:not found|does not exist|(?:cannot|could not) be found)\b/i.test(message)
  );
}

function advise(meaning: ReadErrorCode, { policy }: MicrosoftRequest): string {
  if (meaning === 'noConsent')
    return 'the application has no consent in this tenant; its administrator must grant it';
  if (meaning === 'forbidden')
    return `a permission is missing: ${policy.permissions ?? 'see the documentation of Graph'} with admin consent`;
  return meaning === 'notFound' ? 'not found in this tenant' : 'the request was refused';
}
