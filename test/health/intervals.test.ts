import { describe, expect, it } from 'vitest';
import {
  type Interval,
  joinIntervals,
  measureIntervals,
  spreadIntervals,
} from '../../src/health/intervals.ts';
import { createSeededRandom } from '../support/generate-customers.ts';

const SEEDS = [1, 7, 20_261_121, 424_242, 998_877];
const SPAN = 200;

function makeIntervals(seed: number): Interval[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: 1 + Math.floor(random() * 40) }, () => {
    const from = Math.floor(random() * SPAN);
    // Some are empty, some end before they begin.
    return { from, to: from - 3 + Math.floor(random() * 20) };
  });
}

/** The plain way: one mark a unit of time. */
function mark(intervals: readonly Interval[]): boolean[] {
  const marks = Array.from({ length: SPAN + 20 }, () => false);
  for (const { from, to } of intervals) for (let at = from; at < to; at += 1) marks[at] = true;
  return marks;
}

describe('intervals', () => {
  it('are joined where they overlap or touch', () => {
    expect(
      joinIntervals([
        { from: 5, to: 9 },
        { from: 0, to: 2 },
        { from: 2, to: 3 },
        { from: 6, to: 7 },
        { from: 4, to: 4 },
      ]),
    ).toEqual([
      { from: 0, to: 3 },
      { from: 5, to: 9 },
    ]);
  });

  it.each(SEEDS)('are measured once however they overlap (seed %i)', (seed) => {
    const intervals = makeIntervals(seed);
    expect(measureIntervals(intervals)).toBe(mark(intervals).filter(Boolean).length);
  });

  it.each(SEEDS)('are spread over stretches without loss (seed %i)', (seed) => {
    const intervals = makeIntervals(seed);
    const random = createSeededRandom(seed + 1);
    const bounds = [
      ...new Set([-10, ...Array.from({ length: 8 }, () => Math.floor(random() * SPAN)), SPAN + 20]),
    ].sort((a, b) => a - b);
    const marks = mark(intervals);
    const plain = bounds
      .slice(1)
      .map((end, at) => marks.slice(Math.max(0, bounds[at] ?? 0), end).filter(Boolean).length);
    expect(spreadIntervals(intervals, bounds)).toEqual(plain);
  });

  it('count nothing outside the stretches', () => {
    expect(spreadIntervals([{ from: 0, to: 100 }], [40, 50, 70])).toEqual([10, 20]);
    expect(spreadIntervals([], [0, 1])).toEqual([0]);
    expect(spreadIntervals([{ from: 0, to: 100 }], [40])).toEqual([]);
  });
});
