const BATCH = 2_000;

/**
 * Sorts, giving the caller a chance to do something else after every 2,000 items: 100,000 names would otherwise hold up
 * every conversation for most of a second. Stable; returns a new array.
 */
export function* sortInBatches<T>(
  items: readonly T[],
  compare: (left: T, right: T) => number,
): Generator<void, T[]> {
  let runs: T[][] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    runs.push(items.slice(start, start + BATCH).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      const left = runs[index] ?? [];
      const right = runs[index + 1];
      merged.push(right === undefined ? left : yield* merge(left, right, compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge<T>(left: T[], right: T[], compare: (left: T, right: T) => number): Generator<void, T[]> {
  const merged: T[] = [];
  let rightIndex = 0;
  for (const item of left) {
    let next = right[rightIndex];
    while (next !== undefined && compare(next, item) < 0) {
      merged.push(next);
      rightIndex += 1;
      next = right[rightIndex];
      if (merged.length % BATCH === 0) yield;
    }
    merged.push(item);
    if (merged.length % BATCH === 0) yield;
  }
  while (rightIndex < right.length) {
    const next = right[rightIndex];
    if (next !== undefined) merged.push(next);
    rightIndex += 1;
  }
  return merged;
}
