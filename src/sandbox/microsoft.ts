import type { Clock, Random, Sleep } from '../time.ts';
import { readBearer, type SandboxAnswer, type SandboxRequest } from './exchange.ts';
import type { Faults } from './faults/faults.ts';
import { answerFaultStatus, answerHtml, breakJson } from './faults/faulty-answer.ts';
import { SIMULATED_HOSTS, type SimulatedApi } from './hosts.ts';
import type { RequestLog } from './request-log.ts';
import type { Tokens } from './sign-in/tokens.ts';
import type { Tenants } from './tenants/tenants.ts';

export interface MicrosoftParts {
  readonly apis: Readonly<Record<SimulatedApi, (request: SandboxRequest) => SandboxAnswer>>;
  readonly tenants: Tenants;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly latencyMs: () => number;
  /** How much later Graph answers for a customer whose answers are slow. */
  readonly slowMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly sleep: Sleep;
}

/** Answers for a simulated host, faults and latency included. Undefined: the connection is to be dropped. */
export async function answerMicrosoft(
  request: SandboxRequest,
  parts: MicrosoftParts,
  signal: AbortSignal,
): Promise<SandboxAnswer | undefined> {
  const api = SIMULATED_HOSTS.get(request.host)?.api ?? 'graph';
  const tenant = findTenantId(request, api, parts);
  const log = (status: number | undefined) => {
    const { method, host, path, query } = request;
    parts.requests.add({ at: parts.clock(), method, host, path, query: query.toString(), status, tenant });
  };
  const fault = parts.faults.take({ method: request.method, host: request.host, path: request.path, tenant });
  const isSlow = api === 'graph' && tenant && parts.tenants.find(request.cloud, tenant)?.behaviour === 'slow';
  const wait = parts.latencyMs() + (isSlow ? parts.slowMs : 0) + (fault?.kind === 'latency' ? fault.ms : 0);
  let answer: SandboxAnswer | undefined;
  try {
    if (wait > 0) await parts.sleep(wait, signal);
    answer = applyFault();
    if (fault?.kind === 'lost') {
      answer = undefined;
      if (fault.ms > 0) await parts.sleep(fault.ms, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  log(answer?.status);
  return answer;

  function applyFault(): SandboxAnswer | undefined {
    if (fault?.kind === 'drop') return undefined;
    if (fault?.kind === 'status') return answerFaultStatus(request, api, fault, parts);
    if (fault?.kind === 'html') return answerHtml(fault.status);
    if (fault?.kind === 'empty')
      return { status: 200, headers: { 'content-type': 'application/json' }, body: '' };
    const answer = parts.apis[api](request);
    return fault?.kind === 'brokenJson' ? breakJson(answer) : answer;
  }
}

/** The tenant whose data is asked for: from the sign-in path, the customer in the path, or the token. */
function findTenantId(
  request: SandboxRequest,
  api: SimulatedApi,
  { tenants, tokens }: MicrosoftParts,
): string | undefined {
  const segments = request.path.split('/');
  if (api === 'signIn') return tenants.find(request.cloud, segments[1] ?? '')?.tenantId ?? segments[1];
  if (api === 'partnerCenter' && segments[3]) return segments[3];
  return tokens.read(readBearer(request.headers) ?? '')?.tid;
}
