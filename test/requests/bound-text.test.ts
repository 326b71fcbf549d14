import { describe, expect, it } from 'vitest';
import { boundText, isBlank } from '../../src/requests/bound-text.ts';

describe('a bounded text', () => {
  it.each([
    [
      'stays as it was typed',
      '  **mail**\r\n<b>down</b> \u202Eabc ',
      100,
      '  **mail**\r\n<b>down</b> \u202Eabc ',
    ],
    ['is cut at the bound', 'abcdef', 3, 'abc'],
    ['never ends in half a character', 'ab😀', 3, 'ab'],
    ['keeps a character that just fits', 'ab😀', 4, 'ab😀'],
    ['is well formed', 'a\uD83Db', 10, 'a\uFFFDb'],
    ['has no NUL', 'a\0b', 10, 'ab'],
  ])('%s', (_, text, most, expected) => {
    expect(boundText(text, most)).toBe(expected);
  });
});

describe('a blank text', () => {
  it.each(['', ' ', '\n\t', '\u200B\u200E', '\u00A0', '\u202E'])('has nothing to see: %j', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it.each(['a', '.', '😀', '메일', '邮件', '1', '\u202Eא'])('is not %j', (text) => {
    expect(isBlank(text)).toBe(false);
  });
});
