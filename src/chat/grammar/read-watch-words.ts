import type { Language } from '../../reader.ts';
import type { WatchScope } from '../../watch/watch.ts';
import { foldText } from './fold.ts';
import { trimParticle } from './ko-particle.ts';
import { trimQuotes } from './name.ts';
import { readLanguageName } from './read-language-name.ts';
import { isServiceName } from './service-topics.ts';
import { WATCH_PHRASES, type WatchPhrase } from './watch-words.ts';

/** What the words after `watch` say. */
export interface WatchWords {
  /** The words left for customers and a service, in the person's spelling. */
  readonly subject: string;
  readonly scope: WatchScope | undefined;
  /** Whether all of something was said: `all`, `everywhere`. */
  readonly saysAll: boolean;
  /** Whether it was said what happens (`incidents`, `news`): without a name it is everybody's. */
  readonly saysWhat: boolean;
  readonly language: Language | undefined;
}

/** Room for several names; bounds the work on hostile text. */
const LONGEST = 400;
const MOST_ROUNDS = 12;
const NOTHING: WatchWords = {
  subject: '',
  scope: undefined,
  saysAll: false,
  saysWhat: false,
  language: undefined,
};

/** Takes what is no name out of the words: `all Exchange incidents in Korean` leaves `Exchange`. Read in every language at once. */
export function readWatchWords(words: string): WatchWords {
  const text = words.slice(0, LONGEST);
  const read = takePhrases(text, false);
  // Nothing is left that could be a part of a name.
  if (read.subject === '' || isServiceName(read.subject)) return read;
  return takePhrases(text, true);
}

function takePhrases(words: string, keepsNames: boolean): WatchWords {
  let rest = words;
  let said = NOTHING;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const taken = takeFirst(rest, keepsNames);
    if (taken === undefined) break;
    said = understand(said, taken.phrase, taken.language);
    rest = taken.rest;
  }
  const subject = trimParticle(trimQuotes(rest));
  const language = said.saysAll && said.language === undefined ? readLanguageName(subject) : undefined;
  return language === undefined ? { ...said, subject } : { ...said, subject: '', language };
}

interface Taken {
  readonly phrase: WatchPhrase;
  readonly language: Language | undefined;
  readonly rest: string;
}

function takeFirst(text: string, keepsNames: boolean): Taken | undefined {
  const folded = foldText(text);
  for (const phrase of WATCH_PHRASES) {
    const found = phrase.pattern.exec(folded);
    if (found === null || found[0] === '') continue;
    const to = found.index + found[0].length;
    if (keepsNames && phrase.mayBeName && isPartOfName(text, found.index, to)) continue;
    const rest = `${trimLoose(text.slice(0, found.index))} ${trimLoose(text.slice(to))}`;
    return { phrase, language: readLanguageName(found.groups?.language ?? ''), rest: trimLoose(rest) };
  }
  return undefined;
}

function understand(said: WatchWords, { says }: WatchPhrase, language: Language | undefined): WatchWords {
  switch (says) {
    case 'language':
      return { ...said, language: said.language ?? language };
    case 'all':
      return { ...said, saysAll: true };
    case 'named':
      // `everything for Contoso`: all of Contoso's.
      return { ...said, saysAll: false };
    case 'filler':
      return said;
    case 'news':
      return { ...said, saysWhat: true };
    default:
      return { ...said, saysWhat: true, scope: said.scope ?? says };
  }
}

/** Whether the words begin with a capital and stand beside others that do: `Daily News`, `All Saints`. */
function isPartOfName(text: string, from: number, to: number): boolean {
  if (!/\p{Ll}/u.test(text)) return false;
  if (!/^\p{Lu}/u.test(text.slice(from, to).trimStart())) return false;
  return /\p{Lu}\S*\s*$/u.test(text.slice(0, from)) || /^\s*\p{Lu}/u.test(text.slice(to));
}

function trimLoose(text: string): string {
  return text.replace(/^[ ,:;-]+|[ ,:;-]+$/g, '');
}
