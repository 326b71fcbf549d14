import type { ReadError } from '../errors.ts';
import type { EpochMs } from '../time.ts';

/** A part as it was read, or why it could not be. */
export type Reading<T> =
  /** `skipped`: rows that could not be understood and are not in `value`. */
  | { readonly ok: true; readonly value: T; readonly skipped: number; readonly readAt: EpochMs }
  | { readonly ok: false; readonly error: ReadError };
