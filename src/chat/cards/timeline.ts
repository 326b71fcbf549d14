import type { Post } from '../../health/incident.ts';
import { plain } from './plain.ts';
import type { PostReader } from './post-reader.ts';
import { dropTold, readParagraphs } from './post-sections.ts';
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

/**
 * The words of every post, newest first, laid out on pages that each fit a card; a post that fits a page is never parted. At least one
 * page, perhaps an empty one. With `told`, what stands elsewhere on the card whole: neither that is repeated, nor in an older post what
 * the next newer one says word for word.
 */
export function layOutTimeline(
  posts: readonly Post[],
  read: PostReader,
  scene: Scene,
  told?: readonly string[],
): TimelineEntry[][] {
  const { times, now, speech } = scene;
  const pages: TimelineEntry[][] = [[]];
  let room = PAGE_BYTES;
  let letters = MOST_LETTERS;
  let newer: readonly string[] = [];
  for (const post of posts.slice(0, MOST_POSTS)) {
    if (letters <= 0) break;
    const text = read(post).slice(0, letters);
    letters -= text.length;
    const paragraphs = readParagraphs(text);
    const kept = told ? dropTold(paragraphs, told, newer) : paragraphs;
    const same = kept.length === 0 && paragraphs.length > 0 && newer.length > 0;
    newer = paragraphs;
    const pieces = same ? [speech.say('incident.sameText')] : kept.flatMap(listPieces);
    const at = post.at === undefined ? '—' : times.moment(post.at, now);
    const costs = pieces.map((piece) => Buffer.byteLength(JSON.stringify(piece)) + ELEMENT_BYTES);
    const isTight = costs.reduce((sum, cost) => sum + cost, 0) > room;
    if (isTight && room < PAGE_BYTES) {
      pages.push([]);
      room = PAGE_BYTES;
    }
    let entry: { readonly text: string }[] | undefined;
    for (const [index, piece] of pieces.entries()) {
      const cost = costs[index] ?? 0;
      if (cost > room && room < PAGE_BYTES) {
        pages.push([]);
        room = PAGE_BYTES;
        entry = undefined;
      }
      room -= cost;
      if (!entry) {
        entry = [];
        const heading = index === 0 ? at : speech.say('incident.continued', { time: at });
        pages.at(-1)?.push({ at: heading, paragraphs: entry });
      }
      entry.push({ text: piece });
    }
  }
  return pages;
}

function listPieces(paragraph: string): string[] {
  return paragraph
    .split(/\n+/)
    .flatMap((line) => splitText(line.trim(), PIECE_WIDTH))
    .map((piece) => plain(piece, 2 * PIECE_WIDTH))
    .filter((piece) => piece !== '');
}
