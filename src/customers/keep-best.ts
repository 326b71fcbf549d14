/** One thing kept, and how good it is. */
export interface Kept {
  readonly item: number;
  readonly score: number;
}

/** Keeps the `limit` best of any number of things, best first; of equals the one with the lower number. */
export function keepBest(limit: number): {
  offer(item: number, score: number): void;
  readonly kept: readonly Kept[];
} {
  const kept: Kept[] = [];
  return {
    kept,
    offer(item, score) {
      const last = kept.at(-1);
      if (limit < 1 || (kept.length >= limit && last !== undefined && isBetter(last, { item, score })))
        return;
      const entry = { item, score };
      let at = kept.length;
      while (at > 0) {
        const before = kept[at - 1];
        if (before === undefined || isBetter(before, entry)) break;
        at -= 1;
      }
      kept.splice(at, 0, entry);
      if (kept.length > limit) kept.pop();
    },
  };
}

function isBetter(left: Kept, right: Kept): boolean {
  return left.score > right.score || (left.score === right.score && left.item < right.item);
}
