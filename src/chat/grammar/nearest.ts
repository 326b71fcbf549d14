import type { Language } from '../../reader.ts';
import type { CommandWord } from '../command.ts';
import { foldText } from './fold.ts';
import type { Grammar, RuleKind } from './grammar.ts';
import { isTypingSlip } from './typing-slip.ts';

const KINDS: readonly RuleKind[] = [
  'health',
  'customers',
  'help',
  'history',
  'incident',
  'maintenance',
  'overview',
  'access',
  'request',
  'requests',
  'myRequests',
  'helpdeskHere',
  'helpdeskOff',
  'helpdesk',
  'watch',
  'unwatch',
  'watches',
  'status',
  'audit',
  'consent',
];
const COMPANY_FORM =
  /^(?:ltd|limited|inc|llc|llp|plc|corp|co|company|group|partners|gmbh|ag|sa|sas|sarl|bv|pty|kk)\.?$/;
/** Room for any command of several words, with a slip. */
const LONGEST_PHRASE = 30;
const PREPOSITION = /^(?:for|of|at|de|du|des|d'.*|pour|chez)$/;

/** A command word, folded and letter by letter, with the language it belongs to. */
interface SlipTarget {
  readonly kind: RuleKind;
  readonly language: Language;
  readonly word: string;
  readonly letters: string;
}

/** Finds the command that a text, or its first or last word, is one slip away from, in the person's language. */
export type NearestFinder = (text: string, language: Language) => CommandWord | undefined;

/**
 * Builds the finder once. A word that is a word of its own (`Heath`) or stands in a company's name (`Helth Ltd`) is left alone,
 * unless a preposition shows that a command was meant (`heath for contoso`).
 */
export function createNearestFinder(grammars: readonly Grammar[]): NearestFinder {
  const targets = grammars.flatMap((grammar) => KINDS.flatMap((kind) => listTargets(grammar, kind)));
  const ownWords = new Set(grammars.flatMap(({ notSlips }) => notSlips.map(foldText)));
  const slips = new Map(grammars.flatMap(({ slips }) => Object.entries(slips)));
  const shown = new Map(grammars.map(({ language, words }) => [language, words]));

  /** Whether it is a word of another command, written right: `request` is no slip of `requests`. */
  const isWord = (letters: string, but: RuleKind) =>
    targets.some((target) => target.letters === letters && target.kind !== but);
  const findSlip = (typed: string, language: Language, isClear: boolean, isTied: boolean) => {
    if (ownWords.has(typed) && !isTied) return undefined;
    const letters = spellOut(typed);
    // Short words are too near to too many names, unless they stand alone.
    const shortest = isClear ? 4 : 5;
    const isMeant = (target: SlipTarget) =>
      target.letters.length >= shortest &&
      isTypingSlip(letters, target.letters) &&
      !isWord(letters, target.kind);
    const own = targets.find((target) => target.language === language && isMeant(target));
    if (own !== undefined) return { kind: own.kind, word: own.word };
    const listed = [...slips].find(([slip]) => typed.startsWith(slip) || typed.endsWith(slip));
    return showKind(listed?.[1] ?? targets.find(isMeant)?.kind, language);
  };
  const showKind = (kind: RuleKind | undefined, language: Language) => {
    const word = kind && shown.get(language)?.[kind][0];
    return kind === undefined || word === undefined ? undefined : { kind, word };
  };

  return (text, language) => {
    const words = foldText(text)
      .split(/[ ,:;]+/)
      .filter((word) => word !== '');
    const [first = '', second = ''] = words;
    const isAlone = words.length === 1;
    if (!isAlone && words.slice(1).every((word) => COMPANY_FORM.test(word))) return undefined;
    const isTied = PREPOSITION.test(second);
    return (
      (isAlone || text.length > LONGEST_PHRASE
        ? undefined
        : findSlip(words.join(' '), language, false, true)) ??
      findSlip(first, language, isAlone || isTied, isTied) ??
      findSlip(words.at(-1) ?? '', language, isAlone, false)
    );
  };
}

function listTargets({ language, words }: Grammar, kind: RuleKind): SlipTarget[] {
  return words[kind].map((word) => ({ kind, language, word, letters: spellOut(foldText(word)) }));
}

/** Hangul letter by letter: a slip is one key, not one syllable. */
function spellOut(word: string): string {
  return word.normalize('NFD');
}
