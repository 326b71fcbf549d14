import type { Language } from '../../reader.ts';
import { foldText } from './fold.ts';

/** What each language is called, in each language. */
const NAMES: Readonly<Record<Language, string>> = {
  en: 'english|anglais|inglés|영어|英语|英語|英文',
  fr: 'french|français|francais|프랑스어|불어|법어|法语|法語|法文',
  ko: 'korean|coréen|한국어|한국말|한글|국문|韩语|韓語|韩文|韓文|韩国语|朝鲜语',
  'zh-CN':
    'simplified chinese|chinese|mandarin|chinois simplifié|chinois|mandarin|중국어|중문|중국어 간체|간체|简体中文|简体|中文|汉语|漢語|普通话|华语',
};
const CODES: Readonly<Record<string, Language>> = {
  en: 'en',
  fr: 'fr',
  ko: 'ko',
  zh: 'zh-CN',
  'zh-cn': 'zh-CN',
};

const BY_NAME: ReadonlyMap<string, Language> = new Map(
  [listNames('en'), listNames('fr'), listNames('ko'), listNames('zh-CN')].flat(),
);

/** A regular expression over folded text that fits the name of each language we speak, longest first. */
export const LANGUAGE_NAMES = [...BY_NAME.keys()].sort((a, b) => b.length - a.length).join('|');

/** The language that words name: `French`, `한국어`, `zh`. undefined: none that we speak. */
export function readLanguageName(words: string): Language | undefined {
  const name = foldText(words.normalize('NFKC').trim());
  return BY_NAME.get(name) ?? (Object.hasOwn(CODES, name) ? CODES[name] : undefined);
}

function listNames(language: Language): (readonly [string, Language])[] {
  return NAMES[language].split('|').map((name) => [foldText(name), language]);
}
