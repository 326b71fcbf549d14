import { describe, expect, it } from 'vitest';
import { shorten } from '../../../src/chat/cards/shorten.ts';

describe('shortening', () => {
  it('leaves alone what fits', () => {
    expect(shorten('Some users', 10)).toBe('Some users');
    expect(shorten('服务降级', 8)).toBe('服务降级');
  });

  it('cuts at a word, and takes its comma away', () => {
    expect(shorten('Mail is late, and calendars are empty', 15)).toBe('Mail is late…');
  });

  it('takes a full stop away, so that no four dots are left', () => {
    expect(shorten('Mail is late. Calendars are empty', 15)).toBe('Mail is late…');
    expect(shorten('邮件延迟。日历为空', 12)).toBe('邮件延迟…');
  });

  it('cuts a word only where there is no other way', () => {
    expect(shorten('a'.repeat(100), 10)).toBe(`${'a'.repeat(9)}…`);
  });

  it('counts Han and Hangul as twice as wide', () => {
    expect(shorten('汉字汉字汉字', 9)).toBe('汉字汉字…');
    expect(shorten('가나다라마바', 9)).toBe('가나다라…');
  });

  it('never cuts inside a grapheme', () => {
    const family = '👩‍👩‍👧‍👦';
    for (let width = 2; width < 30; width++) {
      const short = shorten(family.repeat(10), width);
      expect(short.replace('…', '').replaceAll(family, '')).toBe('');
      expect(short.isWellFormed()).toBe(true);
    }
    expect(shorten('e\u0301'.repeat(20), 10)).toMatch(/^(e\u0301)+…$/u);
  });

  it('gets through a letter with ten thousand accents', () => {
    const short = shorten(`e${'\u0301'.repeat(10_000)}`, 50);
    expect(short.length).toBeLessThanOrEqual(50);
  });
});
