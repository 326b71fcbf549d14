import { plain } from './plain.ts';
import { splitText } from './split-text.ts';
import type { TextRow } from './text-rows.ts';

/** Bytes that the words of one page may take as JSON: far less than fits a card, for nobody scrolls through twenty screens of a phone. */
const PAGE_BYTES = 6_000;
/** What an element costs besides its words, in bytes. */
const ELEMENT_BYTES = 120;
/** Longest text in one element, in Latin letters. */
const PIECE_WIDTH = 1_000;
/** Far more than a text of ours may have. */
const MOST_LETTERS = 100_000;

/** Something that is told in full: what it is, and its words. `text` is outside text, `heading` and `sub` are safe already. */
export interface FullText {
  readonly heading: string;
  /** When and by whom, below the heading; may be empty. */
  readonly sub: string;
  readonly text: string;
}

/** An entry, or the part of one that stands on a page. */
export interface LaidOutEntry {
  readonly heading: string;
  readonly subs: readonly TextRow[];
  readonly paragraphs: readonly TextRow[];
}

/**
 * All words of the entries, in their order, laid out on pages that each fit a card. An entry that fits a page is never parted; one that
 * does not is continued under the same heading. At least one page, perhaps an empty one.
 */
export function layOutEntries(entries: readonly FullText[]): LaidOutEntry[][] {
  const pages: LaidOutEntry[][] = [[]];
  let room = PAGE_BYTES;
  for (const { heading, sub, text } of entries) {
    const subs = sub === '' ? [] : [{ text: sub }];
    const head = measure(heading) + measure(sub);
    const pieces = listPieces(text);
    const costs = pieces.map(measure);
    const all = head + costs.reduce((sum, cost) => sum + cost, 0);
    const turn = () => {
      pages.push([]);
      room = PAGE_BYTES;
    };
    if (all > room && room < PAGE_BYTES) turn();
    room -= head;
    let paragraphs: TextRow[] = [];
    pages.at(-1)?.push({ heading, subs, paragraphs });
    for (const [index, piece] of pieces.entries()) {
      const cost = costs[index] ?? 0;
      if (cost > room && paragraphs.length > 0) {
        turn();
        room -= head;
        paragraphs = [];
        pages.at(-1)?.push({ heading, subs, paragraphs });
      }
      room -= cost;
      paragraphs.push({ text: piece });
    }
  }
  return pages;
}

function measure(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) + ELEMENT_BYTES;
}

/** Paragraphs short enough for one element, each safe to show; together they hold every word. */
function listPieces(text: string): string[] {
  return text
    .slice(0, MOST_LETTERS)
    .split(/\s*\n+/)
    .flatMap((line) => splitText(line.trim(), PIECE_WIDTH))
    .map((piece) => plain(piece, 2 * PIECE_WIDTH))
    .filter((piece) => piece !== '');
}
