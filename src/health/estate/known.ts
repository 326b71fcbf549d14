import { isDeepStrictEqual } from 'node:util';
import type { CloudName } from '../../clouds.ts';
import type { EpochMs } from '../../time.ts';

/** An incident or a planned change that some customer has, kept once for all of them. */
export interface Known<T> {
  readonly cloud: CloudName;
  /** Ascending in the order in which they became known; lists are sorted by it. */
  readonly number: number;
  item: T;
  /** When a reading last listed it. */
  seenAt: EpochMs;
  /** Customers on the directory's list that it hits. */
  customers: number;
  /** Lists of customers that hold it, of those not on the directory's list too. */
  holders: number;
  /** What it counts for in the question under way: written and read by one answer at a time. */
  weight: number;
}

/** Everything known of one sort, by cloud and id whatever its case. What no list holds any more is forgotten. */
export interface KnownBook<T> {
  /** Takes it in as it was read; the caller holds it in a list next. */
  put(cloud: CloudName, item: T, seenAt: EpochMs): Known<T>;
  find(cloud: CloudName, id: string): Known<T> | undefined;
  values(): Iterable<Known<T>>;
  hold(list: readonly Known<T>[]): void;
  release(list: readonly Known<T>[]): void;
}

export function createKnownBook<T extends { readonly id: string }>({
  slim,
  stands,
  onChanged,
}: {
  /** What of an item is kept. */
  readonly slim: (item: T) => T;
  /** Whether the item kept stands against one that was just read. */
  readonly stands: (kept: T, read: T) => boolean;
  /** Told of what says something else from now on. */
  readonly onChanged: (known: Known<T>) => void;
}): KnownBook<T> {
  const byKey = new Map<string, Known<T>>();
  let last = 0;

  function replace(known: Known<T>, item: T): void {
    if (isDeepStrictEqual(known.item, item)) return;
    known.item = item;
    onChanged(known);
  }

  return {
    put(cloud, item, seenAt) {
      const key = keyOf(cloud, item.id);
      const known = byKey.get(key);
      if (known !== undefined) {
        if (!stands(known.item, item)) replace(known, slim(item));
        known.seenAt = Math.max(known.seenAt, seenAt);
        return known;
      }
      last += 1;
      const fresh = { cloud, number: last, item: slim(item), seenAt, customers: 0, holders: 0, weight: 0 };
      byKey.set(key, fresh);
      return fresh;
    },
    find: (cloud, id) => byKey.get(keyOf(cloud, id)),
    values: () => byKey.values(),
    hold(list) {
      for (const known of list) known.holders += 1;
    },
    release(list) {
      for (const known of list) {
        known.holders -= 1;
        if (known.holders === 0) byKey.delete(keyOf(known.cloud, known.item.id));
      }
    },
  };
}

function keyOf(cloud: CloudName, id: string): string {
  return `${cloud}:${id.toLowerCase()}`;
}
