import type { Post } from '../../health/incident.ts';
import type { EventRow } from './event-row.ts';

/**
 * What Microsoft wrote on an event, newest first: the updates, each once however many regions it is repeated for, and the article where it
 * says something else. Where there is neither, the header with the summary.
 */
export function readPosts({ impact, article, header, summary, lastUpdateTime }: EventRow): Post[] {
  const posts = new Map<string, Post>();
  const words = new Set<string>();
  for (const { summary: html, updateDateTime: at } of impact.updates) {
    const said = wordsOf(html);
    if (said === '') continue;
    words.add(said);
    posts.set(`${at ?? ''} ${said}`, { at, html });
  }
  const told = wordsOf(article.articleContent);
  if (told !== '' && !words.has(told))
    posts.set('article', { at: lastUpdateTime, html: article.articleContent });
  if (posts.size === 0) {
    const html = [header, summary].filter((part) => wordsOf(part) !== '').join('<br><br>');
    if (html !== '') posts.set('summary', { at: lastUpdateTime, html });
  }
  return sortPosts([...posts.values()]);
}

/** The posts of the same event as read from several subscriptions: each once, newest first. */
export function joinPosts(known: readonly Post[], more: readonly Post[]): Post[] {
  const posts = new Map<string, Post>();
  for (const post of [...known, ...more]) {
    const key = `${post.at ?? ''} ${wordsOf(post.html)}`;
    if (!posts.has(key)) posts.set(key, post);
  }
  return sortPosts([...posts.values()]);
}

function sortPosts(posts: readonly Post[]): Post[] {
  return posts.toSorted(
    (a, b) => (b.at ?? Number.NEGATIVE_INFINITY) - (a.at ?? Number.NEGATIVE_INFINITY) || 0,
  );
}

/** Good enough to tell whether two texts say the same; never shown. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
