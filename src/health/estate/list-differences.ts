import type { Known } from './known.ts';

/** What is on one of the two lists only. Both are in the order of their numbers, as shared lists are. */
export function listDifferences<T>(
  before: readonly Known<T>[],
  after: readonly Known<T>[],
): readonly Known<T>[] {
  if (before === after) return [];
  const differences: Known<T>[] = [];
  let at = 0;
  for (const known of after) {
    for (let old = before[at]; old !== undefined && old.number < known.number; old = before[at]) {
      differences.push(old);
      at += 1;
    }
    if (before[at] === known) at += 1;
    else differences.push(known);
  }
  return [...differences, ...before.slice(at)];
}
