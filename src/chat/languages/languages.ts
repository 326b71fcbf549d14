import { LRUCache } from 'lru-cache';
import type { Language, Reader } from '../../reader.ts';
import en from './en.json' with { type: 'json' };
import { createTimes, type Times } from './format.ts';
import fr from './fr.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };
import { type Catalogue, createSpeech, type Speech } from './speech.ts';
import zhCN from './zh-CN.json' with { type: 'json' };

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, fr, ko, 'zh-CN': zhCN };

/** How many (language, time zone) pairs are kept; staff sit in a few zones, and one pair costs some tens of kilobytes. */
const MAX_TIMES = 100;

/** The four languages, and times as each reader writes them. */
export interface Languages {
  speech(language: Language): Speech;
  times(reader: Reader): Times;
}

export function createLanguages(): Languages {
  const speeches: Readonly<Record<Language, Speech>> = {
    en: createSpeech('en', en),
    fr: createSpeech('fr', fr),
    ko: createSpeech('ko', ko),
    'zh-CN': createSpeech('zh-CN', zhCN),
  };
  const times = new LRUCache<string, Times>({ max: MAX_TIMES });

  return {
    speech: (language) => speeches[language],
    times({ language, timeZone }) {
      const key = `${language} ${timeZone}`;
      const known = times.get(key);
      if (known) return known;
      const made = createTimes(speeches[language], timeZone);
      times.set(key, made);
      return made;
    },
  };
}
