import type { EpochMs } from '../../time.ts';

/** The longest wait taken over from an answer, the longest documented throttling window: a slip there must not silence us for days. */
const LONGEST_MS = 3_600_000;

/**
 * When an answer asks to be left alone until: `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3), or the text of
 * Partner Center's 429 body, "Try again in 57 seconds". undefined when nothing (usable) is said, or the instant has passed.
 */
export function readRetryAt(headers: Headers, body: unknown, now: EpochMs): EpochMs | undefined {
  const waitMs = readHeader(headers.get('retry-after')?.trim(), now) ?? readMessage(body);
  if (waitMs === undefined || waitMs <= 0) return undefined;
  return now + Math.min(waitMs, LONGEST_MS);
}

function readHeader(value: string | undefined, now: EpochMs): number | undefined {
  if (value === undefined || value === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  // An HTTP date begins with the day's name; Date.parse alone would also read "-1" as a year.
  const date = /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - now;
}

function readMessage(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null || !('message' in body)) return undefined;
  const seconds = /try again in (\d{1,6}) seconds?/i.exec(String(body.message))?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
