/** Sets kept for sharing; when there are more, they are kept anew. */
const MOST = 4_096;

/** Gives customers that have the same services the very same set of their names, in small letters. */
export function createNamePool(): (names: readonly string[]) => ReadonlySet<string> {
  const shared = new Map<string, ReadonlySet<string>>();
  return (names) => {
    const sorted = names.map((name) => name.toLowerCase()).sort();
    const key = sorted.join('\n');
    const known = shared.get(key);
    if (known !== undefined) return known;
    if (shared.size >= MOST) shared.clear();
    const fresh: ReadonlySet<string> = new Set(sorted);
    shared.set(key, fresh);
    return fresh;
  };
}
