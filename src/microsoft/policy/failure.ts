import { ReadError, type ReadErrorCode, type ReadErrorDetails } from '../../errors.ts';
import type { MicrosoftApi } from '../call.ts';
import type { MicrosoftRequest } from './request.ts';

const API_NAMES: Readonly<Record<MicrosoftApi, string>> = {
  signIn: 'Entra sign-in',
  graph: 'Microsoft Graph',
  partnerCenter: 'Partner Center',
  arm: 'Azure Resource Manager',
};

/** The API and the cloud of a call, as messages begin. */
export function nameCall({ policy, cloud }: Pick<MicrosoftRequest, 'policy' | 'cloud'>): string {
  return `${API_NAMES[policy.api]} (${cloud})`;
}

/** A `ReadError` whose message begins with the API and the cloud, and names neither the tenant nor anything sent. */
export function failure(
  request: Pick<MicrosoftRequest, 'policy' | 'cloud'>,
  code: ReadErrorCode,
  what: string,
  details: ReadErrorDetails = {},
): ReadError {
  return new ReadError(code, `${nameCall(request)}: ${what}`, details);
}

/** What a refusal means when its body says nothing more precise. */
export function codeOfStatus(status: number): ReadErrorCode {
  // A token that was just issued and is refused all the same: revoked, or barred by a policy.
  if (status === 401) return 'signInBlocked';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 429) return 'throttled';
  if (status === 408 || status >= 500) return 'unavailable';
  return 'invalidAnswer';
}

/** Microsoft's id of a request, from whichever header the API uses. undefined when absent or not an id. */
export function readRequestId(headers: Headers): string | undefined {
  const id = headers.get('request-id') ?? headers.get('ms-requestid') ?? headers.get('x-ms-request-id');
  return id !== null && /^[\w-]{1,80}$/.test(id) ? id : undefined;
}

/** A code from an answer's body, fit for a message: short and free of anything but word characters. */
export function safeCode(value: unknown): string {
  const code = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return /^[\w.-]{1,64}$/.test(code) ? code : '';
}
