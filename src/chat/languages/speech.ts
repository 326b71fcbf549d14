import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../../reader.ts';
import en from './en.json' with { type: 'json' };

/** The name of a message; English says which there are, and a test holds the other languages to it. */
export type MessageKey = keyof typeof en;
export type MessageValues = Readonly<Record<string, string | number>>;
export type Catalogue = Readonly<Record<MessageKey, string>>;

/** The bot's words in one language. */
export interface Speech {
  readonly language: Language;
  /** The message as plain text, its placeholders filled. Values are taken as they are and never read as a message. */
  say(key: MessageKey, values?: MessageValues): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
}

/** The locale that dates, numbers and plurals follow. English is written for colleagues everywhere: day before month, 24 hours. */
export const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  fr: 'fr-FR',
  ko: 'ko-KR',
  'zh-CN': 'zh-CN',
};

/** Speaks one catalogue. A message is compiled when it is first said, and kept. */
export function createSpeech(language: Language, catalogue: Catalogue): Speech {
  const locale = LOCALES[language];
  const compiled = new Map<MessageKey, IntlMessageFormat>();
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });

  function find(key: MessageKey): IntlMessageFormat {
    const known = compiled.get(key);
    if (known) return known;
    const message = new IntlMessageFormat(catalogue[key], locale, undefined, { ignoreTag: true });
    compiled.set(key, message);
    return message;
  }

  return {
    language,
    say: (key, values) => String(find(key).format(values)),
    list: (items) => lists.format(items),
  };
}
