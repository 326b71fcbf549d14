import { describe, expect, it } from 'vitest';
import { readHanNumber } from '../../../src/chat/period/han-number.ts';
import { readHangulNumber } from '../../../src/chat/period/hangul-number.ts';

describe('readHanNumber', () => {
  it.each([
    ['三', 3],
    ['两', 2],
    ['十', 10],
    ['十二', 12],
    ['三十', 30],
    ['九十九', 99],
    ['廿', 20],
    ['', undefined],
    ['三二', undefined],
    ['十十', undefined],
    ['百', undefined],
  ])('%j is %s', (word, number) => {
    expect(readHanNumber(word)).toBe(number);
  });
});

describe('readHangulNumber', () => {
  it.each([
    ['한', 1],
    ['두', 2],
    ['열두', 12],
    ['삼', 3],
    ['십', 10],
    ['구십', 90],
    ['이십오', 25],
    ['', undefined],
    ['가', undefined],
  ])('%j is %s', (word, number) => {
    expect(readHangulNumber(word)).toBe(number);
  });
});
