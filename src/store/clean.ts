import type { EpochMs } from '../time.ts';

/**
 * A text as both databases can keep it: without NUL, which PostgreSQL refuses, without halves of a character, and at most `most`
 * UTF-16 units long.
 */
export function cleanText(text: string, most: number): string {
  return text.slice(0, most).replaceAll('\0', '').toWellFormed();
}

/** A whole number of milliseconds, or null for none. */
export function cleanInstant(at: EpochMs | undefined): number | null {
  if (at === undefined || !Number.isFinite(at)) return null;
  const whole = Math.round(at);
  return Number.isSafeInteger(whole) ? whole : null;
}

/** Splits a list into pieces of at most `size`, for statements of a bounded length. */
export function inPieces<T>(items: readonly T[], size: number): T[][] {
  const pieces: T[][] = [];
  for (let at = 0; at < items.length; at += size) pieces.push(items.slice(at, at + size));
  return pieces;
}
