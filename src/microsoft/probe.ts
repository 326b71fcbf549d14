import { CLOUDS } from '../clouds.ts';
import type { PartnerAccount } from '../partner-account.ts';
import { toArmFailure } from './azure/arm-error.ts';
import type { MicrosoftApi, Runtime } from './call.ts';
import { toGraphFailure } from './graph/graph-error.ts';
import { describeAttempts } from './partner-center/attempt-headers.ts';
import { toPartnerCenterFailure } from './partner-center/partner-center-error.ts';
import { type ApiPolicy, type MicrosoftRequest, RETRY_STATUSES } from './policy/request.ts';
import type { AuthorizedSend } from './sign-in/authorized-send.ts';
import type { SignIn } from './sign-in/sign-in.ts';

type ProbedApi = Exclude<MicrosoftApi, 'signIn'>;

/** What a probe asks for. */
export interface ProbeErrand {
  readonly api: ProbedApi;
  readonly tenantId: string;
  readonly signal: AbortSignal;
}

/** Looks into what the credentials of one account open, a call at a time: for who sets up the bot. Every call throws `ReadError`. */
export interface Probe {
  /** Gets a token for the API in the tenant. */
  signIn(errand: ProbeErrand): Promise<void>;
  /** The JSON of one page. @param path with its query, its parts encoded; `permissions`: what it takes, for the error. */
  read(errand: ProbeErrand, path: string, permissions: string): Promise<unknown>;
}

/** More than anybody who looks into things waits, in milliseconds: their signal ends it. */
const LONGEST_MS = 60_000;

export function createProbe(
  { clock }: Pick<Runtime, 'clock'>,
  { cloud }: Pick<PartnerAccount, 'cloud'>,
  send: AuthorizedSend,
  signIn: SignIn,
): Probe {
  const origins: Readonly<Record<ProbedApi, string>> = CLOUDS[cloud];

  function makeRequest(
    { api, ...errand }: ProbeErrand,
    path: string,
    permissions?: string,
  ): MicrosoftRequest {
    const policy: ApiPolicy = {
      ...{ api, resource: 'probe', budget: [], retryStatuses: RETRY_STATUSES },
      ...{ attemptMs: LONGEST_MS, permissions },
    };
    const headers = api === 'partnerCenter' ? describeAttempts() : () => ({ accept: 'application/json' });
    const deadline = clock() + LONGEST_MS;
    return { ...errand, policy, cloud, method: 'GET', url: `${origins[api]}${path}`, headers, deadline };
  }
  const scopeOf = (api: ProbedApi) => `${origins[api]}/.default`;

  return {
    async signIn(errand) {
      await signIn.getToken(makeRequest(errand, '/'), scopeOf(errand.api));
    },
    async read(errand, path, permissions) {
      const request = makeRequest(errand, path, permissions);
      const answer = await send(request, scopeOf(errand.api));
      if (answer.status >= 200 && answer.status <= 299) return answer.body;
      throw FAILURES[errand.api](request, answer);
    },
  };
}

const FAILURES = { graph: toGraphFailure, partnerCenter: toPartnerCenterFailure, arm: toArmFailure };
