import type { Language } from '../../reader.ts';
import { foldText } from '../grammar/fold.ts';
import { lazily } from '../grammar/lazily.ts';
import { compileVocabulary } from './compile-vocabulary.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import { korean } from './ko.ts';
import type { Stretch } from './stretch.ts';
import type { PeriodVocabulary } from './vocabulary.ts';
import { chinese } from './zh.ts';

/** The languages in which time is understood. */
export const VOCABULARIES: readonly PeriodVocabulary[] = [english, french, korean, chinese];

/** No way of saying it is longer; bounds the work on hostile text. */
export const LONGEST_PERIOD = 64;

const READERS = VOCABULARIES.map((vocabulary) => ({
  ...vocabulary,
  read: lazily(() => compileVocabulary(vocabulary)),
}));
const LETTER = /\p{L}/u;

/** What words say about time, whatever the language, the reader's own first; undefined when they say nothing readable. */
export function understandPeriod(words: string, language: Language): Stretch | undefined {
  const folded = foldText(words.trim());
  if (folded === '' || folded.length > LONGEST_PERIOD) return undefined;
  const own = READERS.filter((reader) => reader.language === language);
  const others = READERS.filter((reader) => reader.language !== language);
  for (const { script, read } of [...own, ...others]) {
    // Digits alone (`2026-03-01`) are of every language.
    if (LETTER.test(folded) && !script.test(folded)) continue;
    const stretch = read()(folded);
    if (stretch) return stretch;
  }
  return undefined;
}

/** Whether words name a stretch of time that can be read, be it past, to come or too long: `30 days`, `depuis mars`, `지난주`. */
export function isPeriod(words: string): boolean {
  return understandPeriod(words, 'en') !== undefined;
}
