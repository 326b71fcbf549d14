import { shorten } from './shorten.ts';

/**
 * What is never shown: controls, invisible marks, and marks that turn the direction of what follows, even beyond the text's own end.
 * White space is folded elsewhere; joiners stay, because emoji and some scripts need them.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc]/g;
/** White space that is more than one plain space. */
const LOOSE_SPACE = /\s{2,}|[^\S ]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** The starts of everything a card, its templates or its clients would read as more than text. */
const MARKUP = /\$(?=\{)|\{(?=\{)|\](?=\()|<(?=\/?at\b)/gi;

/** Default width of `plain`, in Latin letters. */
const DEFAULT_WIDTH = 200;
/** How much of a line is looked at, in code units: far more than is shown, for what is hidden or folded leaves room. */
const MAX_READ = 20_000;
/** The same for paragraphs, as a multiple of what is shown, and at least. */
const READ_AHEAD = 4;
const MIN_READ = 500;

/**
 * Makes outside text (names, titles, posts) safe to show as one line: no control characters, no marks that turn the direction of the
 * rest, nothing a client could read as markup, white space folded, shortened at a word to `width` Latin letters (a Han character or
 * a Hangul syllable counts as two). The result still belongs only where no Markdown is read: a TextRun, a title, a summary.
 */
export function plain(text: string, width = DEFAULT_WIDTH): string {
  const bounded = text.length > MAX_READ ? text.slice(0, MAX_READ) : text;
  const line = fold(hide(bounded));
  // What was cut off unread must not pass for the end.
  return disarm(shorten(bounded === text ? line : `${line} …`, width));
}

/** Paragraphs of an outside text, each made safe like `plain`; `cut` tells that `width` did not hold them all. */
export function plainParagraphs(
  text: string,
  width: number,
): { readonly paragraphs: readonly string[]; readonly cut: boolean } {
  const read = Math.max(MIN_READ, width * READ_AHEAD);
  const bounded = text.length > read ? text.slice(0, read) : text;
  const paragraphs: string[] = [];
  let left = width;
  let cut = bounded.length < text.length;
  for (const paragraph of hide(bounded).split(/\n+/)) {
    const line = fold(paragraph);
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

function hide(text: string): string {
  return text.toWellFormed().replace(HIDDEN, '');
}

function fold(text: string): string {
  return text.replace(LOOSE_SPACE, ' ').trim();
}

function disarm(text: string): string {
  const safe = text.replace(MARKUP, '$&\u200b');
  // An isolate keeps the rest of our line in order where a name is written from right to left.
  return RIGHT_TO_LEFT.test(safe) ? `\u2068${safe}\u2069` : safe;
}
