import { shorten } from './shorten.ts';

/** Controls, invisible and unassigned marks; white space is folded elsewhere, joiners stay because emoji and scripts need them. */
const INVISIBLE = /(?!\s)[\p{Cc}\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffc]/gu;
/** Marks that turn the direction of what follows, also beyond the text's own end. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** The starts of everything a card, its templates or its clients would read as more than text. */
const MARKUP = /\$(?=\{)|\{(?=\{)|\](?=\()|<(?=\/?at\b)/giu;
/** Nothing shown is longer than this, however little of it survives. */
const MAX_READ = 20_000;

/** Default width of `plain`, in Latin letters. */
const DEFAULT_WIDTH = 200;

/**
 * Makes outside text (names, titles, posts) safe to show as one line: no control characters, no marks that turn the direction of the
 * rest, nothing a client could read as markup, white space folded, shortened at a word to `width` Latin letters (a Han character or
 * a Hangul syllable counts as two). The result still belongs only where no Markdown is read: a TextRun, a title, a summary.
 */
export function plain(text: string, width = DEFAULT_WIDTH): string {
  const bounded = text.length > MAX_READ ? text.slice(0, MAX_READ) : text;
  const line = clean(bounded).replace(/\s+/gu, ' ').trim();
  return disarm(shorten(line, width));
}

/** Paragraphs of an outside text, each made safe like `plain`; `cut` tells that `width` did not hold them all. */
export function plainParagraphs(
  text: string,
  width: number,
): { readonly paragraphs: readonly string[]; readonly cut: boolean } {
  const bounded = text.length > MAX_READ ? text.slice(0, MAX_READ) : text;
  const paragraphs: string[] = [];
  let left = width;
  let cut = bounded.length < text.length;
  for (const paragraph of clean(bounded).split(/\n+/u)) {
    const line = paragraph.replace(/\s+/gu, ' ').trim();
    if (line === '') continue;
    if (left < MIN_PARAGRAPH) return { paragraphs, cut: true };
    const short = shorten(line, left);
    paragraphs.push(disarm(short));
    cut ||= short !== line;
    left -= Math.max(short.length, PARAGRAPH_COST);
  }
  return { paragraphs, cut };
}

/** A shorter rest of a text is not worth a paragraph. */
const MIN_PARAGRAPH = 20;
/** What an element of a card costs besides its words, so that 10,000 one-letter lines stay bounded too. */
const PARAGRAPH_COST = 40;

function clean(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, '').replace(DIRECTION, '');
}

function disarm(text: string): string {
  const safe = text.replace(MARKUP, '$&\u200b');
  // An isolate keeps the rest of our line in order where a name is written from right to left.
  return RIGHT_TO_LEFT.test(safe) ? `\u2068${safe}\u2069` : safe;
}
