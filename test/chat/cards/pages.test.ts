import { describe, expect, it } from 'vitest';
import { cutPage } from '../../../src/chat/cards/pages.ts';

const SEVEN = [1, 2, 3, 4, 5, 6, 7];

describe('a page', () => {
  it('knows its neighbours', () => {
    expect(cutPage(SEVEN, 0, 3)).toEqual({
      items: [1, 2, 3],
      from: 0,
      total: 7,
      previous: undefined,
      next: 3,
    });
    expect(cutPage(SEVEN, 3, 3)).toEqual({ items: [4, 5, 6], from: 3, total: 7, previous: 0, next: 6 });
    expect(cutPage(SEVEN, 6, 3)).toEqual({ items: [7], from: 6, total: 7, previous: 3, next: undefined });
  });

  it('is the last one when an old button asks beyond the end', () => {
    expect(cutPage(SEVEN, 1_000, 3)).toEqual(cutPage(SEVEN, 6, 3));
  });

  it('is empty for an empty list', () => {
    expect(cutPage([], 5, 3)).toEqual({ items: [], from: 0, total: 0, previous: undefined, next: undefined });
  });
});
