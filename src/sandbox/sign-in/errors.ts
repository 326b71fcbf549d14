import type { Clock, Random } from '../../time.ts';
import { answerJson, newGuid, readHeader, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';

export interface SignInFailure {
  readonly status: number;
  /** OAuth 2.0 error code. */
  readonly error: string;
  /** Number after `AADSTS`. */
  readonly code: number;
  readonly text: string;
}

/** Known failures, worded as in "Microsoft Entra authentication and authorization error codes". */
export const SIGN_IN_FAILURES = {
  wrongSecret: (clientId: string): SignInFailure => ({
    status: 401,
    error: 'invalid_client',
    code: 7000215,
    text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
  }),
  badAssertion: (): SignInFailure => ({
    status: 401,
    error: 'invalid_client',
    code: 50027,
    text: 'JWT token is invalid or malformed.',
  }),
  expiredAssertion: (): SignInFailure => ({
    status: 401,
    error: 'invalid_client',
    code: 700024,
    text: 'Client assertion is not within its valid time range.',
  }),
  noCredential: (): SignInFailure => ({
    status: 401,
    error: 'invalid_client',
    code: 7000218,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  }),
  unknownTenant: (tenant: string): SignInFailure => ({
    status: 400,
    error: 'invalid_request',
    code: 90002,
    text: `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  }),
  noTenant: (): SignInFailure => ({
    status: 400,
    error: 'invalid_request',
    code: 50059,
    text: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
  }),
  noConsent: (clientId: string, tenant: string): SignInFailure => ({
    status: 400,
    error: 'unauthorized_client',
    code: 700016,
    text: `Application with identifier '${clientId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  }),
  unknownResource: (resource: string, tenant: string): SignInFailure => ({
    status: 400,
    error: 'invalid_resource',
    code: 500011,
    text: `The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  }),
  badScope: (scope: string): SignInFailure => ({
    status: 400,
    error: 'invalid_scope',
    code: 1002012,
    text: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  }),
  badGrant: (): SignInFailure => ({
    status: 400,
    error: 'invalid_grant',
    code: 9002313,
    text: 'Invalid request. Request is malformed or invalid.',
  }),
  unsupportedGrant: (grant: string): SignInFailure => ({
    status: 400,
    error: 'unsupported_grant_type',
    code: 70003,
    text: `The app requested an unsupported grant type '${grant}'.`,
  }),
};

/** A failure in Entra's shape: description with trace, correlation and time, and the same as fields. */
export function answerSignInFailure(
  request: SandboxRequest,
  failure: SignInFailure,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  headers: Readonly<Record<string, string>> = {},
): SandboxAnswer {
  const trace = newGuid(random);
  const correlation = readHeader(request.headers, 'client-request-id') ?? newGuid(random);
  const timestamp = new Date(clock()).toISOString().replace('T', ' ').replace(/\.\d+/, '');
  return answerJson(
    failure.status,
    {
      error: failure.error,
      error_description: `AADSTS${failure.code}: ${failure.text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [failure.code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://${request.host}/error?code=${failure.code}`,
    },
    { 'cache-control': 'no-store, no-cache', 'x-ms-request-id': trace, ...headers },
  );
}
