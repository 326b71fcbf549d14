/** Control characters, but for line breaks and tabs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Longest value of a one-line field: more than any field allows, so that what is too long can still be mended. */
const MOST_OF_LINE = 400;

/**
 * What was typed, for its field again: as it is, since an input shows plain text and nothing else, and what is shown there is sent back. Only
 * control characters and halves of characters are dropped, which no client can send.
 */
export function typedText(text: string): string {
  return text.replaceAll('\r\n', '\n').toWellFormed().replace(CONTROLS, '');
}

/** The same for a field of one line. */
export function typedLine(text: string): string {
  return typedText(text.slice(0, MOST_OF_LINE)).replaceAll(/[\n\t]+/g, ' ');
}

/** Size of a text within a card, in bytes. */
export function measureJson(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
