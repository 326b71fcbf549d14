import { measureJson } from './form-input.ts';
import { plain } from './plain.ts';
import { splitText } from './split-text.ts';

/** Of a piece, in Latin letters: where a page may end within a line. */
const PIECE_WIDTH = 400;
/** What a paragraph counts besides its words, in bytes: less than it takes, so that a list of short lines does not get too many pages. */
const PARAGRAPH_BYTES = 40;
/** Wider than any page. */
const WHOLE = 100_000;

/** A part of one line of a text: where it begins and ends in the text. */
interface Piece {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A page of a long text. Offsets count pieces, so that they mean the same whatever a page holds. */
export interface TextPage {
  /** Made safe like `plain`; one for each line of the text, empty ones left out. */
  readonly paragraphs: readonly string[];
  /** The first and the last character, counted from 1; both 0 for an empty text. */
  readonly from: number;
  readonly to: number;
  readonly previous: number | undefined;
  readonly next: number | undefined;
}

/**
 * Cuts a page of about `bytes` out of a text that is shown word for word: turned from the first page to the last, every word is there, and
 * each once. An offset beyond the end gives the last page.
 */
export function cutTextPage(text: string, offset: number, bytes: number): TextPage {
  const pieces = listPieces(text);
  const cost = pieces.map(
    ({ line, start, end }, at) =>
      measureJson(text.slice(start, end)) + (pieces[at - 1]?.line === line ? 0 : PARAGRAPH_BYTES),
  );
  const first = offset < pieces.length ? Math.max(0, offset) : countBack(cost, pieces.length, bytes);
  let last = first;
  for (let left = bytes - (cost[first] ?? 0); last + 1 < pieces.length; last += 1) {
    left -= cost[last + 1] ?? 0;
    if (left < 0) break;
  }
  const shown = pieces.slice(first, last + 1);
  return {
    paragraphs: [...Map.groupBy(shown, ({ line }) => line).values()].map((parts) =>
      plain(text.slice(parts[0]?.start ?? 0, parts.at(-1)?.end ?? 0), WHOLE),
    ),
    from: shown.length === 0 ? 0 : (shown[0]?.start ?? 0) + 1,
    to: shown.at(-1)?.end ?? 0,
    previous: first > 0 ? countBack(cost, first, bytes) : undefined,
    next: last + 1 < pieces.length ? last + 1 : undefined,
  };
}

/** Where a page that ends before a piece begins. */
function countBack(cost: readonly number[], end: number, bytes: number): number {
  let first = Math.max(0, end - 1);
  for (let left = bytes - (cost[first] ?? 0); first > 0; first -= 1) {
    left -= cost[first - 1] ?? 0;
    if (left < 0) break;
  }
  return first;
}

function listPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let lineStart = 0;
  for (const [line, words] of text.split('\n').entries()) {
    let at = 0;
    for (const piece of splitText(words.trim(), PIECE_WIDTH)) {
      const start = words.indexOf(piece, at);
      at = start + piece.length;
      pieces.push({ line, start: lineStart + start, end: lineStart + at });
    }
    lineStart += words.length + 1;
  }
  return pieces;
}
