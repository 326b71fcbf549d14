import type { EpochMs } from '../time.ts';

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A date as Microsoft writes them: with up to seven fraction digits, and sometimes bare, which is read as UTC. undefined for null,
 * for .NET's "none" (`0001-01-01T00:00:00`) and "for ever" (year 9999), and for anything that is no date.
 */
export function parseDate(value: unknown): EpochMs | undefined {
  const plain = typeof value === 'string' ? parsePlain(value) : undefined;
  if (plain !== undefined) return plain;
  const match = typeof value === 'string' ? DATE.exec(value.trim()) : null;
  if (!match) return undefined;
  const [, year, month, day, time = '00:00:00', fraction = '', zone = 'Z'] = match;
  if (year === '0001' || year === '9999') return undefined;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const seconds = time.length === 5 ? `${time}:00` : time;
  const instant = Date.parse(`${year}-${month}-${day}T${seconds}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(instant) ? undefined : instant;
}

/**
 * `2026-11-20T10:20:00Z` or `2026-11-20T10:20:00.383Z`, which is how nearly all of them look: a round of all customers reads millions, and
 * what the pattern leaves behind for each is half a kilobyte of garbage. undefined: it looks otherwise, or is no usual date.
 */
function parsePlain(text: string): EpochMs | undefined {
  const end = text.length - 1;
  if (end < 19 || text.charCodeAt(end) !== Z || !hasSigns(text)) return undefined;
  const year = 100 * readTwo(text, 0) + readTwo(text, 2);
  const month = readTwo(text, 5);
  const day = readTwo(text, 8);
  const hour = readTwo(text, 11);
  const minute = readTwo(text, 14);
  const second = readTwo(text, 17);
  const ms = readFraction(text, end);
  const isDay = year > 1970 && year < 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
  if (!isDay || !(hour < 24 && minute < 60 && second < 60 && ms < 1_000)) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}

const [Z, DASH, T, COLON, POINT] = [90, 45, 84, 58, 46] as const;

function hasSigns(text: string): boolean {
  return (
    text.charCodeAt(4) === DASH &&
    text.charCodeAt(7) === DASH &&
    text.charCodeAt(10) === T &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON
  );
}

/** NaN where there is something else than two digits. */
function readTwo(text: string, at: number): number {
  return 10 * readDigit(text, at) + readDigit(text, at + 1);
}

/** The milliseconds between the seconds and `end`, cut off after three digits; NaN where there is something else than a fraction. */
function readFraction(text: string, end: number): number {
  if (end === 19) return 0;
  if (text.charCodeAt(19) !== POINT || end === 20) return Number.NaN;
  let ms = 0;
  for (let at = 20; at < end; at += 1) {
    const digit = readDigit(text, at);
    if (at < 23 || Number.isNaN(digit)) ms += digit * 10 ** (22 - at);
  }
  return ms;
}

function readDigit(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 48;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
}
