import type { EpochMs } from '../time.ts';

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A date as Microsoft writes them: with up to seven fraction digits, and sometimes bare, which is read as UTC. undefined for null,
 * for .NET's "none" (`0001-01-01T00:00:00`) and "for ever" (year 9999), and for anything that is no date.
 */
export function parseDate(value: unknown): EpochMs | undefined {
  if (typeof value === 'string' && value.length === 20) {
    const plain = parsePlain(value);
    if (plain !== undefined) return plain;
  }
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
 * `2026-11-20T10:20:00Z`, which is how nearly all of them look: a round of all customers reads millions, and the pattern takes ten times as
 * long. undefined: it looks otherwise, or is no usual date.
 */
function parsePlain(text: string): EpochMs | undefined {
  for (const [at, sign] of SIGNS) if (text.charCodeAt(at) !== sign) return undefined;
  const year = 100 * readTwo(text, 0) + readTwo(text, 2);
  const month = readTwo(text, 5);
  const day = readTwo(text, 8);
  const hour = readTwo(text, 11);
  const minute = readTwo(text, 14);
  const second = readTwo(text, 17);
  const isUsual =
    year > 1970 &&
    year < 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 28 &&
    hour < 24 &&
    minute < 60;
  return isUsual && second < 60 ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined;
}

const SIGNS: readonly (readonly [number, number])[] = [...'0000-00-00T00:00:00Z'].flatMap((sign, at) =>
  sign === '0' ? [] : [[at, sign.charCodeAt(0)] as const],
);

/** NaN where there is something else than two digits. */
function readTwo(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}
