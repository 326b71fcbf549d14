import { answerJson, type SandboxAnswer } from '../exchange.ts';

/** A failure to be answered in Partner Center's shape: `{ code, description, data, source }` ("Partner Center error codes"). */
export class PartnerCenterFailure extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, description: string) {
    super(description);
    this.name = 'PartnerCenterFailure';
    this.status = status;
    this.code = code;
  }
}

export const resourceNotFound = () =>
  new PartnerCenterFailure(404, '1000', 'The requested resource was not found.');

export const badRequest = (description: string) => new PartnerCenterFailure(400, '2000', description);

export const methodNotAllowed = () => new PartnerCenterFailure(405, '405', 'The method is not allowed.');

export function answerPartnerCenterFailure(
  { status, code, message }: PartnerCenterFailure,
  headers: Readonly<Record<string, string>>,
): SandboxAnswer {
  return answerJson(
    status,
    { code, description: message, data: [], source: 'PartnerFrontendService' },
    headers,
  );
}

/** Throttling has a shape of its own ("API throttling guidance"). */
export function answerThrottled(seconds: number, headers: Readonly<Record<string, string>>): SandboxAnswer {
  return answerJson(
    429,
    { statusCode: 429, message: `Rate limit is exceeded. Try again in ${seconds} seconds.` },
    { ...headers, 'retry-after': String(seconds) },
  );
}
