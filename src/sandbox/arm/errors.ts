import type { Clock, Random } from '../../time.ts';
import { answerJson, newGuid, readHeader, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';

export interface ArmErrorDetail {
  readonly code: string;
  readonly message: string;
}

/** A failure to be answered in Azure Resource Manager's shape: `{ error: { code, message, details? } }`. */
export class ArmFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: readonly ArmErrorDetail[];

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    details: readonly ArmErrorDetail[] = [],
  ) {
    super(message);
    this.name = 'ArmFailure';
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.details = details;
  }
}

export const methodNotAllowed = (method: string) =>
  new ArmFailure(405, 'MethodNotAllowed', `The method '${method}' is not allowed.`);

export const resourceNotFound = (path: string) =>
  new ArmFailure(404, 'NotFound', `No resource is known at '${path}'.`);

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
  { status, code, message, details, headers: own }: ArmFailure,
  headers: Readonly<Record<string, string>>,
): SandboxAnswer {
  const error = { code, message, ...(details.length > 0 && { details }) };
  return answerJson(status, { error }, { ...headers, ...own });
}
