import type { Post } from '../../health/incident.ts';
import { readableText } from '../../health/readable.ts';

/** Reads a post as text. */
export type PostReader = (post: Post) => string;

/** Reads each post once, as long as it is kept by somebody else: turning 50 KB of HTML into text takes milliseconds. */
export function createPostReader(): PostReader {
  const texts = new WeakMap<Post, string>();
  return (post) => {
    const text = texts.get(post) ?? readableText(post.html);
    texts.set(post, text);
    return text;
  };
}
