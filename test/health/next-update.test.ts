import { describe, expect, it } from 'vitest';
import { readNextUpdate } from '../../src/health/next-update.ts';

const FOUR = Date.UTC(2026, 10, 21, 16);

describe('readNextUpdate', () => {
  it.each([
    'Next update by: Thursday, November 21, 2026, at 4:00 PM UTC',
    'Next Update by: Saturday, November 21, 2026, at 4:00 PM UTC',
    'Title: Mail is slow\n\nCurrent status: We are on it.\n\nNext update by: Saturday, November 21, 2026 at 4:00 PM UTC',
    'Current status: on it. Next update by: November 21, 2026, 4:00 PM UTC. Start time: Friday',
    'Next update by: November 21, 2026 4 PM (UTC)',
    'next update by:  Sat, Nov. 21st, 2026, at 04:00 p.m. UTC',
    'NEXT UPDATE BY:\nSaturday, November 21, 2026, at 16:00 UTC',
    'Next update by: 21 November 2026 at 16:00 UTC',
    'Next update by: Saturday 21 November 2026, 16:00:00 (UTC)',
    'Next update by: 2026-11-21 16:00 UTC',
    'Next update by: 2026-11-21T16:00:00Z',
    'Next update by: 4:00 PM UTC on Saturday, November 21, 2026',
    'Next update: Saturday, November 21, 2026, at 4:00 PM GMT',
    'Next update due: Saturday, November 21, 2026, at 4:00\u202fPM UTC',
  ])('reads %j', (text) => {
    expect(readNextUpdate(text)).toBe(FOUR);
  });

  it.each([
    ['12:15 AM', Date.UTC(2026, 10, 21, 0, 15)],
    ['12 PM', Date.UTC(2026, 10, 21, 12)],
    ['00:30', Date.UTC(2026, 10, 21, 0, 30)],
    ['11:59 PM', Date.UTC(2026, 10, 21, 23, 59)],
  ])('reads %s', (time, at) => {
    expect(readNextUpdate(`Next update by: Saturday, November 21, 2026, at ${time} UTC`)).toBe(at);
  });

  it('takes the last of several', () => {
    const text = [
      'Next update by: Friday, November 20, 2026, at 4:00 PM UTC',
      'Next update by: Saturday, November 21, 2026, at 4:00 PM UTC',
    ].join('\n');
    expect(readNextUpdate(text)).toBe(FOUR);
    expect(readNextUpdate(`${text}\nNext update by: when we know more`)).toBeUndefined();
  });

  it.each([
    '',
    'We are on it.',
    'Start time: Saturday, November 21, 2026, at 4:00 PM UTC',
    'Next update by: noon',
    'Next update by: 4:00 PM UTC',
    'Next update by: Saturday, November 21, at 4:00 PM UTC',
    'Next update by: Saturday, November 21, 2026',
    'Next update by: Saturday, November 21, 2026, at 4:00 PM',
    'Next update by: Saturday, November 21, 2026, at 4:00 PM PST',
    'Next update by: Saturday, November 21, 2026, at 4:00 PM UTC+2',
    'Next update by: Saturday, November 21, 2026, at 4:00 PM (UTC-08:00)',
    'Next update by: Saturday, November 21, 2026, at 4:00 PM UTC −1',
    'Next update by: Saturday, November 21, 2026, at 16 UTC',
    'Next update by: Saturday, November 21, 2026, at 16:00 PM UTC',
    'Next update by: Saturday, November 21, 2026, at 0:30 AM UTC',
    'Next update by: Saturday, November 21, 2026, at 24:00 UTC',
    'Next update by: Saturday, November 21, 2026, at 4:60 PM UTC',
    'Next update by: February 30, 2026, at 4:00 PM UTC',
    'Next update by: 11/12/2026 4:00 PM UTC',
    'Next update by: soon. Start time: Saturday, November 21, 2026, at 4:00 PM UTC',
  ])('does not guess at %j', (text) => {
    expect(readNextUpdate(text)).toBeUndefined();
  });

  it('reads a long hostile text in no time', () => {
    const text = `${'Next update by: '.repeat(5_000)}${'1'.repeat(50_000)}${' '.repeat(50_000)}`;
    const start = performance.now();
    expect(readNextUpdate(text)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(500);
  });
});
