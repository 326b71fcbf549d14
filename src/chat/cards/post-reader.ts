import type { Post } from '../../health/incident.ts';
import { readableText } from '../../health/readable.ts';

/** Reads a post as text. */
export type PostReader = (post: Post) => string;

/** Reads each post once: turning 50 KB of HTML into text takes milliseconds, and a card may be tried at several levels of detail. */
export function createPostReader(): PostReader {
  const texts = new Map<Post, string>();
  return (post) => {
    const text = texts.get(post) ?? readableText(post.html);
    texts.set(post, text);
    return text;
  };
}
