import type { Language } from '../../reader.ts';
import type { EpochMs } from '../../time.ts';
import { LOCALES } from './speech.ts';

/** What each language writes otherwise than `Intl` does: `1er août`, `11월 22일(일)`, `11月20日（周五）`. */
const MEND: Readonly<Partial<Record<Language, (day: string) => string>>> = {
  fr: (day) => day.replace(/(?<!\d)1(?=\s\p{L})/u, '1er'),
  ko: (day) => day.replace(/\s(?=\()/, ''),
  'zh-CN': (day) => day.replace(/周.$/, '（$&）'),
};

/** Days in one language and time zone, as people write them there. `options` name parts of a day, no time. */
export function createDayFormat(
  language: Language,
  options: Intl.DateTimeFormatOptions,
): (at: EpochMs) => string {
  const format = new Intl.DateTimeFormat(LOCALES[language], options);
  const mend = MEND[language] ?? ((day) => day);
  return (at) => mend(format.format(at));
}
