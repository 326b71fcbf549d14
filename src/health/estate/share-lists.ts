import type { Known } from './known.ts';

/** Lists kept for sharing; a list that finds its place taken by another takes the place. */
const PLACES = 4_096;

/** Gives customers that have the same incidents the very same list of them. */
export interface ListPool<T> {
  /** The items in order, each once; `before` itself where it says the same. */
  share(items: readonly Known<T>[], before: readonly Known<T>[]): readonly Known<T>[];
}

export function createListPool<T>(): ListPool<T> {
  const places: (readonly Known<T>[] | undefined)[] = Array.from({ length: PLACES });
  const empty: readonly Known<T>[] = [];
  return {
    share(items, before) {
      if (items.length === 0) return before.length === 0 ? before : empty;
      const list = [...new Set(items)].sort((a, b) => a.number - b.number);
      if (areSame(before, list)) return before;
      const place = list.reduce((hash, { number }) => Math.imul(hash ^ number, 0x01000193), 7) & (PLACES - 1);
      const shared = places[place];
      if (shared !== undefined && areSame(shared, list)) return shared;
      places[place] = list;
      return list;
    },
  };
}

function areSame<T>(left: readonly T[], right: readonly T[]): boolean {
  return left.length === right.length && left.every((item, at) => item === right[at]);
}
