import type { Post } from '../../health/incident.ts';
import { plain } from './plain.ts';
import type { PostReader } from './post-reader.ts';
import type { Scene } from './scene.ts';
import { splitText } from './split-text.ts';

/** Bytes that the words of one page may take as JSON: far less than fits a card, for nobody scrolls through twenty screens of a phone. */
const PAGE_BYTES = 5_000;
/** What an element costs besides its words, in bytes. */
const ELEMENT_BYTES = 120;
/** Longest text in one element, in Latin letters. */
const PIECE_WIDTH = 1_000;
/** Far more than any incident has been seen with: a few dozen posts of at most 50 KB. */
const MOST_POSTS = 200;
const MOST_LETTERS = 1_000_000;

/** A post, or the part of one that stands on a page. */
export interface TimelineEntry {
  /** When Microsoft posted it, in the reader's words. */
  readonly at: string;
  readonly paragraphs: readonly { readonly text: string }[];
}

/** The words of every post, newest first, laid out on pages that each fit a card. At least one page, perhaps an empty one. */
export function layOutTimeline(posts: readonly Post[], read: PostReader, scene: Scene): TimelineEntry[][] {
  const pages: TimelineEntry[][] = [[]];
  let room = PAGE_BYTES;
  let letters = MOST_LETTERS;
  for (const post of posts.slice(0, MOST_POSTS)) {
    if (letters <= 0) break;
    const text = read(post).slice(0, letters);
    letters -= text.length;
    const at = post.at === undefined ? '—' : scene.times.moment(post.at, scene.now);
    let paragraphs: { readonly text: string }[] | undefined;
    for (const piece of listPieces(text)) {
      const cost = Buffer.byteLength(JSON.stringify(piece)) + ELEMENT_BYTES;
      if (cost > room && room < PAGE_BYTES) {
        pages.push([]);
        room = PAGE_BYTES;
        paragraphs = undefined;
      }
      room -= cost;
      if (!paragraphs) {
        paragraphs = [];
        pages.at(-1)?.push({ at, paragraphs });
      }
      paragraphs.push({ text: piece });
    }
  }
  return pages;
}

function listPieces(text: string): string[] {
  return text
    .split(/\n+/)
    .flatMap((paragraph) => splitText(paragraph.trim(), PIECE_WIDTH))
    .map((piece) => plain(piece, 2 * PIECE_WIDTH))
    .filter((piece) => piece !== '');
}
