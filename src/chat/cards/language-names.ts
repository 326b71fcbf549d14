import type { Language } from '../../reader.ts';

export const LANGUAGES: readonly Language[] = ['en', 'fr', 'ko', 'zh-CN'];

/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  ko: '한국어',
  'zh-CN': '简体中文',
};
