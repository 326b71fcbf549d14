import { flattenJamo } from './hangul.ts';

/** Letters that Unicode does not take apart, as people without them on the keyboard write them. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ł: 'l',
  ŋ: 'n',
  þ: 'th',
  ŧ: 't',
};

const SPECIAL_LETTER = /[ßœæøđðħıĸłŋþŧ]/g;
// Accents are marks of no script of their own; the marks of Thai or Hindi are vowels and stay.
const ACCENT = /[\p{M}&&\p{Script=Inherited}]/gv;
const APOSTROPHE = /['’‘ʼ`´\u00ad\u200b-\u200f\u2060\ufeff]/g;
const INITIALS_DOT = /(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu;
/** A run of Hangul, of Han or Kana, or of any other letters and digits: words where scripts meet without a space. */
const WORD =
  /[\u1100-\u1175]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々\u1100-\u1175]]+/gv;
const ASCII_WORD = /[a-z0-9]+/g;
const ASCII = /^[\0-\x7f]*$/;

/** One width, one case: full-width, half-width and compatibility forms are gone, accents and punctuation are kept. */
export function unifyForms(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase();
}

/** Takes away accents, case, apostrophes and widths, and takes Hangul apart into keys. */
export function foldText(text: string): string {
  let folded = unifyForms(text).replace(APOSTROPHE, '');
  if (!ASCII.test(folded)) {
    const plain = folded.replace(SPECIAL_LETTER, (letter) => PLAIN_LETTERS[letter] ?? letter);
    folded = flattenJamo(plain.normalize('NFD').replace(ACCENT, ''));
  }
  return folded.includes('.') ? folded.replace(INITIALS_DOT, '$1') : folded;
}

/** The words of folded text. `s.a.` is one word; letters of different scripts are never in one word. */
export function splitWords(folded: string): string[] {
  return folded.match(ASCII.test(folded) ? ASCII_WORD : WORD) ?? [];
}

/** Whether a word is written without spaces, so that any part of it is as good as its beginning. */
export function isUnspaced(word: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word);
}
