import { describe, expect, it } from 'vitest';
import { createBudgetBook, SERVICE_COMMUNICATIONS_BUDGET } from '../../../src/microsoft/policy/budget.ts';

const BUDGET = [
  { calls: 2, windowMs: 1_000 },
  { calls: 3, windowMs: 10_000 },
];

describe('the budget book', () => {
  it('lets calls through until a window is full, and again when its oldest call leaves it', () => {
    const book = createBudgetBook(10);
    book.take('a', BUDGET, 0);
    expect(book.freeAt('a', BUDGET, 100)).toBe(100);
    book.take('a', BUDGET, 100);
    expect(book.freeAt('a', BUDGET, 200)).toBe(1_000);
    expect(book.freeAt('a', BUDGET, 1_000)).toBe(1_000);
  });

  it('keeps the longer window too', () => {
    const book = createBudgetBook(10);
    for (const now of [0, 1_000, 2_000]) book.take('a', BUDGET, now);
    expect(book.freeAt('a', BUDGET, 5_000)).toBe(10_000);
  });

  it('keeps one book for each key', () => {
    const book = createBudgetBook(10);
    for (const now of [0, 1]) book.take('a', BUDGET, now);
    expect(book.freeAt('b', BUDGET, 2)).toBe(2);
  });

  it('never lets more through in any window than documented', () => {
    const book = createBudgetBook(10);
    const made: number[] = [];
    for (
      let now = 0;
      made.length < 2_000;
      now = Math.max(now + 50, book.freeAt('a', SERVICE_COMMUNICATIONS_BUDGET, now))
    ) {
      if (book.freeAt('a', SERVICE_COMMUNICATIONS_BUDGET, now) > now) continue;
      book.take('a', SERVICE_COMMUNICATIONS_BUDGET, now);
      made.push(now);
    }
    for (const { calls, windowMs } of SERVICE_COMMUNICATIONS_BUDGET) {
      const tooClose = made.filter(
        (at, index) => at - (made[index - calls] ?? Number.NEGATIVE_INFINITY) < windowMs,
      );
      expect(tooClose).toEqual([]);
    }
  });

  it('forgets the key unused for longest when it holds too many', () => {
    const book = createBudgetBook(2);
    for (const key of ['a', 'a', 'b', 'c']) book.take(key, BUDGET, 0);
    expect(book.freeAt('a', BUDGET, 0)).toBe(0);
  });
});
