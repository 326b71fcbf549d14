import type { Clock, Random } from '../../time.ts';
import { answerJson, newGuid, readHeader, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';

/** A failure to be answered in Azure Resource Manager's shape: `{ error: { code, message } }`. */
export class ArmFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'ArmFailure';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const subscriptionNotFound = (id: string) =>
  new ArmFailure(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);

/** Azure Resource Manager's ids of a call, in every answer. */
export function stampArmHeaders(
  request: SandboxRequest,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Record<string, string> {
  const id = newGuid(random);
  return {
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    'x-ms-request-id': id,
    'x-ms-correlation-request-id': readHeader(request.headers, 'x-ms-correlation-request-id') ?? id,
    'x-ms-routing-request-id': `SANDBOX:${new Date(clock()).toISOString().replace(/[-:]|\.\d+/g, '')}:${id}`,
    date: new Date(clock()).toUTCString(),
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  };
}

export function answerArmFailure(
  { status, code, message, headers: own }: ArmFailure,
  headers: Readonly<Record<string, string>>,
): SandboxAnswer {
  return answerJson(status, { error: { code, message } }, { ...headers, ...own });
}
