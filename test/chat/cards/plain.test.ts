import { describe, expect, it } from 'vitest';
import { plain, plainParagraphs } from '../../../src/chat/cards/plain.ts';

describe('outside text', () => {
  it.each([
    ['[x](http://evil)', '[x]\u200b(http://evil)'],
    ['${evil}', '$\u200b{evil}'],
    ['{{DATE(2026-01-01T00:00:00Z)}}', '{\u200b{DATE(2026-01-01T00:00:00Z)}}'],
    ['{{{{', '{\u200b{\u200b{\u200b{'],
    ['<at>everyone</at>', '<\u200bat>everyone<\u200b/at>'],
  ])('loses what a card would read as more than text: %s', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it('loses controls and invisible marks', () => {
    expect(plain('a\u0000b\u001b[31m\u200bc\ufeff\u00ad')).toBe('ab[31mc');
  });

  it('cannot turn the direction of what stands beside it', () => {
    expect(plain('abc\u202edcba\u2066')).toBe('abcdcba');
  });

  it('is set apart where it is written from right to left', () => {
    expect(plain('كونتوسو')).toBe('\u2068كونتوسو\u2069');
  });

  it('becomes one line with single spaces', () => {
    expect(plain('  a \r\n\t b\u00a0\u2028c  ')).toBe('a b c');
  });

  it('keeps emoji, accents and joined letters whole', () => {
    expect(plain('👩‍👩‍👧‍👦 Légère 한빛 汉字')).toBe('👩‍👩‍👧‍👦 Légère 한빛 汉字');
  });

  it('survives halves of surrogate pairs', () => {
    expect(plain('a\ud800b')).toBe('a\ufffdb');
  });

  it('is the same when it is made safe twice', () => {
    for (const text of ['${a} [b](c) {{d}}', 'عربي ${x}', 'word '.repeat(100), '汉'.repeat(300)]) {
      expect(plain(plain(text, 60), 60)).toBe(plain(text, 60));
    }
  });

  it('stays within its width, however long it is', () => {
    expect(plain('word '.repeat(10_000), 50).length).toBeLessThanOrEqual(50);
    expect(plain('汉'.repeat(10_000), 50).length).toBeLessThanOrEqual(26);
  });
});

describe('a longer outside text', () => {
  it('keeps its paragraphs', () => {
    expect(plainParagraphs('One.\n\nTwo\n \n${three}', 500)).toEqual({
      paragraphs: ['One.', 'Two', '$\u200b{three}'],
      cut: false,
    });
  });

  it('tells when it does not fit', () => {
    const { paragraphs, cut } = plainParagraphs(`${'word '.repeat(50)}\n${'more '.repeat(50)}`, 100);
    expect(cut).toBe(true);
    expect(paragraphs).toHaveLength(1);
  });

  it('counts paragraphs too, so that thousands of short lines stay bounded', () => {
    const { paragraphs, cut } = plainParagraphs('a\n'.repeat(10_000), 1_000);
    expect(cut).toBe(true);
    expect(paragraphs.length).toBeLessThan(30);
  });
});
