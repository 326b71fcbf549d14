import { describe, expect, it } from 'vitest';
import { readLanguageName } from '../../../src/chat/grammar/read-language-name.ts';

describe('readLanguageName', () => {
  it.each([
    ['english', 'en'],
    ['Anglais', 'en'],
    ['영어', 'en'],
    ['英语', 'en'],
    ['French', 'fr'],
    ['français', 'fr'],
    ['FRANCAIS', 'fr'],
    ['프랑스어', 'fr'],
    ['法语', 'fr'],
    ['korean', 'ko'],
    ['coréen', 'ko'],
    ['한국어', 'ko'],
    ['韩语', 'ko'],
    ['chinese', 'zh-CN'],
    ['Simplified Chinese', 'zh-CN'],
    ['chinois', 'zh-CN'],
    ['중국어', 'zh-CN'],
    ['中文', 'zh-CN'],
    [' 简体中文 ', 'zh-CN'],
    ['zh-CN', 'zh-CN'],
    ['fr', 'fr'],
  ])('%j is %s', (words, language) => {
    expect(readLanguageName(words)).toBe(language);
  });

  it.each(['', 'German', 'Contoso', 'constructor', '__proto__', 'in French'])('knows no %j', (words) => {
    expect(readLanguageName(words)).toBeUndefined();
  });
});
