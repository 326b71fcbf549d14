/**
 * Hangul as the keys that type it. A syllable block is taken apart into single consonants and vowels, and a consonant has
 * one form wherever it stands, so that a half-typed `콘톳` is a beginning of `콘토소` and a wrong key is one letter wrong.
 */

const FIRST_LEAD = 0x1100;
const LAST_LEAD = 0x1112;
const FIRST_TAIL = 0x11a8;

/** Tail consonants from U+11A8 on, as leading consonants; a double tail becomes two. */
const TAILS =
  'ᄀ ᄁ ᄀᄉ ᄂ ᄂᄌ ᄂᄒ ᄃ ᄅ ᄅᄀ ᄅᄆ ᄅᄇ ᄅᄉ ᄅᄐ ᄅᄑ ᄅᄒ ᄆ ᄇ ᄇᄉ ᄉ ᄊ ᄋ ᄌ ᄎ ᄏ ᄐ ᄑ ᄒ'.split(
    ' ',
  );

/** Vowels typed with two keys. */
const DOUBLE_VOWELS: Readonly<Record<string, string>> = {
  '\u116a': '\u1169\u1161',
  '\u116b': '\u1169\u1162',
  '\u116c': '\u1169\u1175',
  '\u116f': '\u116e\u1165',
  '\u1170': '\u116e\u1166',
  '\u1171': '\u116e\u1175',
  '\u1174': '\u1173\u1175',
};

const TAIL_OR_DOUBLE_VOWEL = /[\u11a8-\u11c2\u116a-\u116c\u116f-\u1171\u1174]/g;
const SYLLABLE = /[\u1100-\u1112]?[\u1161-\u1175]+[\u1100-\u1112]*(?![\u1161-\u1175])|[\u1100-\u1112]/g;

/** Sorted by code, words in flattened Hangul stand from this text up to before the next. */
export const FIRST_JAMO = '\u1100';
export const BEYOND_JAMO = '\u1176';

/** Whether the letter is one of those `flattenJamo` returns. */
export function isJamo(code: number): boolean {
  return code >= FIRST_LEAD && code <= 0x1175;
}

/** Rewrites decomposed Hangul (NFD) with one form a consonant and simple vowels; everything else stays. */
export function flattenJamo(decomposed: string): string {
  return decomposed.replace(
    TAIL_OR_DOUBLE_VOWEL,
    (letter) => DOUBLE_VOWELS[letter] ?? TAILS[letter.charCodeAt(0) - FIRST_TAIL] ?? letter,
  );
}

/** The syllables of flattened Hangul: a consonant before a vowel opens one, all others close one. */
export function splitSyllables(flat: string): string[] {
  return flat.match(SYLLABLE) ?? [];
}

/** The leading consonants (`ㅎㅂ` for `한빛`), the way Koreans abbreviate names. Empty without Hangul. */
export function leadingConsonants(flat: string): string {
  let leads = '';
  for (const syllable of splitSyllables(flat)) {
    const code = syllable.charCodeAt(0);
    if (code >= FIRST_LEAD && code <= LAST_LEAD) leads += syllable.charAt(0);
  }
  return leads;
}
