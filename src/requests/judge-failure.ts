import { ReadError } from '../errors.ts';
import type { EpochMs } from '../time.ts';
import type { RouteTroubleCode } from './request.ts';
import { RouteError } from './route-error.ts';

/** What a failure of the vendor's means for the work: try again later, or tell people. */
export type JudgedFailure =
  | { readonly kind: 'passing'; readonly retryAt: EpochMs | undefined; readonly cause: string }
  | { readonly kind: 'lasting'; readonly code: RouteTroubleCode; readonly cause: string };

/** Judges what a route threw. undefined: none of its errors; it was not foreseen. */
export function judgeFailure(error: unknown): JudgedFailure | undefined {
  if (error instanceof RouteError) {
    const { code, isPassing, retryAt, message: cause } = error;
    return isPassing ? { kind: 'passing', retryAt, cause } : { kind: 'lasting', code, cause };
  }
  if (!(error instanceof ReadError)) return undefined;
  const { code, retryAt, message: cause } = error;
  switch (code) {
    case 'throttled':
    case 'timeout':
    case 'unavailable':
    case 'invalidAnswer':
      return { kind: 'passing', retryAt, cause };
    case 'forbidden':
      return { kind: 'lasting', code: 'role', cause };
    default:
      return { kind: 'lasting', code: 'access', cause };
  }
}
