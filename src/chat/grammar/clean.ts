/** What is read of a message at most. A command is a line; the rest of a pasted page cannot change what it asks. */
const MAX_LENGTH = 500;

const MENTIONS_FIRST = /^(?:\s*<at\b[^<>]*>[^<]*<\/at>)+/i;
const MENTION_TAG = /<\/?at\b[^<>]{0,200}>/gi;
/** Markup Teams may leave in a message. Other angle brackets are the person's own: `health for <Contoso>`. */
const MARKUP = /<\/?(?:p|div|br|span|b|i|em|strong|a)(?:[ /][^<>]{0,300})?>/gi;
const ENTITY = /&(?:#(\d{1,6})|#x([\da-f]{1,5})|(nbsp|amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Keycaps, and what no reader can see: zero-width and bidi marks, variation selectors, soft hyphens, Hangul fillers. */
const INVISIBLE = /[#*\d]\uFE0F?\u20E3|\p{Default_Ignorable_Code_Point}/gu;
const SPACES = /[\s\p{Cc}]+/gu;

/** Signs that carry no meaning at either end; lone Hangul jamo are laughter (ㅋㅋ) or tears (ㅠㅠ). */
const EDGE =
  /^[\s!?.,;:*~|=\\\-‐-―…·•、。‥〜¡¿‼⁇-⁉\u1100-\u11FF\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]$/u;
const READABLE = /[\p{L}\p{N}]/u;

/** The message as one line in the person's spelling: no mentions of the bot, markup, invisible signs or full-width forms. */
export function cleanText(raw: string): string {
  const line = raw
    .slice(0, 20_000)
    .replace(MENTIONS_FIRST, ' ')
    .replace(MENTION_TAG, '')
    .replace(MARKUP, ' ')
    .replace(ENTITY, decodeEntity)
    .replace(INVISIBLE, '')
    .replace(/´/g, "'") // NFKC would turn it into a space and a loose accent
    .replace(SPACES, ' ')
    .trim()
    .slice(0, 2 * MAX_LENGTH);
  return line
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .trim()
    .slice(0, MAX_LENGTH)
    .replace(/[\uD800-\uDBFF]$/, '');
}

/** Without punctuation and emoji at the ends, and without the `/` or `!` some people put before a command. */
export function trimEdges(text: string): string {
  const signs = Array.from(text);
  let start = 0;
  let end = signs.length;
  const isEdge = (sign: string | undefined) => sign !== undefined && EDGE.test(sign);
  while (start < end && (isEdge(signs[start]) || signs[start] === '/' || signs[start] === '#')) start++;
  while (end > start && isEdge(signs[end - 1])) end--;
  return signs.slice(start, end).join('');
}

/** Whether there is a letter or a digit of any script. */
export function isReadable(text: string): boolean {
  return READABLE.test(text);
}

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
