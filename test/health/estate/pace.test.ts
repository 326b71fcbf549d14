import { describe, expect, it } from 'vitest';
import { createPace } from '../../../src/health/estate/pace.ts';

describe('a pace', () => {
  it('lets as many go at once as its burst, and then one in its time', () => {
    let now = 1_000_000;
    const mayGo = createPace({ everyMs: 100, burst: 5 }, () => now);
    const countNow = () => Array.from({ length: 50 }, () => mayGo()).filter(Boolean).length;
    expect(countNow()).toBe(5);
    now += 250;
    expect(countNow()).toBe(2);
    now += 60_000;
    expect(countNow()).toBe(5);
  });

  it('leaves room for others where it is to', () => {
    const mayGo = createPace({ everyMs: 100, burst: 5 }, () => 1_000_000);
    const count = (keep: number) => Array.from({ length: 50 }, () => mayGo(keep)).filter(Boolean).length;
    expect(count(3)).toBe(2);
    expect(count(0)).toBe(3);
  });

  it('is kept by all its sharers together, however many there are at the time', () => {
    let now = 1_000_000;
    let sharers = 2;
    const mayGo = createPace(
      { everyMs: 100, burst: 60, mostAMinute: 100 },
      () => now,
      () => sharers,
    );
    const countIn = (ms: number) => {
      let count = 0;
      for (const end = now + ms; now < end; now += 10) if (mayGo()) count += 1;
      return count;
    };
    const inAMinute = countIn(60_000);
    expect(inAMinute).toBe(50);
    sharers = 4;
    now += 60_000;
    expect(countIn(60_000)).toBe(25);
    sharers = 1;
    now += 60_000;
    expect(countIn(60_000)).toBe(100);
  });
});
