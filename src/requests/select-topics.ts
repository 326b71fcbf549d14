import type { SupportTopic } from './ports.ts';

/** Words that every name holds. */
const COMMON: ReadonlySet<string> = new Set([
  'azure',
  'microsoft',
  'the',
  'and',
  'for',
  'with',
  'running',
  'service',
]);

/**
 * The topics to offer first: those whose names hold `find` (words that were typed), the ones that share most words with `about` first, of
 * equals in Microsoft's order. Nothing typed: all. At most `most`; `total` tells how many fitted.
 */
export function selectTopics<T extends SupportTopic>(
  topics: readonly T[],
  { find, about, most }: { readonly find: string; readonly about: readonly string[]; readonly most: number },
): { readonly items: readonly T[]; readonly total: number } {
  const wanted = splitWords(find);
  const hints = new Set(about.flatMap(splitWords).filter((word) => !COMMON.has(word)));
  const fitting = topics.filter(({ name }) => {
    const folded = name.toLowerCase();
    return wanted.every((word) => folded.includes(word));
  });
  const rank = new Map(
    fitting.map((topic) => [topic, splitWords(topic.name).filter((word) => hints.has(word)).length]),
  );
  const sorted = [...fitting].sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0));
  return { items: sorted.slice(0, most), total: fitting.length };
}

/** Words of letters and digits, in small letters, without the `s` of a plural. */
function splitWords(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > 3 ? word.replace(/s$/, '') : word,
  );
}
