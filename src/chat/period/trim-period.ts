import { trimEdges } from '../grammar/clean.ts';
import { trimQuotes } from '../grammar/name.ts';

/** Without quotes and loose signs at the ends. A minus sign stays before its figure: `-5 days` are not `5 days`. */
export function trimPeriod(words: string): string {
  const bare = trimQuotes(trimEdges(words));
  const start = words.indexOf(bare);
  const isNegative = /^\p{N}/u.test(bare) && /[-−‐-―]/u.test(words.charAt(start - 1));
  return isNegative ? `-${bare}` : bare;
}
