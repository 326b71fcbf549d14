import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Language, Reader } from '../reader.ts';
import type { IncomingActivity } from './activity.ts';

const CLIENT_INFO = z.looseObject({
  type: z.literal('clientInfo'),
  locale: z.string().max(100).nullish(),
  timezone: z.string().max(100).nullish(),
});

/** How many names of time zones are remembered; there are about 600. */
const MOST_ZONES = 1_000;

/** In which language and time zone to answer: what Teams tells of the person's client, else English and UTC. */
export type ReadReader = (activity: IncomingActivity) => Reader;

/** Creates a `ReadReader`, which remembers the zones it has checked: asking `Intl` costs a tenth of a whole answer. */
export function createReadReader(): ReadReader {
  const checked = new LRUCache<string, boolean>({ max: MOST_ZONES, memoMethod: isTimeZone });
  const isKnown = (zone: string | null | undefined): zone is string => !!zone && checked.memo(zone);
  return (activity) => {
    const client = activity.entities?.map((entity) => CLIENT_INFO.safeParse(entity).data).find(Boolean);
    return {
      language: chooseLanguage(activity.locale ?? client?.locale),
      timeZone: [activity.localTimezone, client?.timezone].find(isKnown) ?? 'UTC',
    };
  };
}

/** The spoken language nearest to a BCP 47 tag; every Chinese reader gets Simplified Chinese. */
export function chooseLanguage(locale: string | null | undefined): Language {
  switch (locale?.toLowerCase().split(/[-_]/)[0]) {
    case 'fr':
      return 'fr';
    case 'ko':
      return 'ko';
    case 'zh':
      return 'zh-CN';
    default:
      return 'en';
  }
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
