import { DROPPED_AT_START, shorten } from './shorten.ts';

/**
 * Cuts a text into pieces of at most about `width` Latin letters, at spaces where there are any and never inside a grapheme. Together
 * the pieces hold every word of the text.
 */
export function splitText(text: string, width: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest !== '') {
    const piece = cutStart(rest, width);
    pieces.push(piece);
    rest = rest.slice(piece.length).trimStart();
  }
  return pieces;
}

function cutStart(text: string, width: number): string {
  const short = shorten(text, width);
  if (short === text) return text;
  const start = short.slice(0, -1);
  // A cut drops punctuation before its ellipsis; here it must stay, or it would begin the next piece.
  const dropped = DROPPED_AT_START.exec(text.slice(start.length))?.[0] ?? '';
  return start === '' ? text.slice(0, Math.max(1, width)) : start + dropped.trimEnd();
}
