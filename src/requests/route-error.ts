import type { RouteTroubleCode } from './request.ts';

/** A route failed. Its message is for the operator and the record: Microsoft's code and words, no token, at most 2,000 characters. */
export class RouteError extends Error {
  readonly code: RouteTroubleCode;
  /** True when the same, tried again later, may well succeed: throttling, a fault on the way or on Microsoft's side, a time-out. */
  readonly isPassing: boolean;
  /** When trying again makes sense, where Microsoft said it; milliseconds since 1970. */
  readonly retryAt: number | undefined;

  constructor(
    code: RouteTroubleCode,
    message: string,
    {
      isPassing = false,
      retryAt,
      cause,
    }: { readonly isPassing?: boolean; readonly retryAt?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'RouteError';
    this.code = code;
    this.isPassing = isPassing;
    this.retryAt = retryAt;
  }
}
