const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** The longest sane grapheme, in code units; an emoji family has 11. */
const MAX_GRAPHEME = 32;
/** What would look odd before an ellipsis. */
const DROPPED = String.raw`[\s.,;:·–—、。，；：-]+`;
const DROPPED_AT_END = new RegExp(`${DROPPED}$`, 'u');
/** What a cut dropped, at the start of the text that follows it. */
export const DROPPED_AT_START = new RegExp(`^${DROPPED}`, 'u');
/** Far enough before the cut to find where a grapheme starts. */
const LOOK_BACK = 2 * MAX_GRAPHEME;
/** From here on characters are drawn about twice as wide as Latin letters: Hangul Jamo, CJK, kana, emoji. */
const FIRST_WIDE = 0x1100;
const PUNCTUATION_WIDE = { from: 0x2000, to: 0x2e7f };

/**
 * Shortens to about `width` Latin letters, with an ellipsis: between words, else (an address) at a sign, and never inside a grapheme
 * (an emoji family, a letter with its accents). Scripts whose words are not set apart by spaces are cut where the room ends.
 */
export function shorten(text: string, width: number): string {
  if (text.length * 2 <= width) return text;
  if (findEnd(text, width) >= text.length) return text;
  // The ellipsis has its place within the width, so that shortening what was shortened changes nothing.
  const end = findEnd(text, width - 1);
  const boundary = findGraphemeStart(text, end);
  return `${text.slice(0, findCut(text, boundary)).replace(DROPPED_AT_END, '')}…`;
}

function findCut(text: string, boundary: number): number {
  const space = text.lastIndexOf(' ', boundary);
  if (space > boundary * (2 / 3)) return space;
  if (isWide(text.charCodeAt(boundary - 1))) return boundary;
  if (space > 0) return space;
  const sign = Math.max(...['/', '-', '.', '_'].map((mark) => text.lastIndexOf(mark, boundary - 1)));
  return sign > boundary * (2 / 3) ? sign + 1 : boundary;
}

function isWide(unit: number): boolean {
  return unit >= FIRST_WIDE && (unit < PUNCTUATION_WIDE.from || unit > PUNCTUATION_WIDE.to);
}

/** The index of the code unit at which the text gets wider than `width`; its length when it does not. */
function findEnd(text: string, width: number): number {
  let room = width;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // Both halves of a surrogate pair count one: an emoji is two letters wide.
    room -= isWide(unit) && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
    if (room < 0) return index;
  }
  return text.length;
}

function findGraphemeStart(text: string, end: number): number {
  const from = Math.max(0, end - LOOK_BACK);
  const near = GRAPHEMES.segment(text.slice(from, end + LOOK_BACK)).containing(end - from);
  // A letter with dozens of accents is cut, but not inside a surrogate pair.
  if (!near || end - from - near.index > MAX_GRAPHEME)
    return isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end;
  return from + near.index;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
