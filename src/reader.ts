/** The languages the bot speaks; English when a reader's language is none of them. */
export type Language = 'en' | 'fr' | 'ko' | 'zh-CN';

/** For whom an answer is written. */
export interface Reader {
  readonly language: Language;
  /** IANA name, for example `Europe/Paris`; `UTC` when unknown. Always one that `Intl` accepts. */
  readonly timeZone: string;
}
