import type { EpochMs } from '../time.ts';

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A date as Microsoft writes them: with up to seven fraction digits, and sometimes bare, which is read as UTC. undefined for null,
 * for .NET's "none" (`0001-01-01T00:00:00`) and "for ever" (year 9999), and for anything that is no date.
 */
export function parseDate(value: unknown): EpochMs | undefined {
  const match = typeof value === 'string' ? DATE.exec(value.trim()) : null;
  if (!match) return undefined;
  const [, year, month, day, time = '00:00:00', fraction = '', zone = 'Z'] = match;
  if (year === '0001' || year === '9999') return undefined;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const seconds = time.length === 5 ? `${time}:00` : time;
  const instant = Date.parse(`${year}-${month}-${day}T${seconds}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(instant) ? undefined : instant;
}
