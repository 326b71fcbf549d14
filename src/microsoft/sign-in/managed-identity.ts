import { z } from 'zod';
import type { IdentityEndpoint, ManagedIdentityName } from '../../partner-account.ts';
import type { EpochMs } from '../../time.ts';
import type { Runtime } from '../call.ts';
import { codeOfStatus, failure, safeCode } from '../policy/failure.ts';
import { type ApiPolicy, RETRY_STATUSES, type Send } from '../policy/request.ts';
import { createSend } from '../policy/send.ts';
import type { TokenErrand } from './network-client.ts';
import type { Token } from './token-shelf.ts';

/** A token of a managed identity for `resource`, an address such as `https://api.botframework.com`. Not kept. Throws `ReadError`. */
export type RequestIdentityToken = (resource: string, errand: TokenErrand) => Promise<Token>;

/** The instance metadata service of Azure's virtual machines. */
const METADATA = 'http://169.254.169.254/metadata/identity/oauth2/token';
const METADATA_VERSION = '2018-02-01';
const ENDPOINT_VERSION = '2019-08-01';

/** Both services are updated while they run, and are then away, or not yet there, for a moment. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([...RETRY_STATUSES, 404, 410]);

/** Numbers come as such or as text, and of the two times at least one comes. */
const answered = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
  expires_on: z.coerce.number().positive().optional().catch(undefined),
});

/**
 * Asks the machine the bot runs on for tokens of its managed identity: at `endpoint` where App Service or Container Apps named one, else at
 * the instance metadata service. MSAL's own client for it keeps its tokens, and which service it found, for the whole process.
 * https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 * https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export function createManagedIdentity(
  runtime: Runtime,
  send: Send,
  identity: ManagedIdentityName,
  endpoint?: IdentityEndpoint,
): RequestIdentityToken {
  const { clock, timings } = runtime;
  // The endpoint is on this very machine: nothing can stand in for it, and its header is nobody else's business.
  const sendThere = endpoint ? createSend({ ...runtime, upstream: undefined }) : send;
  const policy: ApiPolicy = {
    api: 'signIn',
    resource: 'managedIdentity',
    budget: [],
    retryStatuses: PASSING_STATUSES,
    attemptMs: timings.signInAttemptMs,
  };
  const headers: Readonly<Record<string, string>> = endpoint
    ? { 'x-identity-header': endpoint.header }
    : { metadata: 'true' };

  function addressOf(resource: string): string {
    const url = new URL(endpoint?.url ?? METADATA);
    url.searchParams.set('api-version', endpoint ? ENDPOINT_VERSION : METADATA_VERSION);
    url.searchParams.set('resource', resource);
    if (identity !== 'system') url.searchParams.set('client_id', identity);
    return url.href;
  }

  return async (resource, errand) => {
    const request = {
      policy,
      cloud: errand.cloud,
      tenantId: 'managed identity',
      signal: errand.signal,
      get deadline() {
        return errand.deadline;
      },
      method: 'GET',
      url: addressOf(resource),
      headers: () => headers,
    } as const;
    const answer = await sendThere(request);
    if (answer.status !== 200) {
      const said = z.object({ error: z.unknown() }).safeParse(answer.body).data?.error;
      const what = `the managed identity of this machine was refused (${answer.status} ${safeCode(said)}); check that it is assigned here and that its client id is right`;
      const code = answer.status < 500 ? 'credentialRefused' : codeOfStatus(answer.status);
      throw failure(request, code, what, { status: answer.status });
    }
    const token = answered.safeParse(answer.body).data;
    const expiresAt = token && readExpiry(token, clock());
    if (!token || expiresAt === undefined) {
      throw failure(request, 'invalidAnswer', 'the managed identity of this machine gave no usable token');
    }
    return { value: token.access_token, expiresAt };
  };
}

/** The instance by the service's own clock is of use only where it gives no duration. */
function readExpiry(
  { expires_in, expires_on }: Pick<z.output<typeof answered>, 'expires_in' | 'expires_on'>,
  now: EpochMs,
): EpochMs | undefined {
  if (expires_in !== undefined) return now + expires_in * 1000;
  return expires_on === undefined ? undefined : expires_on * 1000;
}
