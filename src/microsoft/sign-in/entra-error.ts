import { z } from 'zod';
import { ReadError, type ReadErrorCode, type ReadErrorDetails } from '../../errors.ts';
import { safeCode } from '../policy/failure.ts';

/** What an Entra refusal means to us, and what to do about it. Holds nothing of Entra's own text but the AADSTS number. */
export interface EntraRefusal {
  readonly code: ReadErrorCode;
  readonly what: string;
  readonly requestId: string | undefined;
  /** What it says of a partner user's sign-in: over for good, or not without that user; undefined: nothing. */
  readonly userSignIn: 'lapsed' | 'due' | undefined;
}

/** A sign-in that Entra refused. */
export class SignInRefused extends ReadError {
  readonly userSignIn: EntraRefusal['userSignIn'];

  constructor(
    code: ReadErrorCode,
    message: string,
    userSignIn: EntraRefusal['userSignIn'],
    details: ReadErrorDetails,
  ) {
    super(code, message, details);
    this.userSignIn = userSignIn;
  }
}

const ADVICE: Readonly<Partial<Record<ReadErrorCode, string>>> = {
  noConsent: 'the application has no consent in this tenant; its administrator must grant it',
  credentialRefused: 'the client id, secret or certificate is wrong or expired; renew it and restart',
  signInBlocked: 'a policy of this tenant, such as conditional access, forbids the sign-in',
  notFound: 'the sign-in service does not know this tenant',
  unavailable: 'the sign-in service has a fault of its own',
};

/** Of a grant by refresh token: `credentialRefused` then is about that token. */
const USER_ADVICE =
  'the refresh token of the partner user (PARTNER_…_REFRESH_TOKEN) is expired, revoked or without MFA; let that user sign in again: with the button in chat, or by setting the new one';

/** Refusals of a partner user's refresh token; only signing in anew, with MFA, helps. */
const REFRESH_TOKEN_CODES: ReadonlySet<number> = new Set([
  50076, // multi-factor authentication required
  50078, // multi-factor authentication expired
  50079, // multi-factor authentication not set up
  50132, // session revoked
  50133, // session revoked: password expired or changed
  50173, // grant revoked: password reset or tokens revoked
  70000, // grant malformed, or issued to another application
  70008, // grant expired
  70043, // expired by the sign-in frequency of conditional access
  700082, // expired: not used for 90 days
  700084, // issued to a single page application: lives for a day
]);

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const CODES: ReadonlyMap<number, ReadErrorCode> = new Map<number, ReadErrorCode>([
  [700016, 'noConsent'], // application not found in the directory
  [7000229, 'noConsent'], // client application has no service principal in the tenant
  [65001, 'noConsent'], // neither user nor administrator consented
  [90094, 'noConsent'], // administrator consent required
  [500011, 'noConsent'], // resource principal not found in the tenant
  [650051, 'noConsent'], // service principal could not be used
  [650052, 'noConsent'], // the organization has no service principal of the resource
  [650056, 'noConsent'], // permissions of the application changed and are not consented to
  [650057, 'noConsent'], // resource not among the application's permissions
  [7000215, 'credentialRefused'], // invalid client secret
  [7000222, 'credentialRefused'], // expired client secret
  [7000216, 'credentialRefused'], // client secret or assertion missing
  [7000218, 'credentialRefused'], // client secret or assertion missing
  [700021, 'credentialRefused'], // assertion names another application
  [700023, 'credentialRefused'], // assertion's audience wrong
  [700024, 'credentialRefused'], // assertion outside its time: also a wrong clock
  [700025, 'credentialRefused'], // public client must send no secret
  [700027, 'credentialRefused'], // signature not of a registered certificate
  [700030, 'credentialRefused'], // certificate not acceptable
  [1000502, 'credentialRefused'], // certificate expired
  [7000214, 'credentialRefused'], // certificate revoked
  [50012, 'credentialRefused'], // authentication failed
  [90002, 'notFound'], // tenant not found
  [900021, 'notFound'], // tenant identifier is neither a DNS name nor a GUID
  [900023, 'notFound'], // tenant identifier is neither a DNS name nor a GUID
  [7000112, 'signInBlocked'], // application disabled
  [501051, 'signInBlocked'], // application not assigned to a role of the resource
  [50105, 'signInBlocked'], // not assigned to the application
  [90033, 'unavailable'], // a temporary fault
  [50196, 'unavailable'], // request loop noticed
]);

const OAUTH_ERRORS: Readonly<Record<string, ReadErrorCode>> = {
  invalid_client: 'credentialRefused',
  invalid_grant: 'credentialRefused',
  unauthorized_client: 'noConsent',
  consent_required: 'noConsent',
  invalid_resource: 'noConsent',
  access_denied: 'signInBlocked',
  interaction_required: 'signInBlocked',
  server_error: 'unavailable',
  temporarily_unavailable: 'unavailable',
};

const body = z.object({
  error: z.string().catch(''),
  error_description: z.string().catch(''),
  error_codes: z.array(z.coerce.number()).catch([]),
  trace_id: z.string().optional().catch(undefined),
});

/** Reads the body of a refused token request. undefined when it is not one of Entra's. */
export function readEntraRefusal(value: unknown): EntraRefusal | undefined {
  const parsed = body.safeParse(value);
  if (!parsed.success || (parsed.data.error === '' && parsed.data.error_codes.length === 0)) return undefined;
  const { error, error_description, error_codes, trace_id } = parsed.data;
  const stated = /AADSTS(\d+)/.exec(error_description)?.[1];
  const numbers = stated === undefined ? error_codes : [...error_codes, Number(stated)];
  const number = numbers.find((one) => codeOf(one) !== undefined) ?? numbers[0];
  const code = (number === undefined ? undefined : codeOf(number)) ?? OAUTH_ERRORS[error] ?? 'invalidAnswer';
  const name = number === undefined ? safeCode(error) : `AADSTS${number}`;
  const isUsers = error === 'invalid_grant' || (number !== undefined && REFRESH_TOKEN_CODES.has(number));
  const stock = code === 'credentialRefused' && isUsers ? USER_ADVICE : ADVICE[code];
  const advice = stock ?? 'the request was refused; look the code up in the Entra error reference';
  return {
    code,
    what: `${advice} (${name})`,
    requestId: safeCode(trace_id) || undefined,
    userSignIn: judgeUserSignIn(error, numbers),
  };
}

/** Unknown refusals of a grant, and what only the user can answer, leave the token's end open. */
function judgeUserSignIn(error: string, numbers: readonly number[]): EntraRefusal['userSignIn'] {
  if (numbers.some((number) => REFRESH_TOKEN_CODES.has(number))) return 'lapsed';
  const asksUser = ['invalid_grant', 'interaction_required', 'login_required', 'consent_required'].includes(
    error,
  );
  return asksUser ? 'due' : undefined;
}

function codeOf(number: number): ReadErrorCode | undefined {
  if (REFRESH_TOKEN_CODES.has(number)) return 'credentialRefused';
  // 53000 to 53011 and 530002 to 530099: the tenant's conditional access policies.
  return CODES.get(number) ?? (/^530\d{2,3}$/.test(String(number)) ? 'signInBlocked' : undefined);
}
