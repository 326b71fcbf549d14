import { foldText, splitWords, unifyForms } from './fold-text.ts';
import { keepTellingWords, removeEasternForms } from './forgive-forms.ts';

/** A customer's name, or what somebody typed for it, as the index compares it. */
export interface ReadName {
  /** Every word. */
  readonly allWords: readonly string[];
  /** The words without forms of company. Empty only when there is no letter or digit at all. */
  readonly words: readonly string[];
  /** `words` without spaces. */
  readonly compact: string;
}

/** Takes a name apart; the same way for customers and for questions. */
export function readName(text: string): ReadName {
  const unified = unifyForms(text);
  const allWords = splitWords(foldText(unified));
  const withoutForms = removeEasternForms(unified);
  const rest = withoutForms === unified ? allWords : splitWords(foldText(withoutForms));
  const words = keepTellingWords(rest.length > 0 ? rest : allWords);
  return { allWords, words, compact: words.join('') };
}

/** The first letters of the words, for names of three words or more: `wwi` for Wide World Importers. */
export function readInitials(words: readonly string[]): string | undefined {
  return words.length < 3 ? undefined : words.map((word) => word.charAt(0)).join('');
}
